namespace ProtocolKit.Delivery.Tests.Peers;

/// <summary>A domain with a mail exchanger, and what Postfix's client and this library decide about it.</summary>
/// <param name="Zone">Where its records stand, and which are signed.</param>
/// <param name="Tlsa">The exchanger's TLSA records.</param>
/// <param name="Certificate">The certificate of the exchanger.</param>
/// <param name="Level">What the sender demands, in Postfix's words (<c>smtp_tls_security_level</c>).</param>
/// <param name="Finger">What posttls-finger says of the connection.</param>
/// <param name="Ours">What comes of the delivery.</param>
/// <param name="Why">Why they differ; empty where they do not.</param>
internal sealed record PeerRow(string Zone, string Tlsa, string Certificate, string Level, string Finger, string Ours, string Why = "")
{
    private const string Verified = "Verified", Trusted = "Trusted", Untrusted = "Untrusted", Failed = "Failed", NoTls = "No TLS";
    private const string Dane = "Dane", Opportunistic = "Opportunistic", Unverified = "OpportunisticUnverified", Deferred = "Deferred",
        Refused = "Refused", Clear = "InTheClear";

    private const string ToldTrusted = "Postfix calls it trusted where nobody vouches for the MX records, and uses it.",
        Secure = "Without usable records, posttls-finger does as at the level secure. smtp(8) does as at may or encrypt, and defers mail at dane-only.",
        Insecure = "posttls-finger goes on where smtp(8) defers mail, as nobody vouches for the MX records.";

    /// <summary>Whether both decide the same.</summary>
    public bool DoBothAgree => Ours switch
    {
        Dane or Opportunistic => Finger == Verified,
        Unverified => Finger == Untrusted,
        Clear => Finger == NoTls && Level == "may",
        Refused => Finger == Failed,
        _ => Finger is Untrusted or NoTls or Failed,
    };

