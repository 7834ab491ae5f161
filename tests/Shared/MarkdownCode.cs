namespace ProtocolKit.TestSupport;

/// <summary>The code in the repository's documents.</summary>
internal static class MarkdownCode
{
    /// <summary>The blocks of a language in a document, as they are printed.</summary>
    /// <param name="document">The document's path in the repository.</param>
    /// <param name="language">The word behind the opening fence.</param>
    public static IReadOnlyList<string> Blocks(string document, string language)
    {
        var blocks = new List<string>();
        List<string>? block = null;
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, document)))
        {
            if (block is null && line == "```" + language)
            {
                block = [];
            }
            else if (block is not null && line == "```")
            {
                blocks.Add(string.Join('\n', block) + "\n");
                block = null;
            }
            else
            {
                block?.Add(line);
            }
        }

        return blocks;
    }
}
