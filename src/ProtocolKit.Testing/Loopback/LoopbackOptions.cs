namespace ProtocolKit.Testing;

/// <summary>How two roles meet within the process.</summary>
public sealed record LoopbackOptions
{
    /// <summary>The name that the client asks for and the certificate carries.</summary>
    public string Host { get; init; } = "localhost";

    /// <summary>The client's parameters; null for their defaults.</summary>
    public ProtocolParameters? ClientParameters { get; init; }

    /// <summary>The server's parameters; null for their defaults.</summary>
    public ProtocolParameters? ServerParameters { get; init; }

    /// <summary>Whether TLS starts with the first octet.</summary>
    public bool ImplicitTls { get; init; }
}
