using System.Buffers;
using System.Text.RegularExpressions;
using ProtocolKit.Benchmarks.Readers;

namespace ProtocolKit.Benchmarks.Smtp;

/// <summary>The whole reply by one expression; its captures by another, as only expressions without groups do not allocate.</summary>
internal sealed partial class RegexEhlo : IReplyReader
{
    public static OperationStatus Read<TSink>(in Reply reply, ref TSink sink)
        where TSink : struct, ISink => ReadCharacters(reply.Characters, ref sink);

    public static OperationStatus ReadCharacters<TSink>(ReadOnlySpan<char> characters, ref TSink sink)
        where TSink : struct, ISink
    {
        var whole = WholeReply.EnumerateMatches(characters);
        if (!whole.MoveNext())
            return OperationStatus.InvalidData;
        var reply = characters[..whole.Current.Length];
        sink.Take(reply.Length);
        foreach (var match in FirstWords.EnumerateMatches(reply))
            sink.Take(reply.Slice(match.Index, match.Length));
        return OperationStatus.Done;
    }

    [GeneratedRegex(@"\A(?:250 [!-~]+(?: [\t -~\x80-\xFF]+)?\r\n|250-[!-~]+(?: [\t -~\x80-\xFF]+)?\r\n(?:250-[!-~]+(?: [\t -~\x80-\xFF]*)?\r\n)*250 [!-~]+(?: [\t -~\x80-\xFF]*)?\r\n)", RegexOptions.CultureInvariant)]
    private static partial Regex WholeReply { get; }

    [GeneratedRegex(@"(?<=^250[- ])[!-~]+", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex FirstWords { get; }
}
