using System.Buffers;
using System.Text;

namespace ProtocolKit.Protocols.Tests;

/// <summary>A machine, and somebody who says to it what the test has, turn by turn. Octets are written as the characters of
/// Latin-1.</summary>
internal sealed class Talk
{
    private readonly ArrayBufferWriter<byte> _said = new();
    private byte[] _unread = [];

    private Talk(UpgradeMachine machine) => Machine = machine;

    public UpgradeMachine Machine { get; private set; }

    /// <summary>All that the machine has said since the last turn.</summary>
    public string Said => Encoding.Latin1.GetString(_said.WrittenSpan);

    /// <summary>Talks to a client.</summary>
    public static Talk WithClient(string protocol, params (string Name, string Value)[] parameters)
    {
        var definition = Recordings.Protocol(protocol);
        var values = definition.CreateClientParameters();
        foreach (var (name, value) in parameters)
            values.SetValue(name, value);
        return new Talk(definition.CreateClient(new ClientMachineOptions { Host = "localhost", Parameters = values })).GoOn([]);
    }

    /// <summary>Talks to a client.</summary>
    public static Talk WithClient(ProtocolDefinition protocol, ClientMachineOptions? options = null) =>
        new Talk(protocol.CreateClient(options ?? new ClientMachineOptions { Host = "localhost" })).GoOn([]);

    /// <summary>Talks to a server.</summary>
    public static Talk WithServer(string protocol, bool mayStayInClear = false) =>
        WithServer(Recordings.Protocol(protocol), new ServerMachineOptions { MayStayInClear = mayStayInClear });

    /// <summary>Talks to a server.</summary>
    public static Talk WithServer(ProtocolDefinition protocol, ServerMachineOptions options = default) =>
        new Talk(protocol.CreateServer(options)).GoOn([]);

    /// <summary>Says something, octet by octet, and lets the machine answer.</summary>
    public Talk Says(string octets)
    {
        _said.ResetWrittenCount();
        return GoOn(Encoding.Latin1.GetBytes(octets));
    }

    /// <summary>Does the handshake.</summary>
    public Talk UpgradesToTls()
    {
        Assert.True(Machine.StartTls(_unread));
        Machine = Machine.TlsEstablished();
        _said.ResetWrittenCount();
        return GoOn([]);
    }

    private Talk GoOn(ReadOnlySpan<byte> said)
    {
        var arrived = _unread.Length;
        ReadOnlySpan<byte> octets = _unread = [.. _unread, .. said];
        while (true)
        {
            var (consumed, status) = (0, OperationStatus.NeedMoreData);
            if (Machine.NextAction == UpgradeAction.Receive && arrived > 0)
                status = Machine.Receive(octets[..arrived], out consumed);
            else if (Machine.NextAction == UpgradeAction.Send && Machine.NothingMayBeUnread && arrived > 0)
                status = Machine.ReceiveUnasked(octets[..arrived], out consumed);
            else if (Machine.NextAction == UpgradeAction.Send)
                (status, _) = (OperationStatus.Done, Send());
            _unread = _unread[consumed..];
            octets = _unread;
            arrived -= consumed;
            if (status == OperationStatus.Done || status == OperationStatus.InvalidData && Machine.NextAction == UpgradeAction.Send)
                continue;
            if (status == OperationStatus.InvalidData || arrived == octets.Length)
                return this;
            arrived++;
        }
    }

    private bool Send()
    {
        Machine.Send(_said);
        return true;
    }
}
