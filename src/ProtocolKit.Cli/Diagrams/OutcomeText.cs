using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Cli.Diagrams;

/// <summary>The names of outcomes, as the language has them.</summary>
internal static class OutcomeText
{
    public static string Of(OutcomeKind outcome, bool orClear = false)
    {
        var name = outcome switch
        {
            OutcomeKind.Next => "next",
            OutcomeKind.NotOffered => "not-offered",
            OutcomeKind.Unavailable => "unavailable",
            OutcomeKind.Refused => "refused",
            OutcomeKind.Closed => "closed",
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "There is no such outcome."),
        };
        return orClear ? name + " or clear" : name;
    }
}
