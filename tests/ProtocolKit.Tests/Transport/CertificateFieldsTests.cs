using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using ProtocolKit.TestSupport;
using static ProtocolKit.TestSupport.AlternativeNames;

namespace ProtocolKit.Tests;

/// <summary>Certificates of all versions are cut into their parts (RFC 5280, section 4.1).</summary>
public class CertificateFieldsTests
{
    private static readonly Asn1Tag Version = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag IssuersId = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag Extensions = new(TagClass.ContextSpecific, 3, isConstructed: true);

    public static TheoryData<string, int> Certificates => new()
    {
        { "issued", 4 }, { "self-signed", 3 }, { "version 1", 0 }, { "version 2", 0 }, { "identifiers and extensions", 1 },
        { "long lengths", 4 },
    };

    [Theory]
    [MemberData(nameof(Certificates))]
    public void The_parts_are_found(string name, int extensions)
    {
        var whole = name == "self-signed" ? TestCertificates.Authority : TestCertificates.Valid;
        var fields = new CertificateFields(name switch
        {
            "version 1" => Rewritten(null, false, null),
            "version 2" => Rewritten(1, true, null),
            "identifiers and extensions" => Rewritten(2, true, [Names("x.example")]),
            "long lengths" => [0x30, 0x84, 0, 0, .. whole.RawData[2..]],
            _ => whole.RawData,
        });

        Assert.Equal(CertificateFields.Open(whole.PublicKey.ExportSubjectPublicKeyInfo()), fields.PublicKey);
        Assert.Equal(name == "self-signed", fields.IsSelfIssued);
        var algorithm = AsnDecoder.ReadObjectIdentifier(fields.SignatureAlgorithm, AsnEncodingRules.DER, out _);
        Assert.Equal(whole.SignatureAlgorithm.Value, algorithm);
        var rest = fields.Extensions;
        for (var i = 0; i < extensions; i++)
            CertificateFields.Take(ref rest);
        Assert.True(rest.IsEmpty);
    }

    [Fact]
    public void Of_names_that_stand_in_a_certificate_twice_the_first_count()
    {
        var certificate = Rewritten(2, false, [Names("other.example"), Names(TestCertificates.Host)]);

        Assert.True(DnsNames.Contain(certificate, "other.example"));
        Assert.False(DnsNames.Contain(certificate, TestCertificates.Host));
    }

    private static byte[] Names(string host) => Of(Dns(host));

    /// <summary>The usual certificate, with other parts behind its key; nobody has signed that.</summary>
    private static byte[] Rewritten(int? version, bool hasIdentifier, byte[][]? names)
    {
        var whole = new AsnReader(TestCertificates.Valid.RawData, AsnEncodingRules.DER).ReadSequence();
        var signed = whole.ReadSequence();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                signed.ReadEncodedValue();
                if (version is { } number)
                {
                    using (writer.PushSequence(Version))
                        writer.WriteInteger(number);
                }

                for (var i = 0; i < 6; i++)
                    writer.WriteEncodedValue(signed.ReadEncodedValue().Span);
                if (hasIdentifier)
                    writer.WriteBitString([1, 2, 3], 0, IssuersId);
                if (names is not null)
                    WriteExtensions(writer, names);
            }

            writer.WriteEncodedValue(whole.ReadEncodedValue().Span);
            writer.WriteEncodedValue(whole.ReadEncodedValue().Span);
        }

        return writer.Encode();
    }

    private static void WriteExtensions(AsnWriter writer, byte[][] names)
    {
        using (writer.PushSequence(Extensions))
        using (writer.PushSequence())
        {
            foreach (var name in names)
            {
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier("2.5.29.17");
                    writer.WriteOctetString(name);
                }
            }
        }
    }
}
