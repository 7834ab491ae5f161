using System.Diagnostics.CodeAnalysis;

namespace ProtocolKit;

/// <summary>What came of an upgrade that the caller can do without: a verified TLS connection, or the reason why there is none and the
/// connection as it is, in the clear.</summary>
/// <remarks>Anyone on the way can bring about the second: use it only where the alternative is a connection without TLS anyway. Disposing
/// it closes whatever it holds.</remarks>
public sealed class OpportunisticConnection : IDisposable, IAsyncDisposable
{
    internal OpportunisticConnection(SecureConnection connection) => Connection = connection;

    internal OpportunisticConnection(UpgradeFailure failure, Stream stream)
    {
        WhyNot = failure;
        UnprotectedStream = stream;
    }

    /// <summary>Whether the connection is verified TLS.</summary>
    [MemberNotNullWhen(true, nameof(Connection))]
    [MemberNotNullWhen(false, nameof(WhyNot), nameof(UnprotectedStream))]
    public bool IsSecured => Connection is not null;

    /// <summary>The verified TLS connection, or null.</summary>
    public SecureConnection? Connection { get; }

    /// <summary>Why there is none, or null. Its outcome is <see cref="UpgradeOutcome.NotOffered"/>,
    /// <see cref="UpgradeOutcome.Unavailable"/> or <see cref="UpgradeOutcome.Refused"/>: any other one is thrown.</summary>
    public UpgradeFailure? WhyNot { get; }

    /// <summary>The connection <b>without TLS</b>, behind the peer's refusal, or null. All that goes over it can be read and changed on the
    /// way, and nobody has been verified.</summary>
    public Stream? UnprotectedStream { get; }

    /// <summary>Closes the connection.</summary>
    public void Dispose()
    {
        Connection?.Dispose();
        UnprotectedStream?.Dispose();
    }

    /// <summary>Closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Connection is not null)
            await Connection.DisposeAsync().ConfigureAwait(false);
        if (UnprotectedStream is not null)
            await UnprotectedStream.DisposeAsync().ConfigureAwait(false);
    }
}
