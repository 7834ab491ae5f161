using System.Buffers;
using System.Text.RegularExpressions;
using ProtocolKit.Benchmarks.Readers;

namespace ProtocolKit.Benchmarks.Ldap;

/// <summary>Tags and lengths by an expression, one element after the other; no expression can count the contents.</summary>
internal sealed partial class RegexResponse : IReplyReader
{
    public static OperationStatus Read<TSink>(in Reply reply, ref TSink sink)
        where TSink : struct, ISink
    {
        var rest = reply.Characters;
        if (!TryTake(ref rest, '\x30', out var message) || !TryTake(ref message, '\x02', out var id) || Number(id) != reply.Id
            || !TryTake(ref message, '\x78', out var body) || !TryTake(ref body, '\x0A', out var code)
            || !TryTake(ref body, '\x04', out _) || !TryTake(ref body, '\x04', out var why))
        {
            return OperationStatus.InvalidData;
        }

        if (body.StartsWith('\xA3'))
            TryTake(ref body, '\xA3', out _);
        if (body.StartsWith('\x8A') && (!TryTake(ref body, '\x8A', out var name) || name is not "1.3.6.1.4.1.1466.20037"))
            return OperationStatus.InvalidData;
        if (body.StartsWith('\x8B') && (!TryTake(ref body, '\x8B', out var value) || !value.IsEmpty))
            return OperationStatus.InvalidData;
        if (!body.IsEmpty)
            return OperationStatus.InvalidData;
        sink.Take(reply.Characters.Length - rest.Length);
        sink.Take(Number(code));
        sink.Take(why);
        return OperationStatus.Done;
    }

    private static bool TryTake(ref ReadOnlySpan<char> rest, char tag, out ReadOnlySpan<char> contents)
    {
        contents = default;
        var header = Header.EnumerateMatches(rest);
        if (!header.MoveNext() || rest[0] != tag)
            return false;
        var start = header.Current.Length;
        long length = rest[1];
        if (start > 2)
        {
            length = 0;
            foreach (var octet in rest[2..start])
                length = length << 8 | octet;
        }

        if (length > rest.Length - start)
            return false;
        contents = rest.Slice(start, (int)length);
        rest = rest[(start + (int)length)..];
        return true;
    }

    private static long Number(ReadOnlySpan<char> contents)
    {
        if (contents.Length is < 1 or > 8)
            return -1;
        long value = (sbyte)contents[0];
        foreach (var octet in contents[1..])
            value = value << 8 | octet;
        return value;
    }

    [GeneratedRegex(
        @"\A[\x02\x04\x0A\x30\x78\x8A\x8B\xA3](?:[\x00-\x7F]|\x81.|\x82..|\x83...|\x84....)",
        RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Header { get; }
}
