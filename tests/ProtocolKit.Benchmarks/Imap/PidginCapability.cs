using System.Buffers;
using Pidgin;
using ProtocolKit.Benchmarks.Readers;
using static Pidgin.Parser<byte>;

namespace ProtocolKit.Benchmarks.Imap;

internal sealed class PidginCapability : IReplyReader
{
    private static readonly Parser<byte, byte[]> Atom = Token(octet => octet
        is 0x21 or 0x23 or 0x24 or 0x26 or 0x27 or (>= 0x2B and <= 0x5B) or (>= 0x5E and <= 0x7A) or (>= 0x7C and <= 0x7E))
        .SkipAtLeastOnce().Slice((octets, _) => octets.ToArray());

    private static readonly Parser<byte, Unit> Keyword = "* CAPABILITY "u8.ToArray()
        .Select(expected =>
            Token(octet => octet == expected || (char.IsAsciiLetter((char)expected) && (octet | 0x20) == (expected | 0x20))).IgnoreResult())
        .Aggregate((first, second) => first.Then(second));

    private static readonly Parser<byte, IEnumerable<byte[]>> Reply = Keyword
        .Then(Atom.SeparatedAndOptionallyTerminatedAtLeastOnce(Token((byte)' ')))
        .Before(Token((byte)'\r')).Before(Token((byte)'\n'));

    public static OperationStatus Read<TSink>(in Reply reply, ref TSink sink)
        where TSink : struct, ISink
    {
        var result = Reply.Then(CurrentOffset, (atoms, consumed) => (atoms, consumed)).Parse(reply.Octets);
        if (!result.Success)
            return OperationStatus.InvalidData;
        sink.Take(result.Value.consumed);
        foreach (var atom in result.Value.atoms)
            sink.Take(atom);
        return OperationStatus.Done;
    }
}
