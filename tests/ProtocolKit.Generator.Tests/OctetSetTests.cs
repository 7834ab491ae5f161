using ProtocolKit.Generator.Tests.Support;

namespace ProtocolKit.Generator.Tests;

/// <summary>Sets of octets that nothing shipped has: of few or many ranges, above and below 0x80.</summary>
public class OctetSetTests
{
    [Theory]
    [InlineData("%x21 / %x23-24 / %x26-27 / %x2C-5B / %x5D-7A / %x7C-FF")]
    [InlineData("%x21 / %x23-24 / %x26-27 / %x2C-5B / %x81 / %x83-91")]
    [InlineData("%x01-08 / %x0B-0C / %x0E-1F / %x22-7E / %x80-FF")]
    [InlineData("%x21-7E / %x82-FF")]
    [InlineData("%x00 / %x02 / %x04 / %x06 / %x08 / %x0B")]
    public void Whatever_a_value_or_a_list_consists_of_the_generated_code_compiles(string set)
    {
        var run = new Project(("a.protocol", $$"""
            protocol invented
            spec "none"
            port 1
            parameter one : item = "&"
            parameter name : *item
            item = 1*16( {{set}} )
            hello = "HELLO" SP one:item *( SP name:item ) CRLF
            start = "START" CRLF
            dialogue
            S: hello
            C: start
            S: "GO" CRLF
            TLS
            says
            hello "HELLO " $one *( SP $name ) CRLF
            """.Replace("\"&\"", set.StartsWith("%x00", StringComparison.Ordinal) ? "\"\"" : "\"&\"", StringComparison.Ordinal))).Run();

        Assert.Null(run.Crash);
        Assert.Empty(run.CompilerDiagnostics());
    }
}
