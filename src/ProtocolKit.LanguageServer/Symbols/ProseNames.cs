using ProtocolKit.Grammar.Binding;
using ProtocolKit.Grammar.Parsing.Lexing;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.LanguageServer.Symbols;

/// <summary>The rules that are named in <c>&lt;any CHAR except CR and LF&gt;</c>.</summary>
internal static class ProseNames
{
    private static readonly string[] s_words = ["any", "except", "and", "or"];

    /// <summary>The names, with their places; none in prose that is not understood.</summary>
    public static IEnumerable<NameToken> In(ProseSyntax prose)
    {
        if (ProsePhrase.TryParse(prose.Text) is null)
            yield break;
        var start = prose.Span.Start + 1;
        for (var i = 0; i < prose.Text.Length;)
        {
            if (!char.IsAsciiLetter(prose.Text[i]))
            {
                // What is quoted is one word, without a space in it.
                i = prose.Text[i] == '"' ? Math.Max(i + 1, prose.Text.IndexOf('"', i + 1) + 1) : i + 1;
                continue;
            }

            var end = i;
            while (end < prose.Text.Length && Lexer.IsNameCharacter(prose.Text[end]))
                end++;
            var word = prose.Text[i..end];
            if (!s_words.Contains(word, StringComparer.OrdinalIgnoreCase))
                yield return new NameToken(word, new TextSpan(start + i, word.Length));
            i = end;
        }
    }
}
