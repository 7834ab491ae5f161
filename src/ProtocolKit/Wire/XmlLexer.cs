using System.Buffers;
using System.Runtime.CompilerServices;

namespace ProtocolKit.Generated;

/// <summary>Reads the parts of an element, each of which ends where a run of octets of one class does. Each says whether its part is there,
/// whether octets are missing, or whether none help.</summary>
/// <remarks>One object is for one message; the default value is a new one.</remarks>
internal struct XmlLexer
{
    private XmlRuns _runs;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void SkipSpace(ReadOnlySpan<byte> source, ref int position)
    {
        while ((uint)position < (uint)source.Length && XmlCharacters.IsSpace(source[position]))
            position++;
    }

    /// <summary>Reads one octet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static OperationStatus ReadOctet(ReadOnlySpan<byte> source, ref int position, byte octet)
    {
        if ((uint)position >= (uint)source.Length)
            return OperationStatus.NeedMoreData;
        return source[position++] == octet ? OperationStatus.Done : OperationStatus.InvalidData;
    }

    /// <summary>Reads a name that something follows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal OperationStatus ReadName(ReadOnlySpan<byte> source, ref int position, out XmlSpelledName name)
    {
        var start = position;
        var localStart = start;
        var status = ReadPart(source, ref position);
        if (status == OperationStatus.Done && source[position] == ':')
        {
            localStart = ++position;
            status = ReadPart(source, ref position);
        }

        name = new XmlSpelledName(start, localStart, position);
        return status;
    }

    /// <summary>Reads the equals sign behind an attribute's name, and the value behind that.</summary>
    internal OperationStatus ReadValue(ReadOnlySpan<byte> source, ref int position, out XmlSpan value, out bool hasReferences)
    {
        value = default;
        hasReferences = false;
        SkipSpace(source, ref position);
        var status = ReadOctet(source, ref position, (byte)'=');
        if (status != OperationStatus.Done)
            return status;
        SkipSpace(source, ref position);
        if ((uint)position >= (uint)source.Length)
            return OperationStatus.NeedMoreData;
        var quote = source[position++];
        return quote is (byte)'\'' or (byte)'"' ? ReadQuoted(source, quote, ref position, out value, out hasReferences)
            : OperationStatus.InvalidData;
    }

    /// <summary>Reads an attribute's value up to the quote behind it.</summary>
    internal OperationStatus ReadQuoted(
        ReadOnlySpan<byte> source, byte quote, ref int position, out XmlSpan value, out bool hasReferences)
    {
        value = default;
        hasReferences = false;
        for (var end = position; ; end++)
        {
            end = _runs.PlainEnd(source, end);
            if ((uint)end >= (uint)source.Length)
                return OperationStatus.NeedMoreData;
            var octet = source[end];
            if (octet == quote)
            {
                value = new XmlSpan(position, end);
                position = end + 1;
                return OperationStatus.Done;
            }

            if (octet == '<')
                return OperationStatus.InvalidData;
            hasReferences |= octet == '&';
        }
    }

    /// <summary>Reads the declaration of the default namespace up to its value, spelled as nearly all elements of a stream spell it that
    /// have attributes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryReadDeclaration(ReadOnlySpan<byte> source, ref int position, out byte quote)
    {
        const int quoteOffset = 7;
        var rest = source[position..];
        quote = rest.Length > quoteOffset ? rest[quoteOffset] : default;
        if (quote is not ((byte)'\'' or (byte)'"') || !rest.StartsWith(" xmlns="u8))
            return false;
        position += quoteOffset + 1;
        return true;
    }

    /// <summary>Reads a text up to the tag behind it.</summary>
    /// <param name="source">The octets.</param>
    /// <param name="position">Where it begins; then where it ends.</param>
    /// <param name="isPlain">Whether there are neither references in it nor brackets.</param>
    internal OperationStatus ReadText(ReadOnlySpan<byte> source, ref int position, out bool isPlain)
    {
        isPlain = true;
        for (var end = position; ; end++)
        {
            end = _runs.PlainEnd(source, end);
            if ((uint)end >= (uint)source.Length)
                return OperationStatus.NeedMoreData;
            var octet = source[end];
            if (octet == '<')
            {
                position = end;
                return OperationStatus.Done;
            }

            isPlain &= octet is not ((byte)'&' or (byte)']');
        }
    }

    /// <summary>Reads a name without a colon.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private OperationStatus ReadPart(ReadOnlySpan<byte> source, ref int position)
    {
        var start = position;
        if ((uint)start >= (uint)source.Length)
            return OperationStatus.NeedMoreData;
        if (!XmlCharacters.IsNameStart(source[start]))
            return OperationStatus.InvalidData;
        position = _runs.NameEnd(source, start + 1);
        return (uint)position < (uint)source.Length ? OperationStatus.Done : OperationStatus.NeedMoreData;
    }
}
