using ProtocolKit.Grammar.Parsing;

namespace ProtocolKit.Grammar.Tests.Parsing;

/// <summary>What people write who know another notation: the finding says what it is called here.</summary>
public class ForeignNotationTests
{
    [Theory]
    [InlineData("ask ::= \"A\" CRLF", "::=", "expected '='")]
    [InlineData("ask := \"A\" CRLF", ":=", "expected '='")]
    [InlineData("ask -> \"A\" CRLF", "->", "expected '='")]
    [InlineData("ask: \"A\" CRLF", ":", "expected '='")]
    [InlineData("ask = 0x20-0x7E CRLF", "0x20-0x7E", "'%x20-7E'")]
    [InlineData("ask = \"A\" / 48-57", "48-57", "'%d48-57'")]
    [InlineData("ask = \"A\" 0x0D 0x0A", "0x0D", "'%x0D'")]
    [InlineData("param name = \"A\"", "param", "did you mean 'parameter'?")]
    [InlineData("ask = \"A\" octets:1*3ALPHA CRLF", "octets", "another name for the label")]
    [InlineData("ask = \"A\" uint8:1*3ALPHA CRLF", "uint8", "another name for the label")]
    [InlineData("ask = \"START\\r\\n\"", "\"START\\r\\n\"", "'\\r' in quoted text", "CRLF", "%x0D.0A")]
    [InlineData("ask = \"A\" / %s\"B\\x0d\"", "%s\"B\\x0d\"", "'\\x0d' in quoted text")]
    [InlineData("dialogue\nS: ok -> refused", "->", "'=>'")]
    public void The_finding_says_what_it_is_called_here(string line, string marked, params string[] says)
    {
        var text = "protocol p\n" + line + "\n";

        var finding = GrammarParser.Parse("p.protocol", text).Diagnostics[0];

        Assert.Equal(("PK001", marked), (finding.Id, text.Substring(finding.Span.Start, finding.Span.Length)));
        Assert.All(says, piece => Assert.Contains(piece, finding.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("uint26")]
    [InlineData("uint12(3)")]
    [InlineData("int16")]
    [InlineData("UINT16")]
    public void A_number_that_is_not_there_is_told_which_are(string number)
    {
        var text = $"protocol p\nask = \"A\" {number}\nok = \"OK\"\ndialogue\nC: ask\nS: ok\nTLS\n";

        var finding = GrammarCompiler.Compile(new GrammarSource("p.protocol", text)).Diagnostics[0];

        Assert.Equal("PK002", finding.Id);
        Assert.Contains("uint24", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ask = \"\\\" CRLF")]
    [InlineData("ask = \"\\Noselect\" / \"C:\\Users\"")]
    public void A_backslash_is_a_character_like_others(string line) =>
        Assert.Empty(GrammarParser.Parse("p.protocol", "protocol p\n" + line + "\n").Diagnostics);
}
