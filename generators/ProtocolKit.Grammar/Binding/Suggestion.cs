using ProtocolKit.Grammar.Parsing;

namespace ProtocolKit.Grammar.Binding;

/// <summary>Names the known name that was probably meant.</summary>
internal static class Suggestion
{
    /// <summary>" (did you mean 'name'?)", or an empty text where nothing is near.</summary>
    public static string For(string name, IEnumerable<string> known) =>
        Spelling.Nearest(name, known) is { } meant ? $" (did you mean '{meant}'?)" : "";
}
