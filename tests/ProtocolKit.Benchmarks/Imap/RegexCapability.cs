using System.Buffers;
using System.Text.RegularExpressions;
using ProtocolKit.Benchmarks.Readers;

namespace ProtocolKit.Benchmarks.Imap;

/// <summary>The whole reply by one expression; its captures by another, as only expressions without groups do not allocate.</summary>
internal sealed partial class RegexCapability : IReplyReader
{
    private const int PrefixLength = 13;

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
        var atoms = reply[PrefixLength..];
        foreach (var match in Atoms.EnumerateMatches(atoms))
            sink.Take(atoms.Slice(match.Index, match.Length));
        return OperationStatus.Done;
    }

    [GeneratedRegex(@"\A\* (?i:CAPABILITY)(?: [!#$&'+-\[\^-z|-~]+)+ ?\r\n", RegexOptions.CultureInvariant)]
    private static partial Regex WholeReply { get; }

    [GeneratedRegex(@"[!#$&'+-\[\^-z|-~]+", RegexOptions.CultureInvariant)]
    private static partial Regex Atoms { get; }
}
