using System.Buffers;
using System.Text;

namespace ProtocolKit.Generator.Tests.Conversations;

/// <summary>A client's and a server's machine that talk to each other, whole messages at once or octet by octet; TLS is a line that says so.</summary>
internal sealed class Conversation
{
    private const int MaxTurns = 20_000;

    private static readonly byte[] s_clientHello = [0x16, 0x03, 0x01, 0x00, 0x05, 0x01];

    private readonly bool _octetByOctet;
    private readonly List<string> _lines = [];
    private readonly Side _client = new();
    private readonly Side _server = new();

    private Conversation(ProtocolDefinition protocol, Parameters client, Parameters server, bool octetByOctet, bool implicitTls, UpgradeOutcome? refusal)
    {
        _octetByOctet = octetByOctet;
        _client.Machine = protocol.CreateClient(new ClientMachineOptions
        {
            Host = "localhost",
            ImplicitTls = implicitTls,
            Parameters = client.SetIn(protocol.CreateClientParameters()),
        });
        _server.Machine = protocol.CreateServer(new ServerMachineOptions
        {
            AnswerInsideTls = true,
            ImplicitTls = implicitTls,
            Refusal = () => refusal,
            Parameters = server.SetIn(protocol.CreateServerParameters()),
        });
    }

    /// <summary>All that was said: <c>C: …</c>, <c>S: …</c> and <c>TLS</c>; and how it ended, if it failed.</summary>
    public string Text => string.Join('\n', _lines);

    /// <summary>Whether both came to the end.</summary>
    public bool IsComplete => _client.Machine.NextAction == UpgradeAction.Complete && _server.Machine.NextAction is UpgradeAction.Complete or UpgradeAction.Receive;

    /// <summary>Holds a conversation both ways, which must be one and the same.</summary>
    public static Conversation Hold(
        ProtocolDefinition protocol, Parameters? client = null, Parameters? server = null, bool implicitTls = false, UpgradeOutcome? refusal = null)
    {
        var whole = new Conversation(protocol, client ?? [], server ?? [], octetByOctet: false, implicitTls, refusal);
        whole.Run();
        var parts = new Conversation(protocol, client ?? [], server ?? [], octetByOctet: true, implicitTls, refusal);
        parts.Run();
        Assert.Equal(whole.Text, parts.Text);
        return whole;
    }

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
            if (_client.Machine.NextAction == UpgradeAction.StartTls && _server.Machine.NextAction == UpgradeAction.Receive)
            {
                // The server waits: the next that it sees is the beginning of TLS, of which it reads nothing.
                var status = _server.Machine.Receive(s_clientHello, out var consumed);
                if (status == OperationStatus.Done && consumed == 0 && _server.Machine.NextAction == UpgradeAction.StartTls)
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

    private void StartTls()
    {
        Assert.True(_client.Machine.StartTls(_client.Unread) && _server.Machine.StartTls(_server.Machine.TlsMayBeUnread ? s_clientHello : _server.Unread));
        (_client.Machine, _server.Machine) = (_client.Machine.TlsEstablished(), _server.Machine.TlsEstablished());
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
                _lines.Add(role + Encoding.Latin1.GetString(output.WrittenSpan).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal));
                return true;
            default:
                return false;
        }
    }

    private sealed class Side
    {
        public UpgradeMachine Machine { get; set; } = null!;

        public byte[] Unread { get; set; } = [];

        public int Arrived { get; set; }

        public bool Consume(OperationStatus status, int octets)
        {
            Unread = Unread[octets..];
            if (status == OperationStatus.Done)
            {
                Arrived = Math.Min(1, Unread.Length);
                return true;
            }

            if (status == OperationStatus.InvalidData || Arrived >= Unread.Length)
                return Machine.NextAction == UpgradeAction.Fail && Unread.Length > 0 && Fail();
            Arrived++;
            return true;
        }

        private bool Fail()
        {
            Unread = [];
            return true;
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
