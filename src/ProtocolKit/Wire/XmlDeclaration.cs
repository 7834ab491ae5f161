using System.Text;

namespace ProtocolKit.Generated;

/// <summary>The XML declaration: <c>&lt;?xml version='1.0'?&gt;</c>, with or without <c>encoding</c> and <c>standalone</c>.</summary>
internal static class XmlDeclaration
{
    /// <summary>A declaration that is longer is none.</summary>
    internal const int MaxLength = 128;

    /// <summary>Tells where a declaration ends.</summary>
    /// <param name="source">Octets that begin with <c>&lt;?</c>.</param>
    /// <returns>The length, 0 if its end is not there yet, or -1 if there can be none.</returns>
    internal static int Measure(ReadOnlySpan<byte> source)
    {
        var end = source[..Math.Min(source.Length, MaxLength)].IndexOf((byte)'>');
        if (end < 0)
            return source.Length < MaxLength ? 0 : -1;
        return IsLegal(source[..(end + 1)]) ? end + 1 : -1;
    }

    private static bool IsLegal(ReadOnlySpan<byte> declaration)
    {
        if (!declaration.StartsWith("<?xml"u8) || !declaration.EndsWith("?>"u8) || declaration.Length < 7)
            return false;
        var rest = declaration[5..^2];
        return TryTake(ref rest, "version"u8, out var version) && version.SequenceEqual("1.0"u8)
            && (!TryTake(ref rest, "encoding"u8, out var encoding) || Ascii.EqualsIgnoreCase(encoding, "utf-8"u8))
            && (!TryTake(ref rest, "standalone"u8, out var alone) || alone.SequenceEqual("yes"u8) || alone.SequenceEqual("no"u8))
            && TrimStart(rest).IsEmpty;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = default;
        var text = TrimStart(rest);
        if (text.Length == rest.Length || !text.StartsWith(name))
            return false;
        text = TrimStart(text[name.Length..]);
        if (text.IsEmpty || text[0] != '=')
            return false;
        text = TrimStart(text[1..]);
        if (text.IsEmpty || text[0] is not ((byte)'\'' or (byte)'"'))
            return false;
        var length = text[1..].IndexOf(text[0]);
        if (length < 0)
            return false;
        value = text.Slice(1, length);
        rest = text[(length + 2)..];
        return true;
    }

    private static ReadOnlySpan<byte> TrimStart(ReadOnlySpan<byte> octets) => octets.TrimStart(" \t\r\n"u8);
}
