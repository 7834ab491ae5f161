namespace ProtocolKit.Interop.Tests.Servers;

/// <summary>One protocol that a real server speaks.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="TalkAsync">Says something inside TLS to which only a server of this protocol has the answer.</param>
internal sealed record Service(ProtocolDefinition Protocol, Func<Conversation, Task> TalkAsync)
{
    /// <summary>How the server says that it has no TLS; null if it cannot be told to have none.</summary>
    public UpgradeOutcome? WithoutTls { get; init; } = UpgradeOutcome.NotOffered;

    /// <summary>Whether it has a port where TLS starts with the first octet.</summary>
    public bool HasTlsPort { get; init; } = true;

    /// <summary>The name that its certificate carries.</summary>
    public string Host { get; init; } = TestCertificates.Host;

    /// <summary>A name that it answers to and its certificate does not carry.</summary>
    public string OtherHost { get; init; } = "other.example";

    /// <summary>Whether it demands a certificate of its clients.</summary>
    public bool AsksForCertificate { get; init; }

    /// <summary>Whether it answers inside TLS to what was said behind the command that starts it: what stands in its buffer is not thrown
    /// away. The audit has to find that, and nothing of the kind with the others.</summary>
    public bool AnswersInsideTlsToWhatWasSaidBefore { get; init; }

    /// <summary>Whether handshakes that fail end the whole server: the audit then has one for itself.</summary>
    public bool EndsWithBrokenHandshakes { get; init; }

    public string Name => Protocol.Name;

    public bool Has(Listener listener) => listener switch
    {
        Listener.Tls => HasTlsPort,
        Listener.NoTls => WithoutTls is not null,
        _ => true,
    };
}

/// <summary>The ports that a server has for a service.</summary>
internal enum Listener
{
    /// <summary>With a dialogue that leads to TLS.</summary>
    Upgrade,

    /// <summary>With TLS from the first octet.</summary>
    Tls,

    /// <summary>Without TLS.</summary>
    NoTls,

    /// <summary>With a dialogue that leads to TLS and a certificate that has expired.</summary>
    Expired,
}
