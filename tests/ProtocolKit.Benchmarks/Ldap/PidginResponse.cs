using System.Buffers;
using Pidgin;
using ProtocolKit.Benchmarks.Readers;
using static Pidgin.Parser<byte>;

namespace ProtocolKit.Benchmarks.Ldap;

/// <summary>Elements as combinators read them; that children end where their parents do is left unchecked.</summary>
internal sealed class PidginResponse : IReplyReader
{
    private static readonly Parser<byte, int> Length = Any.Bind(first => first < 0x80
        ? Return((int)first)
        : Any.Repeat(first & 0x7F).Select(octets => octets.Aggregate(0, (length, octet) => length << 8 | octet)));

    private static readonly Parser<byte, byte[]> Contents = Length.Bind(length =>
        Any.Repeat(length).Slice((octets, _) => octets.ToArray()));

    private static readonly Parser<byte, (long Id, long Code, byte[] Why)> Response =
        from outer in Begin(0x30)
        from id in Element(0x02)
        from body in Begin(0x78)
        from code in Element(0x0A)
        from name in Element(0x04)
        from why in Element(0x04)
        from referral in Element(0xA3).Optional()
        from oid in Element(0x8A).Optional()
        from value in Element(0x8B).Optional()
        select (Number(id), Number(code), why);

    public static OperationStatus Read<TSink>(in Reply reply, ref TSink sink)
        where TSink : struct, ISink
    {
        var result = Response.Parse(reply.Octets);
        if (!result.Success || result.Value.Id != reply.Id)
            return OperationStatus.InvalidData;
        sink.Take(reply.Octets.Length);
        sink.Take(result.Value.Code);
        sink.Take(result.Value.Why);
        return OperationStatus.Done;
    }

    private static Parser<byte, int> Begin(byte tag) => Token(tag).Then(Length);

    private static Parser<byte, byte[]> Element(byte tag) => Token(tag).Then(Contents);

    private static long Number(byte[] contents) =>
        contents.Skip(1).Aggregate((long)(sbyte)contents[0], (value, octet) => value << 8 | octet);
}
