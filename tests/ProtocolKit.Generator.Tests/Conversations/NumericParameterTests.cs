using System.Globalization;

namespace ProtocolKit.Generator.Tests.Conversations;

/// <summary>Parameters that are numbers: they have a number's type and default, and are checked by value.</summary>
public sealed class NumericParameterTests
{
    /// <summary>A rule, the default, the type, the default's value, the greatest value, and one that is too great.</summary>
    public static TheoryData<string, string, Type, string, string, string> Numbers => new()
    {
        { "uint8", "7", typeof(byte), "7", "255", "256" },
        { "uint8(1..9)", "7", typeof(byte), "7", "9", "10" },
        { "uint16", "443", typeof(ushort), "443", "65535", "70000" },
        { "uint16le", "443", typeof(ushort), "443", "65535", "65536" },
        { "uint16(1..1000)", "443", typeof(ushort), "443", "1000", "1001" },
        { "uint24", "0x10000", typeof(uint), "65536", "16777215", "16777216" },
        { "uint32", "4294967295", typeof(uint), "4294967295", "4294967295", "4294967296" },
        { "uint64", "5", typeof(ulong), "5", "9223372036854775807", "18446744073709551616" },
        { "uint16", "%x01.BB", typeof(ushort), "443", "65535", "70000" },
        { "3DIGIT", "7", typeof(int), "7", "999", "1000" },
        { "3DIGIT", "\"007\"", typeof(int), "7", "999", "1000" },
        { "1*5DIGIT", "70000", typeof(int), "70000", "99999", "100000" },
        { "1*8HEXDIG", "0xBEEF", typeof(uint), "48879", "4294967295", "4294967296" },
        { "INTEGER(1..9)", "7", typeof(long), "7", "9", "10" },
        { "INTEGER", "443", typeof(long), "443", "9223372036854775807", "9223372036854775808" },
        { "ENUMERATED(0..70000)", "443", typeof(long), "443", "70000", "70001" },
    };

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_number_has_its_type_default_and_bounds(
        string rule, string preset, Type type, string value, string greatest, string tooGreat)
    {
        var isSize = rule.Contains("HEXDIG", StringComparison.Ordinal);
        var protocol = Invented.Compile(Grammar(rule, preset, isSize));
        var parameters = protocol.CreateClientParameters();
        var property = parameters.GetType().GetProperty("Port")!;

        Assert.Equal(isSize ? typeof(string) : type, property.PropertyType);
        if (isSize)
            return;
        Assert.Equal(value, Convert.ToString(property.GetValue(parameters), CultureInfo.InvariantCulture));
        parameters.SetValue("port", greatest);
        Assert.Equal(greatest, Convert.ToString(property.GetValue(parameters), CultureInfo.InvariantCulture));
        var refused = Assert.Throws<ArgumentException>(() => parameters.SetValue("port", tooGreat));
        Assert.Contains(tooGreat, refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => parameters.SetValue("port", "x"));
        Assert.True(Conversation.Hold(protocol).IsComplete, Conversation.Hold(protocol).Text);
        Assert.True(Conversation.Hold(protocol, new() { { "port", greatest } }).IsComplete);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_default_that_is_too_great_is_found(string rule, string preset, Type type, string value, string greatest, string tooGreat)
    {
        _ = (preset, type, value, greatest);
        if (tooGreat.Length > 18)
            return;
        Assert.Contains(Invented.Findings(Grammar(rule, tooGreat, isSize: false)), finding =>
            finding.StartsWith("PK044", StringComparison.Ordinal));
    }

    [Fact]
    public void Numbers_are_written_at_random_as_they_are_read()
    {
        var random = new Random(5);
        var protocol = Invented.Compile(
            """
            protocol invented
            port 7
            parameter a : uint16 = 1
            parameter b : 1*5DIGIT = 2
            parameter c : 3DIGIT = 3
            parameter d : uint24le = 4
            ask = "A" a:uint16 "," b:1*5DIGIT "," c:3DIGIT "," d:uint24le
            ok = "B" uint32($a) "," $b "," uint16le($c) "," uint32($d) "," $c "," $d
            no = "C"
            dialogue
            C: ask
            S: ok / no => refused
            TLS
            C: ask
            S: ok / no => refused
            """);

        for (var i = 0; i < 200; i++)
        {
            var parameters = new Parameters
            {
                { "a", Draw(65536) }, { "b", Draw(100000) }, { "c", Draw(1000) }, { "d", Draw(1 << 24) },
            };
            var conversation = Conversation.Hold(protocol, parameters);
            Assert.True(conversation.IsComplete, conversation.Text);
        }

        string Draw(int limit) =>
            (random.Next(3) == 0 ? random.Next(Math.Min(limit, 300)) : random.Next(limit)).ToString(CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("parameter n : *uint8", "count:uint8 $count( n:uint8 )", "")]
    [InlineData("parameter n : *uint16", "count:uint8 $count( v:uint16 )", "count:uint8 $count( uint16($n) )")]
    [InlineData("parameter n : *1*3DIGIT", "\"A\" *( SP n:1*3DIGIT ) CRLF", "")]
    [InlineData("parameter n : *INTEGER(0..300)", "SEQUENCE { SEQUENCE OF n:INTEGER(0..300), OCTETS \"a\" }", "")]
    public void A_list_of_numbers_is_written_number_by_number(string head, string rule, string text)
    {
        var protocol = Invented.Compile(Invented.Asking(head, rule, text));

        Assert.True(Conversation.Hold(protocol).IsComplete);
        var conversation = Conversation.Hold(protocol, new() { { "n", "7" }, { "n", "0" }, { "n", "255" } });
        Assert.True(conversation.IsComplete, conversation.Text);
        Assert.Throws<ArgumentException>(() => protocol.CreateClientParameters().SetValue("n", "70000"));
    }

    [Theory]
    [InlineData("parameter n : uint16 = 443", "n 443", true)]
    [InlineData("parameter n : uint16 = 444", "n 443", false)]
    [InlineData("parameter n : 3DIGIT = 7", "n 7", true)]
    [InlineData("parameter n : uint8 = 6", "n & 2", true)]
    [InlineData("parameter n : uint8 = 5", "n & 2", false)]
    [InlineData("parameter n : INTEGER = 5", "n 5", true)]
    [InlineData("parameter n : *uint8", "n 5", false)]
    [InlineData("parameter n : *1*8ALPHA", "n \"abc\"", false)]
    public void A_condition_tests_the_number(string head, string condition, bool holds)
    {
        var protocol = Invented.Compile(
            $"""
            protocol invented
            port 7
            {head}
            ok = "OK" CRLF
            no = "NO" CRLF
            dialogue in any order
            C: "HELLO" CRLF  if {condition} else skip
            S: ok / no => refused
            C: "START" CRLF
            S: ok / no => refused
            TLS
            """);

        Assert.Equal(holds, Conversation.Hold(protocol).Text.Contains("HELLO", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("parameter n : 1*5DIGIT = \"70000\"", "uint16($n)", "PK044")]
    [InlineData("parameter n : uint16 = 7", "uint8($n)", "PK044")]
    [InlineData("parameter n : INTEGER(0..256) = 7", "uint8($n)", "PK044")]
    [InlineData("parameter n : 1*5ALPHA = \"a\"", "uint16($n)", "PK001")]
    public void A_number_that_its_place_does_not_hold_is_found(string head, string written, string finding) =>
        Assert.Contains(Invented.Findings(Invented.Asking(head, "\"A\" " + written.Split('(')[0], $"\"A\" {written}")), found =>
            found.StartsWith(finding, StringComparison.Ordinal));

    [Fact]
    public void The_number_of_the_report_is_found_too_wide()
    {
        var findings = Invented.Findings(Report("parameter other : 1*5DIGIT = \"70000\""));

        Assert.Equal(
            "PK044 'other' may be 99999, but 2 octets hold 65535 at most. Narrow its rule, or widen the number.", Assert.Single(findings));
    }

    [Fact]
    public void The_numbers_of_the_report_are_numbers()
    {
        var protocol = Invented.Compile(Report("parameter other : uint16 = 443"));
        var parameters = protocol.CreateClientParameters();

        Assert.Equal(typeof(ushort), parameters.GetType().GetProperty("TargetPort")!.PropertyType);
        Assert.Throws<ArgumentException>(() => Conversation.Hold(protocol));
        Assert.StartsWith(
            "C: \u0001\u0000P\u0001»\n", Conversation.Hold(protocol, new() { { "target-port", "80" } }).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("octets(2)", "%x00.07", "\0\u0007")]
    [InlineData("1*4%x00-09", "%x00.07", "\0\u0007")]
    [InlineData("1*4%x00-09", "%d9", "\t")]
    public void Octets_are_a_default(string rule, string preset, string written)
    {
        var protocol = Invented.Compile(Invented.Asking($"parameter n : {rule} = {preset}", $"\"A\" n:( {rule} ) CRLF", ""));

        Assert.StartsWith($"C: A{written}\\r\\n", Conversation.Hold(protocol).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("uint16", "\"443\"")]
    [InlineData("1*8ALPHA", "443")]
    [InlineData("octets(2)", "%x00.07.08")]
    public void A_default_of_another_kind_is_found(string rule, string preset) =>
        Assert.Contains(Invented.Findings(Invented.Asking($"parameter n : {rule} = {preset}", $"\"A\" n:( {rule} ) CRLF", "")), found =>
            found.StartsWith("PK044 The default", StringComparison.Ordinal));

    private static string Report(string other) =>
        $"""
        protocol num
        spec  "made up"
        port  7
        parameter target-port
        {other}
        ask = uint8(1) target-port:uint16 second:uint16
        ok  = uint8(2)
        no  = uint8(3)
        dialogue
        C: ask
        S: ok    / no => refused
        TLS
        says
        ask uint8(1) uint16($target-port) uint16($other)
        """;

    private static string Grammar(string rule, string preset, bool isSize) =>
        rule.StartsWith("INTEGER", StringComparison.Ordinal) || rule.StartsWith("ENUM", StringComparison.Ordinal)
        ? Invented.Asking($"parameter port : {rule} = {preset}", $"SEQUENCE {{ port:{rule}, OCTETS \"a\" }}", "")
        : Invented.Asking($"parameter port : {rule} = {(isSize ? "\"BEEF\"" : preset)}", $"\"A\" port:{rule} CRLF", "");
}
