using ProtocolKit.Generator.Tests.Support;

namespace ProtocolKit.Generator.Tests.Names;

/// <summary>Grammars that were accepted, and whose code did not compile.</summary>
public class ReportedNameTests
{
    private const string Dialogue =
        """

        dialogue
        C: ask
        S: ok / no => refused
        TLS
        """;

    public static TheoryData<string, string> Grammars => new()
    {
        {
            "a class with octets above 127 in a difference",
            """
            ask = "a" DQUOTE ( 1*( %x20-21 / %x23-7E / %x80-FF ) - "tls" ) DQUOTE
            ok  = "A"
            no  = "B"
            """ + Dialogue + """

            says
            ask "a" DQUOTE "Q" DQUOTE
            """
        },
        {
            "two sizes of one name in a text",
            """
            ask = size:uint8 within($size, *ALPHA) size:uint8 within($size, *ALPHA)
            ok  = "A"
            no  = "B"
            """ + Dialogue + """

            says
            ask size:uint8 within($size, "x") size:uint8 within($size, "y")
            """
        },
        {
            "labels that differ by a hyphen",
            """
            ask = "HELLO" SP a-1:1*8ALPHA SP a1:1*8ALPHA [ SP a--1:1*8DIGIT ] CRLF
            ok  = "OK" *( SP a-1:1*8ALPHA ) *( "," a1:1*8ALPHA ) CRLF
            no  = "NO" CRLF
            """ + Dialogue + """

            says
            ask "HELLO me you" CRLF
            ok  "OK" CRLF
            """
        },
        {
            "messages called as a connection's members",
            """
            parameter who : 1*8ALPHA = "x"
            ask      = "A" CRLF
            messages = "M" SP tls:1*8ALPHA CRLF
            tls      = "T" SP dispose:1*8ALPHA CRLF
            dispose  = "D" SP stream:1*8ALPHA CRLF
            round-trips = "R" SP messages:1*8ALPHA CRLF
            no       = "NO" CRLF
            dialogue
            C: ask
            S: messages / tls / dispose / round-trips / no => refused
            TLS keeps messages
            C: ask
            S: messages / tls / dispose / round-trips / no => refused
            says
            messages "M " $who CRLF
            tls      "T " $who CRLF
            dispose  "D " $who CRLF
            round-trips "R " $who CRLF
            """
        },
        {
            "conditions that nothing asks, and on what no message tells",
            """
            parameter flag : *( "yes" / "no" )
            ask  = "A" SP seen:1*8ALPHA CRLF
            ok   = "OK" *( SP offer:1*8ALPHA ) [ ";" odd:1*8ALPHA ] CRLF
            no   = "NO" CRLF
            more = "MORE" CRLF
            dialogue
            C: ask
            S: ok / no => refused
            C: ask if flag "yes" / more / "Z" CRLF if offer "A" or unknown
            S: ok if seen "x" or unknown / no if seen => refused
            C: "B" CRLF if odd or flag "no" else skip
            S: "C" CRLF
            C: more if offer "B" or unknown else refused
            S: "D" CRLF / no => refused
            TLS if offer or unknown
            says
            ask "A x" CRLF
            ok shortest
            """
        },
        {
            "rules and parameters of one name that mean different values",
            """
            parameter word  : 1*3DIGIT = "7"
            parameter value1 : word-rule = "a"
            parameter other : value1 = "b"
            word-rule = 1*8ALPHA
            value1 = 1*4ALPHA
            word   = 1*8ALPHA
            ask    = "A" SP 1*3DIGIT SP word-rule SP value1 SP word CRLF
            ok     = "OK" CRLF
            no     = "NO" CRLF
            """ + Dialogue + """

            says
            ask "A " $word SP $value1 SP $other " x" CRLF
            """
        },
    };

    [Theory]
    [MemberData(nameof(Grammars))]
    public void What_is_accepted_compiles(string what, string grammar)
    {
        var run = new Project(("reported.protocol", "protocol reported\nport 7\n" + grammar)).Run();

        Assert.True(!run.Findings.Any(), $"{what}: {string.Join('\n', run.Findings)}");
        Assert.Empty(run.CompilerDiagnostics());
    }
}
