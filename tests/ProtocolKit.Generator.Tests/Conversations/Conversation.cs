using System.Buffers;
using System.Text;

namespace ProtocolKit.Generator.Tests.Conversations;

/// <summary>A client's and a server's machine that talk to each other, whole messages at once or octet by octet; TLS is a line that says
/// so.</summary>
internal sealed class Conversation
{
    private const int MaxTurns = 200_000;

    private static readonly byte[] s_clientHello = [0x16, 0x03, 0x01, 0x00, 0x05, 0x01];

    private readonly bool _octetByOctet;
    private readonly List<string> _lines = [];
    private readonly Side _client;
    private readonly Side _server;
    private bool _hasStartedTls;

    private Conversation(UpgradeMachine client, UpgradeMachine server, bool octetByOctet) =>
        (_client, _server, _octetByOctet) = (new Side(client), new Side(server), octetByOctet);

    /// <summary>All that was said: <c>C: …</c>, <c>S: …</c> and <c>TLS</c>; and how it ended, if it failed.</summary>
    public string Text => string.Join('\n', _lines);

    /// <summary>Whether both came to the end.</summary>
    public bool IsComplete =>
        _client.Machine.NextAction == UpgradeAction.Complete
        && _server.Machine.NextAction is UpgradeAction.Complete or UpgradeAction.Receive;

    /// <summary>Holds a conversation both ways, which must be one and the same.</summary>
    public static Conversation Hold(
        ProtocolDefinition protocol, Parameters? client = null, Parameters? server = null, bool implicitTls = false,
            UpgradeOutcome? refusal = null)
    {
        var whole = Hold(octetByOctet: false);
        Assert.Equal(whole.Text, Hold(octetByOctet: true).Text);
        return whole;

        Conversation Hold(bool octetByOctet) => Conversation.Hold(
            protocol.CreateClient(
                new ClientMachineOptions { Host = "localhost", ImplicitTls = implicitTls,
                Parameters = (client ?? []).SetIn(protocol.CreateClientParameters()) }),
            protocol.CreateServer(new ServerMachineOptions
            {
                AnswerInsideTls = true,
                ImplicitTls = implicitTls,
                Refusal = () => refusal,
                Parameters = (server ?? []).SetIn(protocol.CreateServerParameters()),
            }),
            octetByOctet);
    }

    /// <summary>Holds a conversation of two machines.</summary>
    public static Conversation Hold(UpgradeMachine client, UpgradeMachine server, bool octetByOctet)
    {
        var conversation = new Conversation(client, server, octetByOctet);
        conversation.Run();
        return conversation;
    }

    /// <summary>Whether the machines did not agree.</summary>
    /// <param name="refusal">What the server was told to refuse with, or null.</param>
    /// <returns>Null if they agree; else what happened.</returns>
    public string? Disagreement(UpgradeOutcome? refusal)
    {
        var (client, server) = (_client.Machine, _server.Machine);
        foreach (var (machine, name) in new[] { (client, "client"), (server, "server") })
        {
            if (machine.Failure is { } failure && !IsSaid(failure.Outcome))
                return $"the {name}: {failure.Outcome} in {failure.State}, received {failure.Received}, expected {string.Join(" or ", failure.Expected)}\n{Text}";
        }

        if (_hasStartedTls && refusal is not null)
            return $"told to refuse with {refusal}, the server starts TLS\n{Text}";
        var clientWaits = client.NextAction == UpgradeAction.Receive && _client.Unread.Length == 0;
        // Inside TLS, a server that can't answer all hands over to its host; one that refuses without a word closes.
        var isEnd = IsComplete
            || client.NextAction is UpgradeAction.Fail or UpgradeAction.StayInClear
            || server is { IsInsideTls: true, NextAction: UpgradeAction.Complete } && clientWaits
            || server.Failure is { } refused && refused.Outcome == refusal && (clientWaits || client.NextAction == UpgradeAction.StartTls);
        return isEnd ? null
            : $"the client waits in {client.State} to {client.NextAction}, the server in {server.State} to {server.NextAction}\n{Text}";
    }

    private static bool IsSaid(UpgradeOutcome outcome) =>
        outcome is UpgradeOutcome.NotOffered or UpgradeOutcome.Unavailable or UpgradeOutcome.Refused or UpgradeOutcome.Closed;

