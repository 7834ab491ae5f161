using System.Formats.Asn1;

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

            var answer = Answer(buffer.AsMemory(0, length), heard, out var consumed);
            if (answer is null)
                return;
            await stream.WriteAsync(answer, cancellationToken);
            buffer.AsSpan(consumed, length - consumed).CopyTo(buffer);
            length -= consumed;
        }
    }

    /// <summary>Answers the first message; null for the last one.</summary>
    private static byte[]? Answer(ReadOnlyMemory<byte> octets, HeardText heard, out int consumed)
    {
        var reader = new AsnReader(octets, AsnEncodingRules.BER);
        consumed = reader.PeekEncodedValue().Length;
        var message = reader.ReadSequence();
        var id = message.ReadInteger();
        var operation = message.PeekTag().TagValue;
        var answer = new AsnWriter(AsnEncodingRules.BER);
        switch (operation)
        {
            case UnbindRequest:
                heard.Add("unbind");
                return null;
            case BindRequest:
                heard.Add("bind");
                WriteResult(answer, id, BindResponse);
                break;
            case SearchRequest:
                heard.Add("search");
                WriteEntry(answer, id);
                WriteResult(answer, id, SearchResultDone);
                break;
            default:
                throw new InvalidDataException($"Nobody answers LDAP's operation {operation} here.");
        }

        return answer.Encode();
    }

    private static void WriteResult(AsnWriter answer, System.Numerics.BigInteger id, int operation)
    {
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
    }

    private static void WriteEntry(AsnWriter answer, System.Numerics.BigInteger id)
    {
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
    }
}
