namespace ProtocolKit;

/// <summary>What sessions failed for.</summary>
public sealed record TlsReportFailure
{
    /// <summary>The reason.</summary>
    public required TlsReportResultType ResultType { get; init; }

    /// <summary>The address that was connected from, or null.</summary>
    public string? SendingMtaIp { get; init; }

    /// <summary>The name of the mail exchanger, or null.</summary>
    public string? ReceivingMxHostname { get; init; }

    /// <summary>What the exchanger calls itself in its answer to EHLO in the clear, or null.</summary>
    public string? ReceivingMxHelo { get; init; }

    /// <summary>The address that was connected to, or null.</summary>
    public string? ReceivingIp { get; init; }

    /// <summary>How many sessions failed for it.</summary>
    public required long FailedSessionCount { get; init; }

    /// <summary>Where there is more to read about it, or null.</summary>
    public string? AdditionalInformation { get; init; }

    /// <summary>A word that tells more of the reason, or null.</summary>
    public string? FailureReasonCode { get; init; }
}

/// <summary>Why a session failed (RFC 8460, section 4.3). In reports, the names stand in lower case with hyphens.</summary>
public enum TlsReportResultType
{
    /// <summary>The exchanger has no STARTTLS.</summary>
    StarttlsNotSupported,

    /// <summary>The certificate carries none of the names that it must.</summary>
    CertificateHostMismatch,

    /// <summary>The certificate has expired.</summary>
    CertificateExpired,

    /// <summary>The certificate is not trusted for another reason.</summary>
    CertificateNotTrusted,

    /// <summary>Another reason.</summary>
    ValidationFailure,

    /// <summary>None of the TLSA records is usable, or none tells of the certificate.</summary>
    TlsaInvalid,

    /// <summary>The validating name server gave no answer that is valid.</summary>
    DnssecInvalid,

    /// <summary>The sender demands DANE, and the exchanger has no TLSA records.</summary>
    DaneRequired,

    /// <summary>There is a policy of MTA-STS, and it could not be fetched.</summary>
    StsPolicyFetchError,

    /// <summary>What was fetched is no policy of MTA-STS.</summary>
    StsPolicyInvalid,

    /// <summary>The certificate of the policy's host is not trusted.</summary>
    StsWebpkiInvalid,
}
