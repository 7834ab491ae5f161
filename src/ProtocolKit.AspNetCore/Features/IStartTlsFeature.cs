namespace ProtocolKit.AspNetCore;

/// <summary>How a connection was upgraded to TLS; among the <c>Features</c> of a connection behind <c>UseStartTls</c>.</summary>
/// <remarks>What was agreed in the handshake is in Kestrel's own features, such as <c>ITlsHandshakeFeature</c> and
/// <c>ITlsConnectionFeature</c>.</remarks>
public interface IStartTlsFeature
{
    /// <summary>The protocol that was spoken.</summary>
    ProtocolDefinition Protocol { get; }

    /// <summary>Whether the connection is TLS. If not, the client chose to go on in the clear and was allowed to.</summary>
    bool IsSecured { get; }

    /// <summary>What the server offered in the clear, such as each capability of its answer to EHLO; empty if TLS started with the first
    /// octet.</summary>
    IReadOnlyList<OfferedCapability> Capabilities { get; }

    /// <summary>What the client said in the clear: of each message of the grammar the last one, in the order in which they came.</summary>
    /// <remarks>It is not authenticated: anyone on the way may have said it. Inside TLS it is for logs; a server must act on nothing of it
    /// there (RFC 3207, section 4.2).</remarks>
    IReadOnlyList<ClearMessage> ClientMessages { get; }
}
