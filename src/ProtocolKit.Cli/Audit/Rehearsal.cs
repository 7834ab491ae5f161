using System.Buffers;
using System.Text;

namespace ProtocolKit.Cli;

/// <summary>A client's and a server's machine of a protocol talk to each other in memory, up to a point: so it is found out what each
/// side says at each step, whichever the protocol is.</summary>
internal sealed class Rehearsal
{
    private const int MaxTurns = 1000;

    private readonly ArrayBufferWriter<byte> _toServer = new();
    private readonly ArrayBufferWriter<byte> _toClient = new();
    private readonly Func<byte[], bool, byte[]>? _change;

    private Rehearsal(UpgradeMachine client, UpgradeMachine server, Func<byte[], bool, byte[]>? change)
    {
        (Client, Server, _change) = (client, server, change);
        (ClientRequest, SuccessReply, ClientInside, ServerInside) = ([], [], [], []);
    }

    /// <summary>Where a rehearsal ends.</summary>
    public enum End
    {
        /// <summary>The client has asked for TLS, and the server has not answered.</summary>
        Request,

        /// <summary>TLS has been established, and nothing said inside.</summary>
        Inside,

        /// <summary>Both are complete.</summary>
        Complete,
    }

    public UpgradeMachine Client { get; private set; }

    public UpgradeMachine Server { get; private set; }

    /// <summary>Whether it came to its end.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Whether the client asked for TLS, or went on to TLS without asking.</summary>
    public bool HasAsked { get; private set; }

    /// <summary>What the client says before it asks for TLS.</summary>
    public List<byte[]> ClientBefore { get; } = [];

    /// <summary>With what it asks for TLS; empty if it does not.</summary>
    public byte[] ClientRequest { get; private set; }

    /// <summary>What the client says first inside TLS; empty if nothing.</summary>
    public byte[] ClientInside { get; private set; }

    /// <summary>What the server says when TLS may start; empty if nothing.</summary>
    public byte[] SuccessReply { get; private set; }

    /// <summary>How often the server speaks before TLS, its consent included.</summary>
    public int ServerTurns { get; private set; }

    /// <summary>What the server says first inside TLS; empty if nothing.</summary>
    public byte[] ServerInside { get; private set; }

    /// <summary>Lets a client that the caller made talk to the protocol's own server.</summary>
    /// <param name="client">The client's machine.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="isImplicit">Whether TLS starts with the first octet.</param>
    /// <param name="change">Changes what the server says in the clear, and is told whether TLS starts behind it; or null.</param>
    public static Rehearsal Run(UpgradeMachine client, End end, bool isImplicit = false, Func<byte[], bool, byte[]>? change = null)
    {
        var server = client.Protocol.CreateServer(
            new ServerMachineOptions { AnswerInsideTls = true, MayStayInClear = true, ImplicitTls = isImplicit });
        var rehearsal = new Rehearsal(client, server, change);
        rehearsal.IsDone = rehearsal.Run(end);
        return rehearsal;
    }

    private bool Run(End end)
    {
        for (var turn = 0; turn < MaxTurns; turn++)
        {
            if (end == End.Request && HasAsked)
                return true;
            if (end == End.Inside && Client.IsInsideTls)
                return true;
            if (Client.NextAction == UpgradeAction.Complete && Server.NextAction == UpgradeAction.Complete)
                return end != End.Request;
            if (Client.NextAction == UpgradeAction.StartTls && Server.NextAction == UpgradeAction.StartTls)
            {
                HasAsked = true;
                if (!Client.StartTls(_toClient.WrittenSpan) || !Server.StartTls(_toServer.WrittenSpan))
                    return false;
                (Client, Server) = (Client.TlsEstablished(), Server.TlsEstablished());
            }
            else if (!(AdvanceClient() | AdvanceServer() || BeginTls()))
            {
                if (!Client.MayAsk)
                    return false;
                Client.AskForMessage();
            }
        }

        return false;
    }

    private bool AdvanceClient()
    {
        if (Client.NextAction != UpgradeAction.Send || Client.NothingMayBeUnread && _toClient.WrittenCount > 0)
            return Receive(Client, _toClient);
        var said = Say(Client, _toServer, null);
        var asks = Client.NextAction == UpgradeAction.StartTls || !Client.IsInsideTls && Client.HasAskedForTls;
        if (Client.IsInsideTls)
            ClientInside = ClientInside.Length == 0 ? said : ClientInside;
        else if (asks)
            (ClientRequest, HasAsked) = (said, true);
        else
            ClientBefore.Add(said);
        return true;
    }

    private bool AdvanceServer()
    {
        if (Server.NextAction != UpgradeAction.Send)
            return Receive(Server, _toServer);
        var said = Say(Server, _toClient, Server.IsInsideTls ? null : _change);
        if (!Server.IsInsideTls)
            ServerTurns++;
        if (Server.IsInsideTls)
            ServerInside = ServerInside.Length == 0 ? said : ServerInside;
        else if (Server.NextAction == UpgradeAction.StartTls)
            SuccessReply = said;
        return true;
    }

    private bool BeginTls() =>
        Client.NextAction == UpgradeAction.StartTls && Server.NextAction == UpgradeAction.Receive
            && Server.Receive([0x16], out _) == OperationStatus.Done;

    private static byte[] Say(UpgradeMachine machine, ArrayBufferWriter<byte> output, Func<byte[], bool, byte[]>? change)
    {
        var said = MachineText.Of(machine);
        if (change is not null)
            said = change(said, machine.NextAction == UpgradeAction.StartTls);
        output.Write(said);
        return said;
    }

    private static bool Receive(UpgradeMachine machine, ArrayBufferWriter<byte> received)
    {
        if (received.WrittenCount == 0 || machine.NextAction is not (UpgradeAction.Send or UpgradeAction.Receive))
            return false;
        var status = machine.NextAction == UpgradeAction.Send
            ? machine.ReceiveUnasked(received.WrittenSpan, out var consumed)
            : machine.Receive(received.WrittenSpan, out consumed);
        var rest = received.WrittenSpan[consumed..].ToArray();
        received.ResetWrittenCount();
        received.Write(rest);
        return status == OperationStatus.Done;
    }
}

/// <summary>What a machine says.</summary>
internal static class MachineText
{
    /// <summary>Lets a machine say what it has to say.</summary>
    public static byte[] Of(UpgradeMachine machine)
    {
        var output = new ArrayBufferWriter<byte>();
        machine.Send(output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Shows octets of a peer's, no more than a line's worth.</summary>
    public static string Show(ReadOnlySpan<byte> octets)
    {
        const int most = 80;
        var shown = octets.Length > most ? octets[..most] : octets;
        var text = new StringBuilder().Append('"').Append(EscapedText.Escape(shown.EndsWith("\r\n"u8) ? shown[..^2] : shown)).Append('"');
        return octets.Length > most ? text.Append($" and {octets.Length - most} octets more").ToString() : text.ToString();
    }
}