    private void Run()
    {
        for (var turn = 0; turn < MaxTurns; turn++)
        {
            if (_client.Machine.NextAction == UpgradeAction.StartTls && _server.Machine.NextAction == UpgradeAction.StartTls)
            {
                StartTls();
                continue;
            }

            if (Advance(_client, _server, "C: ") | Advance(_server, _client, "S: "))
                continue;
            if (_client.Machine.NextAction == UpgradeAction.StartTls && _server.Machine.NextAction == UpgradeAction.Receive && TakesTls())
                continue;
            if (_client.Machine.MayAsk)
            {
                _client.Machine.AskForMessage();
                continue;
            }

            foreach (var (side, name) in new[] { (_client, "client"), (_server, "server") })
            {
                if (side.Machine.Failure is { } failure)
                    _lines.Add($"{name}: {failure.Outcome} in {side.Machine.State}");
                else if (!IsComplete)
                    _lines.Add($"{name}: {side.Machine.NextAction} in {side.Machine.State}");
            }

            return;
        }

        Assert.Fail($"No end after {MaxTurns} turns:\n{Text}");
    }

    /// <summary>The server waits: the next that it sees is the beginning of TLS, of which it reads nothing.</summary>
    private bool TakesTls()
    {
        var status = OperationStatus.NeedMoreData;
        var consumed = 0;
        for (var arrived = _octetByOctet ? 1
            : s_clientHello.Length; status == OperationStatus.NeedMoreData && arrived <= s_clientHello.Length; arrived++)
            status = _server.Machine.Receive(s_clientHello.AsSpan(0, arrived), out consumed);
        return status == OperationStatus.Done && consumed == 0 && _server.Machine.NextAction == UpgradeAction.StartTls;
    }

    private void StartTls()
    {
        byte[] unread = _server.Machine.TlsMayBeUnread ? [.. _server.Unread, .. s_clientHello] : _server.Unread;
        if (!_client.Machine.StartTls(_client.Unread) | !_server.Machine.StartTls(unread))
            return;
        (_client.Machine, _server.Machine) = (_client.Machine.TlsEstablished(), _server.Machine.TlsEstablished());
        _hasStartedTls = true;
        _lines.Add("TLS");
    }

    private bool Advance(Side side, Side peer, string role)
    {
        var machine = side.Machine;
        var arrived = _octetByOctet ? side.Arrived : side.Unread.Length;
        switch (machine.NextAction)
        {
            case UpgradeAction.Receive when arrived > 0:
                return side.Consume(machine.Receive(side.Unread.AsSpan(0, arrived), out var consumed), consumed);
            case UpgradeAction.Send when machine.NothingMayBeUnread && arrived > 0:
                return side.Consume(machine.ReceiveUnasked(side.Unread.AsSpan(0, arrived), out var unasked), unasked);
            case UpgradeAction.Send:
                var output = new ArrayBufferWriter<byte>();
                machine.Send(output);
                peer.Unread = [.. peer.Unread, .. output.WrittenSpan];
                peer.Arrived = Math.Max(1, peer.Arrived);
                _lines.Add(
                    role + Encoding.Latin1.GetString(output.WrittenSpan).Replace("\r", "\\r", StringComparison.Ordinal)
                    .Replace("\n", "\\n", StringComparison.Ordinal));
                return true;
            default:
                return false;
        }
    }

    /// <summary>A machine, what was said to it, and how much of that has arrived.</summary>
    private sealed class Side(UpgradeMachine machine)
    {
        public UpgradeMachine Machine { get; set; } = machine;

        public byte[] Unread { get; set; } = [];

        public int Arrived { get; set; }

        public bool Consume(OperationStatus status, int octets)
        {
            Unread = Unread[octets..];
            switch (status)
            {
                case OperationStatus.Done:
                    Arrived = Math.Min(1, Unread.Length);
                    return true;
                case OperationStatus.NeedMoreData when Arrived < Unread.Length:
                    Arrived++;
                    return true;
                case OperationStatus.NeedMoreData:
                    return false;
                default:
                    Unread = [];
                    return true;
            }
        }
    }
}

/// <summary>What a caller sets, by the names of the grammar.</summary>
internal sealed class Parameters : List<(string Name, string Value)>
{
    public void Add(string name, string value) => Add((name, value));

    public ProtocolParameters SetIn(ProtocolParameters parameters)
    {
        foreach (var (name, value) in this)
            parameters.SetValue(name, value);
        return parameters;
    }
}
