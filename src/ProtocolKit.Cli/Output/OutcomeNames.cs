using System.Text.RegularExpressions;

namespace ProtocolKit.Cli;

/// <summary>Spells outcomes as grammars do.</summary>
internal static partial class OutcomeNames
{
    public static string Of(UpgradeOutcome outcome) => Hump().Replace(outcome.ToString(), "-$0").ToLowerInvariant();

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Hump();
}