    public static IReadOnlyList<PeerRow> All { get; } =
    [
        // Selectors and matching types of both usages (RFC 7671, sections 5.1 and 5.2).
        new("signed", "3 1 1", "self-signed", "dane", Verified, Dane),
        new("signed", "3 0 1", "self-signed", "dane", Verified, Dane),
        new("signed", "3 1 2", "self-signed", "dane", Verified, Dane),
        new("signed", "3 0 2", "self-signed", "dane", Verified, Dane),
        new("signed", "3 1 0", "self-signed", "dane", Verified, Dane),
        new("signed", "3 0 0", "self-signed", "dane", Verified, Dane),
        new("signed", "2 1 1", "valid", "dane", Verified, Dane),
        new("signed", "2 0 1", "valid", "dane", Verified, Dane),
        new("signed", "2 1 2", "valid", "dane", Verified, Dane),
        new("signed", "2 0 2", "valid", "dane", Verified, Dane),
        new("signed", "2 1 0", "valid", "dane", Verified, Dane),
        new("signed", "2 0 0", "valid", "dane", Verified, Dane),

        // Names and dates matter behind an authority, and not with the server's own (RFC 7672, sections 3.1.1 and 3.1.2).
        new("signed", "3 1 1", "expired", "dane", Verified, Dane),
        new("signed", "2 1 1", "expired", "dane", Untrusted, Deferred),
        new("signed", "3 1 1", "for another", "dane", Verified, Dane),
        new("signed", "2 1 1", "for another", "dane", Untrusted, Deferred),
        new("signed", "2 1 1", "for the domain", "dane", Verified, Dane),
        new("signed", "2 1 1", "self-signed", "dane", Untrusted, Deferred),

        // Wrong keys, and one right record among others.
        new("signed", "3 1 1 of another", "valid", "dane", Untrusted, Deferred),
        new("signed", "2 1 1 of another", "valid", "dane", Untrusted, Deferred),
        new("signed", "3 1 1 and another's", "self-signed", "dane", Verified, Dane),
        new("signed", "3 1 1 and unusable ones", "self-signed", "dane", Verified, Dane),
        new("signed", "3 1 1 of another and 2 1 1", "valid", "dane", Verified, Dane),
        new("signed", "3 1 1", "clear", "dane", NoTls, Deferred),

        // Of records that differ in the digest, those of the strongest count (RFC 7671, section 9); the whole key always does.
        new("signed", "3 1 1, and 3 1 2 of another", "self-signed", "dane", Untrusted, Deferred),
        new("signed", "3 1 2, and 3 1 1 of another", "self-signed", "dane", Verified, Dane),
        new("signed", "3 1 1, and 3 0 2 of another", "self-signed", "dane", Verified, Dane),
        new("signed", "3 1 0, and 3 1 2 of another", "self-signed", "dane", Verified, Dane),
        new("signed", "3 1 1, and 3 1 2 that is malformed", "self-signed", "dane", Verified, Dane),
        new("signed", "2 1 1, and 3 1 2 of another", "valid", "dane", Verified, Dane),

        // No record is usable: TLS is a must, whatever the certificate is (RFC 7672, sections 2.2 and 3.1.3).
        new("signed", "1 1 1", "self-signed", "dane", Untrusted, Unverified),
        new("signed", "0 0 1", "valid", "dane", Verified, Opportunistic),
        new("signed", "malformed", "self-signed", "dane", Untrusted, Unverified),
        new("signed", "unknown", "self-signed", "dane", Untrusted, Unverified),
        new("signed", "1 1 1", "clear", "dane", NoTls, Deferred),

        // No records: TLS where there is any.
        new("signed", "none", "valid", "dane", Verified, Opportunistic),
        new("signed", "none", "self-signed", "dane", Untrusted, Unverified),
        new("signed", "none", "expired", "dane", Untrusted, Unverified),
        new("signed", "none", "for the domain", "dane", Verified, Opportunistic),
        new("signed", "none", "for another", "dane", Untrusted, Unverified),
        new("signed", "none", "clear", "dane", NoTls, Clear, Secure),

        // Which of the records DNSSEC vouches for (RFC 7672, section 2.2.1).
        new("customer", "3 1 1", "self-signed", "dane", Trusted, Dane, ToldTrusted),
        new("customer", "3 1 1 of another", "valid", "dane", Untrusted, Deferred),
        new("hosted", "3 1 1 of another", "valid", "dane", Verified, Opportunistic),
        new("unsigned", "3 1 1 of another", "valid", "dane", Verified, Opportunistic),
        new("unsigned", "3 1 1 of another", "self-signed", "dane", Untrusted, Unverified),
        new("implied", "3 1 1", "self-signed", "dane", Verified, Dane),
        new("implied", "3 1 1 of another", "valid", "dane", Untrusted, Deferred),

        // Aliases (RFC 7672, sections 2.2.1 and 2.2.3).
        new("domain is an alias", "3 1 1", "self-signed", "dane", Verified, Dane),
        new("domain is an alias", "3 1 1 of another", "valid", "dane", Untrusted, Deferred),
        new("alias", "3 1 1", "self-signed", "dane", Verified, Dane),
        new("alias", "3 1 1 of another", "valid", "dane", Untrusted, Deferred),
        new("alias", "2 1 1", "valid", "dane", Verified, Dane),
        new("alias, records at it", "3 1 1", "self-signed", "dane", Verified, Dane),
        new("alias, records at it", "3 1 1 of another", "valid", "dane", Untrusted, Deferred),
        new("alias of unsigned", "3 1 1", "self-signed", "dane", Verified, Dane),
        new("alias of unsigned", "3 1 1 of another", "valid", "dane", Untrusted, Deferred),

        // Where the records stand (RFC 7671, section 6).
        new("records by alias", "3 1 1", "self-signed", "dane", Verified, Dane),
        new("records by alias", "3 1 1 of another", "valid", "dane", Untrusted, Deferred),
        new("records of any port", "3 1 1", "self-signed", "dane", Verified, Dane),
        new("records of any port", "3 1 1 of another", "valid", "dane", Untrusted, Deferred),

        // The next exchanger, where the first one's answers are bogus.
        new("first is bogus", "3 1 1", "self-signed", "dane", Verified, Dane),

        // Answers that are bogus, and domains without mail (RFC 7672, section 2.1; RFC 7505).
        new("signed", "bogus", "valid", "dane", Failed, Deferred),
        new("bogus address", "3 1 1", "valid", "dane", Failed, Deferred),
        new("bogus MX", "3 1 1", "valid", "dane", Failed, Deferred),
        new("null", "none", "valid", "dane", Failed, Refused),
        new("nothing", "none", "valid", "dane", Failed, Refused),

        // DANE is a must (RFC 7672, section 6).
        new("signed", "3 1 1", "self-signed", "dane-only", Verified, Dane),
        new("signed", "3 1 1 of another", "valid", "dane-only", Untrusted, Deferred),
        new("signed", "none", "valid", "dane-only", Verified, Deferred, Secure),
        new("signed", "1 1 1", "valid", "dane-only", Verified, Deferred, Secure),
        new("unsigned", "3 1 1", "valid", "dane-only", Verified, Deferred, Secure),
        new("hosted", "3 1 1", "valid", "dane-only", Verified, Deferred, Secure),
        new("customer", "3 1 1", "valid", "dane-only", Trusted, Deferred, Insecure),

        // Roots, in a domain without DNSSEC.
        new("unsigned", "none", "valid", "secure", Verified, Opportunistic),
        new("unsigned", "none", "self-signed", "secure", Untrusted, Deferred),
        new("unsigned", "none", "expired", "secure", Untrusted, Deferred),
        new("unsigned", "none", "for another", "secure", Untrusted, Deferred),
        new("unsigned", "none", "clear", "secure", NoTls, Deferred),

        // A message that needs no TLS: policies are not asked.
        new("signed", "3 1 1 of another", "self-signed", "encrypt", Untrusted, Unverified),
        new("signed", "3 1 1 of another", "clear", "encrypt", NoTls, Deferred),
        new("signed", "3 1 1 of another", "self-signed", "may", Untrusted, Unverified),
        new("signed", "3 1 1 of another", "clear", "may", NoTls, Clear),
    ];
}
