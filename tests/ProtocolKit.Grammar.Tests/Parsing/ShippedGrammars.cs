namespace ProtocolKit.Grammar.Tests.Parsing;

/// <summary>The grammar files of this repository.</summary>
public static class ShippedGrammars
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "grammars");

    /// <summary>Their file names.</summary>
    public static TheoryData<string> Names { get; } = [
        .. Directory.GetFiles(s_folder, "*.protocol").Select(Path.GetFileName).OfType<string>().Order()];

    /// <summary>The text of one of them.</summary>
    public static string Text(string name) => File.ReadAllText(Path.Combine(s_folder, name));

    /// <summary>All texts.</summary>
    public static IEnumerable<string> Texts { get; } = [.. Directory.GetFiles(s_folder, "*.protocol").Order().Select(File.ReadAllText)];
}
