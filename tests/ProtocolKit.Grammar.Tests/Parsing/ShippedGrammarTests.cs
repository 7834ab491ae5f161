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
        Assert.Equal(result.File.Protocol?.Like is null, result.File.AnyTime is { Lines.Count: > 0 } or { Unreadable: not null });
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
            tls 5432
            alpn 'postgresql'
            packet(x) = seq(x00, size:u3, within($size-4, x))
            ssl-request = packet!(u4[80877103])
            gssenc-request = packet!(u4[80877104])
            cancel-request = packet!(seq(u4[80877102], rest))
            startup = packet!(seq(u2[3], u2, rest))
            unknown = packet!(rest)
            error = seq(s'E', packet!(seq(rep[0..](field), opt(seq(s'M', why:rep[0..](character), x00, rep[0..](field))), x00)))
            field = seq(except(character, s'M'), rep[0..](character), x00)
            character = alt(x01-7E, x80-FF)
            strange-error = seq(s'E', packet!(rest))
            old-error = seq(s'E', why:rep[1..](character), x00)
            refuse(code, message) = seq(s'E', packet!(seq(s'SFATAL', x00, s'VFATAL', x00, s'C', code, x00, s'M', message, x00, x00)))
            dialogue
            C: ssl-request
            S: s'S' / s'N' => NotOffered or clear / error => Refused / strange-error => Refused / old-error => Refused
            TLS
            any time
            C: gssenc-request S: s'N'
            C: cancel-request => Closed or clear
            C: startup S: refuse!(s'28000', s'TLS is required') => Closed or clear
            C: unknown S: refuse!(s'0A000', s'unsupported frontend protocol') => Closed
            C: ... S: refuse!(s'08P01', s'invalid length of packet')
            says error seq(s'E', packet!(seq(s'SFATAL', x00, s'VFATAL', x00, s'C28000', x00, s'MTLS is refused', x00, x00)))
            """, SyntaxPrinter.Print(file));
    }

    [Theory]
    [MemberData(nameof(ShippedGrammars.Names), MemberType = typeof(ShippedGrammars))]
    public void Without_comments_a_grammar_is_the_same_tree(string name)
    {
        var text = ShippedGrammars.Text(name);
        var stripped = GrammarText.WithoutComments(text);

        Assert.DoesNotContain(';', stripped.Replace("\";\"", "", StringComparison.Ordinal));
        Assert.Equal(
            SyntaxPrinter.Print(GrammarParser.Parse(name, text).File), SyntaxPrinter.Print(GrammarParser.Parse(name, stripped).File));
        Assert.Equal(stripped, GrammarText.WithoutComments(stripped));
    }
}
