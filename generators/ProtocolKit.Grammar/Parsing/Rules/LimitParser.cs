using Pidgin;
using ProtocolKit.Grammar.Parsing.Lexing;
using ProtocolKit.Grammar.Parsing.Lines;
using ProtocolKit.Grammar.Syntax;
using static Pidgin.Parser;
using static ProtocolKit.Grammar.Parsing.Rules.Terminals;

namespace ProtocolKit.Grammar.Parsing.Rules;

/// <summary><c>limit 8192 octets, 100 items, 32 rounds, 8 deep</c></summary>
internal static class LimitParser
{
    private static readonly string[] s_units = ["octets", "items", "rounds", "deep"];

    private static readonly Parser<Token, (int Number, Token Unit)> s_part =
        Map((number, unit) => ((int)number, unit),
            NumberUpTo(int.MaxValue, "a number"), KeywordOf("'octets', 'items', 'rounds' or 'deep'", s_units));

    public static readonly Parser<Token, FactSyntax> Limit =
        Keyword("limit").Then(s_part.SeparatedAtLeastOnce(Comma)).Spanned((parts, span, context) =>
        {
            var numbers = new Dictionary<string, int>();
            foreach (var (number, unit) in parts)
            {
                if (!numbers.TryAdd(unit.Text, number))
                    context.Report(unit.Span, $"found '{unit.Text}' again, expected it once");
            }

            return (FactSyntax)new LimitFactSyntax(Of("octets"), Of("items"), Of("rounds"), Of("deep"), span);

            int? Of(string unit) => numbers.TryGetValue(unit, out var number) ? number : null;
        });
}
