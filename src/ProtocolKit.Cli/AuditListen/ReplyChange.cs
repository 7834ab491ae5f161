namespace ProtocolKit.Cli;

/// <summary>Changes what a server says when TLS may start, so that it is no consent any more.</summary>
internal static class ReplyChange
{
    private const int MostPlaces = 64;

    /// <summary>The places at which another octet makes the protocol's own client refuse.</summary>
    public static IReadOnlyList<int> Places(Func<UpgradeMachine> createClient)
    {
        var places = new List<int>();
        var length = Rehearsal.Run(createClient(), Rehearsal.End.Inside).SuccessReply.Length;
        for (var i = 0; i < Math.Min(length, MostPlaces); i++)
        {
            var place = i;
            var rehearsal = Rehearsal.Run(
                createClient(), Rehearsal.End.Inside, change: (said, isReply) =>
                    isReply ? At(said, Math.Min(place, said.Length - 1)) : said);
            if (rehearsal.Client.NextAction == UpgradeAction.Fail)
                places.Add(place);
        }

        return places;
    }

    /// <summary>Another octet of the same kind: the next digit or letter.</summary>
    public static byte[] At(byte[] octets, int place)
    {
        byte[] changed = [.. octets];
        changed[place] = changed[place] switch
        {
            (byte)'9' => (byte)'8',
            (byte)'z' => (byte)'y',
            (byte)'Z' => (byte)'Y',
            var octet => (byte)(octet + 1),
        };
        return changed;
    }

    /// <summary>Whether a consent that has not ended may go on with text.</summary>
    public static bool CanGoOn(Func<UpgradeMachine> createClient)
    {
        var client = Rehearsal.Run(
            createClient(), Rehearsal.End.Inside,
            change: (said, isReply) =>
                isReply && said.Length > 2 ? [.. said.AsSpan(0, said.Length - 2), .. "xxxxxxxxxxxxxxxx"u8] : said).Client;
        return client is { NextAction: UpgradeAction.Receive, IsInsideTls: false };
    }
}
