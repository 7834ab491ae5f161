using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ProtocolKit;

/// <summary>A name as spelled, with or without a prefix.</summary>
internal struct XmlSpelledName
{
    internal int Start;
    internal int LocalStart;
    internal int End;

    internal readonly bool HasPrefix => LocalStart != Start;

    internal readonly ReadOnlySpan<byte> All(ReadOnlySpan<byte> source) => source[Start..End];

    internal readonly ReadOnlySpan<byte> Prefix(ReadOnlySpan<byte> source) => HasPrefix ? source[Start..(LocalStart - 1)] : default;

    internal readonly ReadOnlySpan<byte> Local(ReadOnlySpan<byte> source) => source[LocalStart..End];
}

/// <summary>An attribute as spelled.</summary>
internal struct XmlSpelledAttribute
{
    internal XmlSpelledName Name;
    internal XmlSpan Value;
    internal bool HasReferences;

    /// <summary>Whether it declares a namespace; then <paramref name="prefix"/> is the prefix.</summary>
    internal readonly bool IsDeclaration(ReadOnlySpan<byte> source, out ReadOnlySpan<byte> prefix)
    {
        prefix = Name.HasPrefix ? Name.Local(source) : default;
        return (Name.HasPrefix ? Name.Prefix(source) : Name.Local(source)).SequenceEqual("xmlns"u8);
    }
}

/// <summary>The name and attributes of one start tag, as spelled.</summary>
internal struct XmlStartTag
{
    /// <summary>How many attributes a start tag can have, declarations included.</summary>
    internal const int MaxAttributes = 24;

    internal XmlSpelledName Name;
    internal int Count;
    internal int End;
    internal bool IsEmptyElement;
    private AttributeTable _attributes;

    [UnscopedRef]
    internal readonly ref readonly XmlSpelledAttribute this[int index] => ref _attributes[index];

    /// <summary>Whether all attributes had room.</summary>
    internal readonly bool IsWhole => Count <= MaxAttributes;

    /// <summary>Reads a start tag up to and with its <c>&gt;</c>.</summary>
    /// <param name="source">The octets.</param>
    /// <param name="position">The index of its <c>&lt;</c>.</param>
    internal OperationStatus Read(ReadOnlySpan<byte> source, int position)
    {
        var lexer = new XmlLexer(source, position + 1);
        if (!lexer.TryReadName(out Name))
            return lexer.Trouble;
        for (Count = 0; ; Count++)
        {
            var isSpaced = lexer.SkipSpace();
            if (lexer.TryReadTagEnd(out IsEmptyElement))
            {
                End = lexer.Position;
                return OperationStatus.Done;
            }

            if (lexer.Trouble == OperationStatus.InvalidData || (!isSpaced && !lexer.IsAtEnd))
                return OperationStatus.InvalidData;
            if (!lexer.TryReadAttribute(out var attribute))
                return lexer.Trouble;
            if (Count < MaxAttributes)
                _attributes[Count] = attribute;
        }
    }

    [InlineArray(MaxAttributes)]
    private struct AttributeTable
    {
        private XmlSpelledAttribute _first;
    }
}
