using System.Formats.Asn1;
using System.Numerics;

namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>Lets everybody bind, and has one entry without a name (RFC 4511, section 4).</summary>
internal sealed class LdapService : IService
{
    private const int BindRequest = 0;
    private const int BindResponse = 1;
    private const int UnbindRequest = 2;
    private const int SearchRequest = 3;
    private const int SearchResultEntry = 4;
    private const int SearchResultDone = 5;

    public async Task ServeAsync(Stream stream, HeardText heard, CancellationToken cancellationToken)
    {
        var buffer = new byte[8192];
        var length = 0;
        while (true)
        {
            while (!AsnDecoder.TryReadEncodedValue(buffer.AsSpan(0, length), AsnEncodingRules.BER, out _, out _, out _, out _))
            {
                var octets = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
                if (octets == 0)
                    return;
                length += octets;
            }

            var answers = Answer(buffer.AsMemory(0, length), heard, out var consumed);
            if (answers.Length == 0)
                return;

            // Each in a TLS record of its own: curl waits for the network while it holds the rest of a record.
            foreach (var answer in answers)
                await stream.WriteAsync(answer, cancellationToken);
            buffer.AsSpan(consumed, length - consumed).CopyTo(buffer);
            length -= consumed;
        }
    }

    /// <summary>Answers the first message; with nothing if it is the last one.</summary>
    private static byte[][] Answer(ReadOnlyMemory<byte> octets, HeardText heard, out int consumed)
    {
        var reader = new AsnReader(octets, AsnEncodingRules.BER);
        consumed = reader.PeekEncodedValue().Length;
        var message = reader.ReadSequence();
        var id = message.ReadInteger();
        var operation = message.PeekTag().TagValue;
        heard.Add(operation switch
        {
            BindRequest => "bind",
            UnbindRequest => "unbind",
            SearchRequest => "search",
            _ => throw new InvalidDataException($"Nobody answers LDAP's operation {operation} here."),
        });
        return operation switch
        {
            BindRequest => [Result(id, BindResponse)],
            SearchRequest => [Entry(id), Result(id, SearchResultDone)],
            _ => [],
        };
    }

    private static byte[] Result(BigInteger id, int operation)
    {
        var answer = new AsnWriter(AsnEncodingRules.BER);
        using (answer.PushSequence())
        {
            answer.WriteInteger(id);
            using (answer.PushSequence(new Asn1Tag(TagClass.Application, operation)))
            {
                answer.WriteEncodedValue([0x0A, 0x01, 0x00]);
                answer.WriteOctetString([]);
                answer.WriteOctetString([]);
            }
        }

        return answer.Encode();
    }

    private static byte[] Entry(BigInteger id)
    {
        var answer = new AsnWriter(AsnEncodingRules.BER);
        using (answer.PushSequence())
        {
            answer.WriteInteger(id);
            using (answer.PushSequence(new Asn1Tag(TagClass.Application, SearchResultEntry)))
            {
                answer.WriteOctetString([]);
                using (answer.PushSequence())
                using (answer.PushSequence())
                {
                    answer.WriteOctetString("description"u8);
                    using (answer.PushSetOf())
                        answer.WriteOctetString("Served inside TLS"u8);
                }
            }
        }

        return answer.Encode();
    }
}
