using System.Buffers;
using ProtocolKit.Testing;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Protocols.Tests.Attacks;

/// <summary>The honest role of a protocol over a stream, up to TLS, with something in between that adds to one of its messages.</summary>
internal sealed class MachinePeer : UpgradeObserver
{
    private readonly UpgradeMachine _machine;
    private readonly LoopbackStream _stream;
    private readonly int _message;
    private readonly byte[] _added;
    private int _said;

    /// <param name="protocol">The protocol.</param>
    /// <param name="role">The role.</param>
    /// <param name="stream">Its end of the connection.</param>
    /// <param name="message">The number of the message to which something is added.</param>
    /// <param name="added">What is added.</param>
    public MachinePeer(ProtocolDefinition protocol, UpgradeRole role, LoopbackStream stream, int message, byte[] added)
    {
        (_stream, _message, _added) = (stream, message, added);
        _machine = role == UpgradeRole.Client
            ? protocol.CreateClient(new ClientMachineOptions { Host = TestCertificates.Host, Observer = this })
            : protocol.CreateServer(new ServerMachineOptions { Observer = this });
    }

    /// <summary>Whether the message has been said.</summary>
    public bool HasAdded => _said > _message;

    public override void OnSent(UpgradeMachine machine, string message, ReadOnlySpan<byte> octets) => _said++;

    /// <summary>Holds the dialogue until it has added what it is to add, the other side closes, or TLS would start: what the other side
    /// has said up to then has been read.</summary>
    public async Task RunAsync()
    {
        var unread = Array.Empty<byte>();
        var buffer = new byte[4096];
        while (!(HasAdded && _added.Length > 0) && _machine.NextAction is UpgradeAction.Send or UpgradeAction.Receive)
        {
            if (_machine.NextAction == UpgradeAction.Send)
            {
                var output = new ArrayBufferWriter<byte>();
                _machine.Send(output);
                await _stream.WriteAsync(_said == _message + 1 ? (byte[])[.. output.WrittenSpan, .. _added] : output.WrittenMemory);
                continue;
            }

            var status = unread.Length == 0 ? OperationStatus.NeedMoreData
                : _machine.Receive(unread, out var consumed) is var read && Take(consumed) ? read : default;
            if (status != OperationStatus.NeedMoreData)
                continue;
            if (await _stream.ReadAsync(buffer) is not (> 0 and var octets))
                return;
            unread = [.. unread, .. buffer.AsSpan(0, octets)];

            bool Take(int count)
            {
                unread = unread[count..];
                return true;
            }
        }
    }
}
