using System.Net.Sockets;
using System.Security.Authentication;

namespace ProtocolKit.Cli;

/// <summary>One connection of an audit: the dialogue in the clear, perhaps with something that does not belong there, TLS, and what the
/// server says inside.</summary>
internal sealed class AuditRun : IAsyncDisposable
{
    private const SslProtocols Versions = SslProtocols.Tls12 | SslProtocols.Tls13;

    private readonly AuditTarget _target;
    private readonly CancellationTokenSource _deadline;

    private AuditRun(AuditTarget target, CancellationTokenSource deadline, AuditChannel channel, UpgradeMachine machine)
    {
        (_target, _deadline, Channel, Machine) = (target, deadline, channel, machine);
    }

    public AuditChannel Channel { get; }

    /// <summary>The client's machine that is at work.</summary>
    public UpgradeMachine Machine { get; private set; }

    /// <summary>Why there is no TLS; null once there is.</summary>
    public string? NoTls { get; private set; } = "The dialogue has not come to TLS";

    /// <summary>Whether the dialogue came to the handshake.</summary>
    public bool HasStartedTls { get; private set; }

    /// <summary>Connects.</summary>
    /// <exception cref="SocketException">There is no connection.</exception>
    public static async Task<AuditRun> ConnectAsync(AuditTarget target, UpgradeMachine client, CancellationToken cancellationToken)
    {
        var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(target.Timeout);
        try
        {
            return new AuditRun(
                target, deadline, await AuditChannel.ConnectAsync(target.Server, deadline.Token).ConfigureAwait(false), client);
        }
        catch
        {
            deadline.Dispose();
            throw;
        }
    }

    /// <summary>Speaks up to TLS.</summary>
    /// <param name="request">Writes the command that starts TLS in place of what the client says; null for no change.</param>
    /// <param name="afterReply">What is said behind the server's consent; empty for nothing.</param>
    /// <param name="patience">How long an answer is waited for; null for the deadline.</param>
    /// <returns>Whether the handshake may start; <see cref="NoTls"/> says why not.</returns>
    public async Task<bool> SpeakAsync(Func<byte[], Task>? request = null, byte[]? afterReply = null, TimeSpan? patience = null)
    {
        var inTime = await Channel.DriveAsync(Machine, SayAsync, patience).ConfigureAwait(false);
        if (!inTime)
            return Without("The server did not answer");
        if (Machine.NextAction != UpgradeAction.StartTls)
            return Without(Tell(Machine));
        if (Channel.Unread.Length > 0)
            return Without($"The server answered in the clear: {MachineText.Show(Channel.Unread)}");
        if (afterReply is not null)
            await Channel.WriteAsync(afterReply).ConfigureAwait(false);
        return Machine.StartTls([]);

        Task SayAsync(byte[] octets) =>
            request is not null && (Machine.NextAction == UpgradeAction.StartTls || Machine.HasAskedForTls) ? request(octets)
                : Channel.WriteAsync(octets);
    }

    /// <summary>Does the handshake.</summary>
    /// <returns>Whether it is done; <see cref="NoTls"/> says why not.</returns>
    public async Task<bool> HandshakeAsync(SslProtocols versions = Versions)
    {
        HasStartedTls = true;
        var failure = await Channel.StartTlsAsync(_target, versions, Machine.CarriesTls(_target.Server.ImplicitTls)).ConfigureAwait(false);
        if (failure is not null)
            return Without($"The handshake failed: {failure}");
        NoTls = null;
        Machine = Machine.TlsEstablished();
        return true;
    }

    /// <summary>Goes on inside TLS as another client would.</summary>
    public void ReplaceInside(UpgradeMachine inside) => Machine = inside;

    /// <summary>Listens inside TLS to what the server says unasked, speaks as the client does, and listens again.</summary>
    /// <param name="patience">How long something unasked is waited for; null for as long as the target says.</param>
    public async Task<InsideTls> ListenAsync(TimeSpan? patience = null)
    {
        var quiet = patience ?? _target.Quiet;

        // Where the server speaks first, that is not unasked.
        await Channel.DriveAsync(Machine, null, quiet, () => Machine.NextAction == UpgradeAction.Send).ConfigureAwait(false);
        if (Machine.NextAction == UpgradeAction.Fail)
            return new InsideTls([], [.. Channel.Unread], Tell(Machine), Channel.HasEnded);
        var before = await Channel.ReadUntilQuietAsync(quiet).ConfigureAwait(false);
        if (before.Length > 0)
            return new InsideTls(before, [], null, Channel.HasEnded);

        var inTime = await Channel.DriveAsync(Machine).ConfigureAwait(false);
        if (!inTime || Machine.NextAction == UpgradeAction.Fail)
            return new InsideTls([], [.. Channel.Unread], inTime ? Tell(Machine) : "The server did not answer", Channel.HasEnded);
        var after = await Channel.ReadUntilQuietAsync(quiet).ConfigureAwait(false);
        return new InsideTls([], after, null, Channel.HasEnded);
    }

    /// <summary>Tells why a machine has failed.</summary>
    public static string Tell(UpgradeMachine machine) => machine.Failure is not { } failure
        ? $"It ended in state {machine.State}"
        : failure.Outcome switch
        {
            UpgradeOutcome.Truncated => "The server closed the connection",
            UpgradeOutcome.Leftover => $"The server answered in the clear: \"{failure.Received}\"",
            _ when failure.Received.Length == 0 => $"The server's answer: {failure.Outcome.ToGrammarName()}",
            _ => $"The server answered \"{failure.Received}\"",
        };

    public async ValueTask DisposeAsync()
    {
        await Channel.DisposeAsync().ConfigureAwait(false);
        _deadline.Dispose();
    }

    private bool Without(string reason)
    {
        NoTls = reason;
        return false;
    }
}

/// <summary>What a server said inside TLS that the client's dialogue does not account for.</summary>
/// <param name="Before">Before the client said anything there.</param>
/// <param name="After">Behind the answers to what the client said there.</param>
/// <param name="Failure">Why the dialogue inside TLS did not go well, or null.</param>
/// <param name="HasEnded">Whether the server has ended the connection.</param>
internal sealed record InsideTls(byte[] Before, byte[] After, string? Failure, bool HasEnded)
{
    /// <summary>Whether it is the same as another, octet by octet.</summary>
    public bool IsSame(InsideTls other) =>
        Before.AsSpan().SequenceEqual(other.Before) && After.AsSpan().SequenceEqual(other.After) && Failure == other.Failure;

    /// <summary>How much was said.</summary>
    public (int Before, int After, bool Failed) Size => (Before.Length, After.Length, Failure is not null);

    /// <summary>Shows what was said.</summary>
    public string Show() =>
        Before.Length > 0 ? MachineText.Show(Before) : After.Length > 0 ? MachineText.Show(After) : Failure ?? "nothing";
}
