using System.Buffers;
using System.IO.Pipelines;

namespace ProtocolKit.AspNetCore;

/// <summary>Does what a server's machine says, over the pipes of a connection. What no message took stays in the pipe, for whoever reads it
/// next.</summary>
/// <param name="transport">The pipes; owned by the connection.</param>
/// <param name="budget">How many octets are read at most.</param>
internal sealed class PipeDialogue(IDuplexPipe transport, int budget) : IDisposable
{
    private const int ShownOctets = 256;

    private readonly UnreadOctets _unread = new();
    private int _budget = budget;
    private bool _hasJustRead;

    /// <summary>Goes on until the machine wants neither to receive nor to send.</summary>
    /// <exception cref="IOException">The connection is broken.</exception>
    public async ValueTask RunAsync(UpgradeMachine machine, CancellationToken cancellationToken)
    {
        _budget = Math.Max(_budget, machine.MaxMessageOctets);
        while (machine.NextAction is UpgradeAction.Receive or UpgradeAction.Send)
        {
            if (machine.NextAction == UpgradeAction.Receive || IsHeldUp(machine))
            {
                Take(machine, await ReadAsync(machine, cancellationToken).ConfigureAwait(false));
            }
            else
            {
                machine.Send(transport.Output);
                _hasJustRead = false;
                await transport.Output.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Ends the plaintext part, if the machine agrees that nothing is left over.</summary>
    /// <remarks>A client may start TLS as soon as it has read that it may: only what stood behind its last message came too
    /// early.</remarks>
    public bool StartTls(UpgradeMachine machine)
    {
        if (!_hasJustRead || !transport.Input.TryRead(out var read))
            return machine.StartTls([]);
        var isAgreed = machine.StartTls(_unread.Look(read.Buffer.Slice(0, Math.Min(read.Buffer.Length, ShownOctets))));
        transport.Input.AdvanceTo(read.Buffer.Start);
        return isAgreed;
    }

    /// <summary>Makes the machine fail, and shows it what it was in the middle of.</summary>
    public void Abandon(UpgradeMachine machine, UpgradeOutcome outcome)
    {
        transport.Input.CancelPendingRead();
        if (transport.Input.TryRead(out var read))
        {
            machine.Abandon(outcome, _unread.Look(Limit(machine, read.Buffer)));
            transport.Input.AdvanceTo(read.Buffer.End);
        }
        else
        {
            machine.Abandon(outcome, []);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _unread.Dispose();

    private async ValueTask<ReadResult> ReadAsync(UpgradeMachine machine, CancellationToken cancellationToken)
    {
        try
        {
            return await transport.Input.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (machine.IsInsideTls && TlsFaults.IsStray(exception))
        {
            throw TlsFaults.Wrap(exception);
        }
    }

    /// <summary>Whether something has arrived before a message before which nothing may be unread.</summary>
    private bool IsHeldUp(UpgradeMachine machine)
    {
        if (!machine.NothingMayBeUnread || !transport.Input.TryRead(out var read))
            return false;
        transport.Input.AdvanceTo(read.Buffer.Start);
        return !read.Buffer.IsEmpty;
    }

    /// <summary>Passes the machine what has been read, and the pipe back what it did not take.</summary>
    private void Take(UpgradeMachine machine, in ReadResult read)
    {
        var buffer = Limit(machine, read.Buffer);
        var status = OperationStatus.NeedMoreData;
        var consumed = 0;
        if (!buffer.IsEmpty)
        {
            var octets = _unread.Look(buffer);
            status = machine.NextAction == UpgradeAction.Send
                ? machine.ReceiveUnasked(octets, out consumed)
                : machine.Receive(octets, out consumed);
        }

        if (status == OperationStatus.NeedMoreData && buffer.Length == _budget)
            machine.Abandon(UpgradeOutcome.Violation, _unread.Look(buffer));
        else if (status == OperationStatus.NeedMoreData && read.IsCompleted)
            machine.EndOfStream(_unread.Look(buffer));

        _hasJustRead = true;
        _budget -= consumed;
        if (consumed > 0)
            _unread.Forget();
        var rest = read.Buffer.GetPosition(consumed);
        transport.Input.AdvanceTo(rest, status == OperationStatus.NeedMoreData ? read.Buffer.End : rest);
    }

    private ReadOnlySequence<byte> Limit(UpgradeMachine machine, in ReadOnlySequence<byte> buffer) =>
        buffer.Slice(0, Math.Min(buffer.Length, Math.Min(_budget, machine.MaxMessageOctets)));
}
