using System.Buffers;

namespace ProtocolKit.Testing;

/// <summary>Lets a client's and a server's machine talk to each other, without I/O and without TLS.</summary>
/// <remarks>An object may be used again and again; its buffers are reused, so that what the machines allocate can be measured.</remarks>
public sealed class MachineConversation
{
    private const int MaxTurns = 1000;

    private readonly ArrayBufferWriter<byte> _toServer = new(8192);
    private readonly ArrayBufferWriter<byte> _toClient = new(8192);

    /// <summary>The client's machine: after <see cref="Run"/>, the one that it ended with.</summary>
    public UpgradeMachine? Client { get; private set; }

    /// <summary>The server's machine: after <see cref="Run"/>, the one that it ended with.</summary>
    public UpgradeMachine? Server { get; private set; }

    /// <summary>How many octets the machines have allocated while they read and wrote; making them is not counted.</summary>
    public long AllocatedOctets { get; private set; }

    /// <summary>Runs a conversation until both are complete, or one has failed.</summary>
    /// <param name="client">The client's machine.</param>
    /// <param name="server">The server's machine.</param>
    /// <returns>Whether both are complete.</returns>
    /// <exception cref="InvalidOperationException">Neither goes on: each waits for the other.</exception>
    public bool Run(UpgradeMachine client, UpgradeMachine server)
    {
        (Client, Server, AllocatedOctets) = (client, server, 0);
        _toServer.ResetWrittenCount();
        _toClient.ResetWrittenCount();
        for (var turn = 0; turn < MaxTurns; turn++)
        {
            if (Client.NextAction == UpgradeAction.Complete && Server.NextAction == UpgradeAction.Complete)
            {
                Client.TakeKeptMessages().Dispose();
                Server.TakeKeptMessages().Dispose();
                return true;
            }

            if (Client.NextAction == UpgradeAction.StartTls && Server.NextAction == UpgradeAction.StartTls)
            {
                if (!Client.StartTls(_toClient.WrittenSpan) || !Server.StartTls(_toServer.WrittenSpan))
                    return false;
                (Client, Server) = (Client.TlsEstablished(), Server.TlsEstablished());
                continue;
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            var hasMoved = Advance(Client, _toClient, _toServer) | Advance(Server, _toServer, _toClient);
            AllocatedOctets += GC.GetAllocatedBytesForCurrentThread() - before;
            if (hasMoved || BeginsTls(Client, Server))
                continue;
            if (Client.MayAsk)
            {
                Client.AskForMessage();
                continue;
            }

            if (Client.NextAction == UpgradeAction.Fail || Server.NextAction == UpgradeAction.Fail)
                return false;
            throw new InvalidOperationException(
                $"The client is in state {Client.State}, the server in state {Server.State}, and neither goes on.");
        }

        throw new InvalidOperationException($"The conversation has not ended after {MaxTurns} turns.");
    }

    /// <summary>Measures what a protocol's machines allocate in a conversation: how many octets, once all is compiled and
    /// initialized. Making the machines is not counted.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="clientParameters">The client's parameters; null for their defaults.</param>
    /// <param name="serverParameters">The server's parameters; null for their defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="protocol"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The conversation does not end with both complete.</exception>
    public static long MeasureAllocation(
        ProtocolDefinition protocol, ProtocolParameters? clientParameters = null, ProtocolParameters? serverParameters = null)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        var conversation = new MachineConversation();
        return SteadyState.MeasureAllocation(() =>
        {
            var isComplete = conversation.Run(
                protocol.CreateClient(new ClientMachineOptions { Host = "localhost", Parameters = clientParameters }),
                protocol.CreateServer(new ServerMachineOptions { Parameters = serverParameters, AnswerInsideTls = true }));
            return isComplete ? conversation.AllocatedOctets : throw new InvalidOperationException(
                $"{conversation.Client!.Failure ?? conversation.Server!.Failure}");
        });
    }

    /// <summary>Shows a server that waits the first octet of TLS, where that may come in place of a message.</summary>
    private static bool BeginsTls(UpgradeMachine client, UpgradeMachine server) =>
        client.NextAction == UpgradeAction.StartTls && server.NextAction == UpgradeAction.Receive &&
        server.Receive(Handshake, out _) == OperationStatus.Done && server.NextAction == UpgradeAction.StartTls;

    /// <summary>The type of the record that TLS begins with (RFC 8446, section 5.1).</summary>
    private static ReadOnlySpan<byte> Handshake => [0x16];

    private static bool Advance(UpgradeMachine machine, ArrayBufferWriter<byte> received, ArrayBufferWriter<byte> sent)
    {
        switch (machine.NextAction)
        {
            case UpgradeAction.Send when machine.NothingMayBeUnread && received.WrittenCount > 0:
                return Consume(received, machine.ReceiveUnasked(received.WrittenSpan, out var unasked), unasked)
                    || machine.NextAction == UpgradeAction.Fail;
            case UpgradeAction.Send:
                machine.Send(sent);
                return true;
            case UpgradeAction.Receive when received.WrittenCount > 0:
                return Consume(received, machine.Receive(received.WrittenSpan, out var consumed), consumed)
                    || machine.NextAction == UpgradeAction.Fail;
            default:
                return false;
        }
    }

    private static bool Consume(ArrayBufferWriter<byte> buffer, OperationStatus status, int octets)
    {
        if (status != OperationStatus.Done)
            return false;
        var rest = buffer.WrittenCount - octets;
        Span<byte> kept = rest <= 1024 ? stackalloc byte[rest] : new byte[rest];
        buffer.WrittenSpan[octets..].CopyTo(kept);
        buffer.ResetWrittenCount();
        buffer.Write(kept);
        return true;
    }
}
