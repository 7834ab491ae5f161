namespace ProtocolKit.Grammar.Parsing;

/// <summary>The text of grammar files.</summary>
public static class GrammarText
{
    /// <summary>A file's text without what means nothing, as <see cref="UncommentedText"/> has it.</summary>
    /// <param name="text">The file's text.</param>
    public static string WithoutComments(string text) => UncommentedText.Of(text).Text;
}
