using ProtocolKit.Grammar.Parsing;

namespace ProtocolKit.Grammar.Tests.Parsing;

public class ShippedGrammarTests
{
    [Theory]
    [MemberData(nameof(ShippedGrammars.Names), MemberType = typeof(ShippedGrammars))]
    public void A_shipped_grammar_is_understood_whole(string name)
    {
        var result = GrammarParser.Parse(name, ShippedGrammars.Text(name));

        Assert.Empty(result.Diagnostics);
        Assert.Equal(Path.GetFileNameWithoutExtension(name), result.File.Protocol?.Name.Text);
        Assert.Equal(result.File.Protocol?.Like is null, result.File.Dialogue is { Steps.Count: > 0 });
        Assert.Equal(result.File.Protocol?.Like is null, result.File.AnyTime is { Lines.Count: > 0 });
    }

    [Fact]
    public void The_whole_of_postgres_is_this_tree()
    {
        var file = GrammarParser.Parse("postgres.protocol", ShippedGrammars.Text("postgres.protocol")).File;

        Assert.Equal(
            """
            protocol postgres
            spec 'PostgreSQL documentation, Message Flow, SSL Session Encryption'
            port 5432
            alpn 'postgresql'
            ssl-request = seq(u4[8], u4[80877103])
            gssenc-request = seq(u4[8], u4[80877104])
            cancel-request = seq(u4[16], u4[80877102], octets(8))
            startup = seq(size:u4, within($size-4, seq(u2[3], u2, rest)))
            error = seq(s'E', size:u4, within($size-4, rest))
            dialogue
            C: ssl-request
            S: s'S' / s'N' => NotOffered / s'E' => Refused
            TLS
            any time
            C: gssenc-request S: s'N'
            C: cancel-request => Closed
            C: startup S: error => Closed or clear
            says error seq(s'E', size:u4, within($size-4, seq(s'SFATAL', x00, s'C28000', x00, s'MTLS is required', x00, x00)))
            """, SyntaxPrinter.Print(file));
    }

    [Theory]
    [MemberData(nameof(ShippedGrammars.Names), MemberType = typeof(ShippedGrammars))]
    public void Without_comments_a_grammar_is_the_same_tree(string name)
    {
        var text = ShippedGrammars.Text(name);
        var stripped = GrammarText.WithoutComments(text);

        Assert.DoesNotContain(';', stripped);
        Assert.Equal(SyntaxPrinter.Print(GrammarParser.Parse(name, text).File), SyntaxPrinter.Print(GrammarParser.Parse(name, stripped).File));
        Assert.Equal(stripped, GrammarText.WithoutComments(stripped));
    }
}
