using System.Buffers;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Protocols.Tests.Load;

/// <summary>What a hostile peer says: first what the protocol's own machine would, then what its script has.</summary>
internal sealed class HostileTalk
{
    private readonly PeerScript _script;
    private UpgradeMachine? _machine;
    private byte[] _heard = [];
    private int _said;

    /// <param name="definition">The protocol.</param>
    /// <param name="role">The peer's role.</param>
    /// <param name="script">How it goes wrong.</param>
    public HostileTalk(ProtocolDefinition definition, UpgradeRole role, PeerScript script)
    {
        _script = script;
        _machine = role == UpgradeRole.Client
            ? definition.CreateClient(new ClientMachineOptions { Host = TestCertificates.Host })
            : definition.CreateServer(new ServerMachineOptions());
    }

    /// <summary>How often it may still say what it says again and again.</summary>
    public int Times { get; set; } = int.MaxValue;

    /// <summary>How many messages of that kind it has said.</summary>
    public int Repeated { get; private set; }

    /// <summary>Whether the connection is closed once all has been read that it said.</summary>
    public bool IsClosing => _machine is null && _script is { Closes: true };

    /// <summary>Takes what the other role wrote.</summary>
    public void Hear(ReadOnlySpan<byte> octets)
    {
        if (_machine is not null)
            _heard = [.. _heard, .. octets];
    }

    /// <summary>What it says next; nothing where it waits, or has fallen silent.</summary>
    public byte[] Say()
    {
        while (_machine is { } machine)
        {
            switch (machine.NextAction)
            {
                case UpgradeAction.Send when _said++ == _script.Turn:
                    FallSilent();
                    return _script.Again is null ? _script.InPlace : Repeat();
                case UpgradeAction.Send:
                    var output = new ArrayBufferWriter<byte>();
                    machine.Send(output);
                    return output.WrittenSpan.ToArray();
                case UpgradeAction.Receive when _heard.Length == 0:
                    return [];
                case UpgradeAction.Receive:
                    var status = machine.Receive(_heard, out var consumed);
                    _heard = _heard[consumed..];
                    if (status == OperationStatus.NeedMoreData)
                        return [];
                    break;
                default:
                    FallSilent();
                    return _script.InPlaceOfTls;
            }
        }

        return Repeat();
    }

    private byte[] Repeat()
    {
        if (_script.Again is not { } again || Repeated >= Times)
            return [];
        Repeated++;
        return again;
    }

    /// <summary>Leaves the script, and gives back what the honest part holds.</summary>
    public void FallSilent()
    {
        _machine?.Abandon(UpgradeOutcome.Closed, []);
        (_machine, _heard) = (null, []);
    }
}
