namespace ProtocolKit;

/// <summary>The names by which a protocol's server may be known in its certificate besides its DNS name (RFC 9525, section 6.1). Each holds
/// the name that the client asked for, and is for this protocol alone.</summary>
public sealed record ServiceIdentity
{
    /// <summary>The service of the SRV-IDs that count, without the underscore (RFC 4985); null for none.</summary>
    public string? Service { get; init; }

    /// <summary>The service where TLS starts with the first octet, or null for <see cref="Service"/>.</summary>
    public string? TlsService { get; init; }

    /// <summary>The object identifier of an <c>otherName</c> (RFC 5280, section 4.2.1.6) whose value is the domain as a
    /// <c>UTF8String</c>; null for none.</summary>
    public string? OtherNameType { get; init; }

    /// <summary>The service of a connection.</summary>
    /// <param name="implicitTls">Whether TLS starts with the first octet.</param>
    internal string? ServiceOf(bool implicitTls) => implicitTls ? TlsService ?? Service : Service;
}
