using System.Runtime.CompilerServices;

namespace ProtocolKit.Generated;

/// <summary>What an XML tokenizer came upon.</summary>
internal enum XmlToken
{
    /// <summary>Nothing: something is wrong.</summary>
    None,

    /// <summary>A start tag.</summary>
    StartTag,

    /// <summary>An end tag, or the end of an element without contents.</summary>
    EndTag,

    /// <summary>Text.</summary>
    Text,

    /// <summary>White space alone.</summary>
    WhiteSpace,
}

/// <summary>Where the names of the elements begin that are open.</summary>
internal struct XmlOpenElements
{
    /// <summary>How many can be open.</summary>
    internal const int MaxDepth = 32;

    internal int Depth;
    private Names _names;

    internal readonly int Innermost => _names[Depth - 1];

    /// <summary>The last child of the outermost element, which may have ended.</summary>
    internal readonly int LastChild => _names[1];

    internal void Push(int name) => _names[Depth++] = name;

    internal void Pop() => Depth--;

    [InlineArray(MaxDepth)]
    private struct Names
    {
        private int _first;
    }
}
