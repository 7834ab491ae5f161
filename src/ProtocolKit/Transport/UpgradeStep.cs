namespace ProtocolKit;

/// <summary>How far an upgrade had come when it failed.</summary>
public enum UpgradeStep
{
    /// <summary>There was no connection yet.</summary>
    Connect,

    /// <summary>Connected. The client has asked for nothing yet: what the server says is about the connection, not about TLS.</summary>
    Greeting,

    /// <summary>The dialogue is under way, and the client has not asked for TLS yet.</summary>
    BeforeRequest,

    /// <summary>The client has asked for TLS, and the handshake has not begun.</summary>
    Request,

    /// <summary>The TLS handshake has begun and not ended.</summary>
    Handshake,

    /// <summary>TLS is established, and the peer verified.</summary>
    InsideTls,
}
