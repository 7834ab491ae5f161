using System.Buffers;
using System.Runtime.InteropServices;

namespace ProtocolKit.Testing;

/// <content>The start of TLS, which is no more than an agreement here, and the end of the connection.</content>
internal sealed partial class Encounter
{
    private bool StartTls()
    {
        if (Machine.NextAction != UpgradeAction.StartTls && !PeerBegins())
            return false;
        ReleaseLate();
        // A transport looks at what has come before a client starts TLS, unless that is TLS.
        if (_target.IsClient && _window.Count == 0 && _arrivals.TryPeek(out var next) && next[0] is < 0x14 or > 0x17)
            Arrive();
        var unread = _window.ToArray();
        var isTls = unread.Length > 0 && Machine.TlsMayBeUnread && (unread[0] == Handshake[0] || _target.Definition.TlsPacketCapacity > 0);
        if (!Machine.StartTls(unread))
        {
            if (unread.Length == 0 || Machine.NextAction != UpgradeAction.Fail)
                Blame($"it does not start TLS, and is to {Machine.NextAction}");
            return true;
        }

        TlsStarts++;
        if (unread.Length > 0 && !isTls)
            Blame($"it starts TLS with \"{EscapedText.Escape(unread)}\" unread");
        if (unread.Length > 0 || _arrivals.Count > 0 || !PeerStartsTls())
            Machine.Abandon(UpgradeOutcome.TlsFailed, []);
        else
            GoInside();
        return true;
    }

    /// <summary>Whether the peer begins TLS where a server waits for a message.</summary>
    private bool PeerBegins() =>
        !_isSilent && !_target.IsClient && Peer.NextAction == UpgradeAction.StartTls && Machine.NextAction == UpgradeAction.Receive
            && _window.Count == 0
        && Machine.Receive(Handshake, out _) == OperationStatus.Done && Machine.NextAction == UpgradeAction.StartTls;

    private bool PeerStartsTls() =>
        !_isSilent
        && (Peer.NextAction == UpgradeAction.StartTls
            || Peer.NextAction == UpgradeAction.Receive && _peerWindow.Count == 0 && Peer.Receive(Handshake, out _) == OperationStatus.Done
            && Peer.NextAction == UpgradeAction.StartTls)
        && Peer.StartTls(CollectionsMarshal.AsSpan(_peerWindow));

    private void GoInside()
    {
        (Machine, Peer) = (Machine.TlsEstablished(), Peer.TlsEstablished());
        _window.Clear();
        _peerWindow.Clear();
        _withheld.Clear();
        (_isShort, _isPeerShort, _peerTurn) = (false, false, 0);
        _log.GoInside();
        _peerLog.GoInside();
        Known = new KnownValues(_target);
    }

    private void EndConnection()
    {
        var unread = _window.ToArray();
        if (_attack.End == ConnectionEnd.Closed)
            Machine.EndOfStream(unread);
        else
            Machine.Abandon(_attack.End == ConnectionEnd.Reset ? UpgradeOutcome.Truncated : UpgradeOutcome.Timeout, unread);
        if (Machine.NextAction != UpgradeAction.Fail)
            Blame($"the connection has ended, and it is to {Machine.NextAction}");
    }
}
