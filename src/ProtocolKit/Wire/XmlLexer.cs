using System.Buffers;

namespace ProtocolKit.Generated;

/// <summary>Reads the parts of a tag. Each says whether its part is there, whether octets are missing, or whether none help.</summary>
internal static class XmlLexer
{
    internal static void SkipSpace(ReadOnlySpan<byte> source, ref int position)
    {
        while ((uint)position < (uint)source.Length && XmlCharacters.IsSpace(source[position]))
            position++;
    }

    /// <summary>Reads one octet.</summary>
    internal static OperationStatus ReadOctet(ReadOnlySpan<byte> source, ref int position, byte octet)
    {
        if ((uint)position >= (uint)source.Length)
            return OperationStatus.NeedMoreData;
        return source[position++] == octet ? OperationStatus.Done : OperationStatus.InvalidData;
    }

    /// <summary>Reads a name that something follows.</summary>
    internal static OperationStatus ReadName(ReadOnlySpan<byte> source, ref int position, out XmlSpelledName name)
    {
        name = default;
        var start = position;
        var localStart = position;
        var end = position;
        while (true)
        {
            if ((uint)end >= (uint)source.Length)
                return OperationStatus.NeedMoreData;
            if (!XmlCharacters.IsNameStart(source[end]))
                return OperationStatus.InvalidData;
            do
            {
                if ((uint)++end >= (uint)source.Length)
                    return OperationStatus.NeedMoreData;
            }
            while (XmlCharacters.IsName(source[end]));

            if (source[end] != ':' || localStart != start)
                break;
            localStart = ++end;
        }

        name = new XmlSpelledName(start, localStart, end);
        position = end;
        return OperationStatus.Done;
    }

    /// <summary>Reads the equals sign behind an attribute's name, and the value behind that.</summary>
    internal static OperationStatus ReadValue(ReadOnlySpan<byte> source, ref int position, out XmlSpan value)
    {
        value = default;
        SkipSpace(source, ref position);
        var status = ReadOctet(source, ref position, (byte)'=');
        if (status != OperationStatus.Done)
            return status;
        SkipSpace(source, ref position);
        if ((uint)position >= (uint)source.Length)
            return OperationStatus.NeedMoreData;
        var quote = source[position++];
        if (quote is not ((byte)'\'' or (byte)'"'))
            return OperationStatus.InvalidData;
        var length = source[position..].IndexOfAny(quote, (byte)'<');
        if (length < 0)
            return OperationStatus.NeedMoreData;
        if (source[position + length] == '<')
            return OperationStatus.InvalidData;
        value = new XmlSpan(position, position + length);
        position += length + 1;
        return OperationStatus.Done;
    }
}
