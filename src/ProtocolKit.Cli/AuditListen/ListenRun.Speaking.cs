using System.Buffers;

namespace ProtocolKit.Cli;

/// <content>How the hostile server speaks and listens.</content>
internal sealed partial class ListenRun
{
    /// <summary>Speaks up to the point where TLS may start.</summary>
    /// <param name="server">The server's machine.</param>
    /// <param name="say">Writes what the machine says, and is told whether it is the consent to TLS; null to write it as it is.</param>
    /// <returns>Null if TLS may start; otherwise what the client did instead.</returns>
    private async Task<ListenConnection?> UpToTlsAsync(UpgradeMachine server, Func<byte[], bool, Task>? say)
    {
        var inTime = await channel.DriveAsync(
            server, octets => say is null ? channel.WriteAsync(octets) : say(octets, server.NextAction == UpgradeAction.StartTls))
                .ConfigureAwait(false);
        if (!inTime)
            return Unclear("It said nothing any more.");
        if (server.NextAction == UpgradeAction.StayInClear)
            return WentOnInClear();
        if (server.NextAction == UpgradeAction.StartTls)
            return channel.Unread.Length == 0 || server.TlsMayBeUnread ? null
                : Unclear($"It said more before TLS: {FirstWord(channel.Unread)}.");
        return server.Failure?.Outcome switch
        {
            UpgradeOutcome.Truncated or UpgradeOutcome.Closed => Acquitted("It left without TLS."),
            UpgradeOutcome.Refused or UpgradeOutcome.Unavailable or UpgradeOutcome.NotOffered =>
                await AfterRefusalAsync().ConfigureAwait(false),
            _ => Unclear($"It said what the protocol does not allow there, {FirstWord(channel.Unread)}."),
        };
    }

    /// <summary>Looks whether the client starts TLS.</summary>
    /// <returns>Null if it does; otherwise what it did instead.</returns>
    private async Task<ListenConnection?> BeginsTlsAsync()
    {
        if (channel.Unread.Length == 0 && !await channel.ReadAsync().ConfigureAwait(false))
            return channel.HasEnded ? Acquitted("It left without TLS.") : Acquitted("It did not start TLS.");
        if (TlsRecord.IsAtStartOf(channel.Unread) || Of(options).TlsPacketCapacity > 0 || channel.Unread is [0x16])
            return null;
        return Judge();
    }

    private async Task<ListenConnection> AfterRefusalAsync()
    {
        if (channel.Unread.Length == 0 && !await channel.ReadAsync(options.Quiet).ConfigureAwait(false))
            return Acquitted(channel.HasEnded ? "It left when TLS was refused." : "It said nothing when TLS was refused.");
        return TlsRecord.IsAtStartOf(channel.Unread) ? Convicted("It started TLS although it was refused.") : Judge();
    }

    /// <summary>Judges what the client says in the clear in place of TLS, as the protocol's own server would.</summary>
    private ListenConnection Judge()
    {
        var server = Rehearse(Rehearsal.End.Request).Server;
        while (server.NextAction == UpgradeAction.Receive && channel.Unread.Length > 0)
        {
            if (server.Receive(channel.Unread, out var consumed) != OperationStatus.Done)
                break;
            if (server.NextAction == UpgradeAction.StayInClear)
                return WentOnInClear();
            channel.Consume(consumed);
            while (server.NextAction == UpgradeAction.Send && !server.NothingMayBeUnread)
                _ = MachineText.Of(server);
        }

        return server.NextAction == UpgradeAction.Fail || channel.Unread.Length == 0
            ? Acquitted("It took its leave without TLS.")
            : Unclear($"It said in the clear: {FirstWord(channel.Unread)}.");
    }

    private ListenConnection WentOnInClear() => Convicted($"It went on in the clear: {FirstWord(channel.Unread)}.");

    /// <summary>Reads what the client says inside TLS until it says nothing any more.</summary>
    /// <returns>How many octets that are.</returns>
    private async Task<int> ListenInsideAsync()
    {
        while (await channel.ReadAsync(options.Quiet).ConfigureAwait(false))
        {
        }

        return channel.Unread.Length;
    }

    /// <summary>The first words of the lines that were heard, or the first octets: behind them a password may stand.</summary>
    private string Shown()
    {
        var lines = new List<string>();
        var rest = channel.Unread;
        while (rest.Length > 0 && lines.Count < 4)
        {
            var length = DialogueNotation.LineLength(rest);
            lines.Add(FirstWord(rest[..length]));
            rest = rest[length..];
        }

        return string.Join(", ", lines);
    }

    private static string FirstWord(ReadOnlySpan<byte> octets)
    {
        const int most = 24;
        var end = octets.IndexOfAny((byte)' ', (byte)'\r');
        var word = end < 0 || end > most ? octets[..Math.Min(octets.Length, most)] : octets[..end];
        return octets.Length > word.Length ? $"\"{EscapedText.Escape(word)} ...\"" : $"\"{EscapedText.Escape(word)}\"";
    }

    private static string Count(int octets) => octets == 1 ? "1 octet" : $"{octets} octets";
}
