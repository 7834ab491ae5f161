using System.Buffers;
using System.Runtime.CompilerServices;

namespace ProtocolKit;

/// <summary>Does what a machine says, over a channel.</summary>
internal static class Dialogue
{
    private enum Step
    {
        Look,
        Read,
        Send,
    }

    /// <summary>Goes on until the machine wants neither to receive nor to send.</summary>
    /// <exception cref="IOException">The connection is broken.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public static async ValueTask RunAsync(UpgradeMachine machine, MessageChannel channel, Patience patience, CancellationToken cancellationToken)
    {
        while (machine.NextAction is UpgradeAction.Receive or UpgradeAction.Send)
        {
            var step = UseUnread(machine, channel);
            if (step == Step.Send)
            {
                machine.Send(channel);
                await channel.SendAsync(cancellationToken).ConfigureAwait(false);
            }
            else if (step == Step.Read && !channel.TryMakeRoom(machine.MaxMessageOctets))
            {
                machine.Abandon(UpgradeOutcome.Violation, channel.Unread);
            }
            else if (step == Step.Read)
            {
                var octets = machine.MayAsk && channel.Unread.IsEmpty
                    ? await ReadOrAskAsync(machine, channel, patience, cancellationToken).ConfigureAwait(false)
                    : await channel.ReadAsync(cancellationToken).ConfigureAwait(false);
                channel.Commit(octets);
                if (octets == 0)
                    machine.EndOfStream(channel.Unread);
            }
        }
    }

    /// <summary>Reads; where nothing comes in a moment, asks for it and reads on.</summary>
    private static async Task<int> ReadOrAskAsync(UpgradeMachine machine, MessageChannel channel, Patience patience, CancellationToken cancellationToken)
    {
        var read = channel.ReadAsync(cancellationToken).AsTask();
        if (await patience.EndsBeforeAsync(read, cancellationToken).ConfigureAwait(false))
        {
            machine.AskForMessage();
            machine.Send(channel);
            await channel.SendAsync(cancellationToken).ConfigureAwait(false);
        }

        return await read.ConfigureAwait(false);
    }

    /// <summary>Passes the machine what was read already. Where nothing may be left unread it looks first at what has come
    /// unasked.</summary>
    private static Step UseUnread(UpgradeMachine machine, MessageChannel channel)
    {
        var isSending = machine.NextAction == UpgradeAction.Send;
        if (isSending && !machine.NothingMayBeUnread)
            return Step.Send;
        if (isSending)
            channel.PullArrived(machine.MaxMessageOctets);
        if (channel.Unread.IsEmpty)
            return isSending ? Step.Send : Step.Read;

        var status = isSending
            ? machine.ReceiveUnasked(channel.Unread, out var consumed)
            : machine.Receive(channel.Unread, out consumed);
        channel.Consume(consumed);
        return status == OperationStatus.NeedMoreData ? Step.Read : Step.Look;
    }
}
