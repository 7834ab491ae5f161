using System.Buffers;
using Pidgin;
using ProtocolKit.Benchmarks.Readers;
using static Pidgin.Parser<byte>;

namespace ProtocolKit.Benchmarks.Smtp;

internal sealed class PidginEhlo : IReplyReader
{
    private static readonly Parser<byte, byte[]> Word =
        Token(octet => octet is >= (byte)'!' and <= (byte)'~').SkipAtLeastOnce().Slice((octets, _) => octets.ToArray());

    private static readonly Parser<byte, byte> TextOctet = Token(octet =>
        octet is (byte)'\t' or (>= (byte)' ' and <= (byte)'~') or >= 0x80);

    private static readonly Parser<byte, Unit> LineEnd = Token((byte)'\r').Then(Token((byte)'\n')).IgnoreResult();

    private static readonly Parser<byte, bool> Code =
        Token((byte)'2').Then(Token((byte)'5')).Then(Token((byte)'0')).Then(Token(octet => octet is (byte)'-' or (byte)' '))
            .Select(octet => octet == '-');

    private static readonly Parser<byte, byte[]> Name = Word.Before(Token((byte)' ').Then(TextOctet.SkipAtLeastOnce()).Optional())
        .Before(LineEnd);

    private static readonly Parser<byte, byte[]> Feature = Word.Before(Token((byte)' ').Then(TextOctet.SkipMany()).Optional())
        .Before(LineEnd);

    private static readonly Parser<byte, List<byte[]>> Features = Code.Bind(
        more => Feature.Bind(first => more ? Features!.Select(rest => Prepend(first, rest)) : Return(new List<byte[]> { first })));

    private static readonly Parser<byte, (byte[] Name, List<byte[]> Capabilities)> Reply = Code.Bind(
        more => Name.Bind(name => more ? Features.Select(capabilities => (name, capabilities)) : Return((name, new List<byte[]>()))));

    public static OperationStatus Read<TSink>(in Reply reply, ref TSink sink)
        where TSink : struct, ISink
    {
        var result = Reply.Then(CurrentOffset, (parsed, consumed) => (parsed.Name, parsed.Capabilities, consumed)).Parse(reply.Octets);
        if (!result.Success)
            return OperationStatus.InvalidData;
        sink.Take(result.Value.consumed);
        sink.Take(result.Value.Name);
        for (var i = result.Value.Capabilities.Count - 1; i >= 0; i--)
            sink.Take(result.Value.Capabilities[i]);
        return OperationStatus.Done;
    }

    private static List<byte[]> Prepend(byte[] first, List<byte[]> rest)
    {
        rest.Add(first);
        return rest;
    }
}
