namespace ProtocolKit;

/// <summary>How an upgrade ended.</summary>
public enum UpgradeOutcome
{
    /// <summary>The connection is verified TLS.</summary>
    Secured,

    /// <summary>The peer has no TLS (<c>not-offered</c>).</summary>
    NotOffered,

    /// <summary>The peer has no TLS at the moment (<c>unavailable</c>).</summary>
    Unavailable,

    /// <summary>The peer said no (<c>refused</c>).</summary>
    Refused,

    /// <summary>The peer ended the conversation (<c>closed</c>).</summary>
    Closed,

    /// <summary>The peer sent what the protocol does not allow there, or went over a limit (<c>violation</c>).</summary>
    Violation,

    /// <summary>Plaintext stood behind the message that starts TLS: an attack, or a broken peer (<c>leftover</c>).</summary>
    Leftover,

    /// <summary>The connection ended within the dialogue (<c>truncated</c>).</summary>
    Truncated,

    /// <summary>The deadline passed (<c>timeout</c>).</summary>
    Timeout,

    /// <summary>The handshake failed, or the certificate or ALPN protocol was not acceptable (<c>tls-failed</c>).</summary>
    TlsFailed,

    /// <summary>There was no connection to upgrade: the name was not found, or the peer did not accept it (<c>unreachable</c>).</summary>
    Unreachable,
}
