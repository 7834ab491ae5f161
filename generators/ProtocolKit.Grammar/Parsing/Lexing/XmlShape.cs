namespace ProtocolKit.Grammar.Parsing.Lexing;

/// <summary>Tells an XML tag from ABNF's prose: both stand in angle brackets.</summary>
internal static class XmlShape
{
    /// <summary>
    /// Whether what stands between the brackets begins as a tag does: <c>/</c>, <c>*</c>, or a name that has a prefix,
    /// stands alone, or is followed by an attribute. Anything else, such as two words, is prose.
    /// </summary>
    public static bool IsTag(ReadOnlySpan<char> content)
    {
        if (content.StartsWith("/") || content.StartsWith("*"))
            return true;
        if (SkipName(ref content) == 0)
            return false;
        if (content.StartsWith(":") && content.Length > 1 && char.IsAsciiLetter(content[1]))
            return true;
        content = content.TrimStart();
        if (content.IsEmpty || content is "/" || content[0] is '[' or ';' or '=')
            return true;
        if (SkipName(ref content) > 0 && content.StartsWith(":"))
        {
            content = content[1..];
            SkipName(ref content);
        }

        return content.TrimStart().StartsWith("=");
    }

    private static int SkipName(ref ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !char.IsAsciiLetter(text[0]))
            return 0;
        var length = 1;
        while (length < text.Length && Lexer.IsNameCharacter(text[length]))
            length++;
        text = text[length..];
        return length;
    }
}
