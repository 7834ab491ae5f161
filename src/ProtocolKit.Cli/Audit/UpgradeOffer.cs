using System.Text;

namespace ProtocolKit.Cli;

/// <summary>The words with which a server offers TLS: those without which a client does not ask for it.</summary>
internal static class UpgradeOffer
{
    /// <summary>Finds them.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="offers">What its own server offers in the clear.</param>
    /// <param name="createClient">Makes a client's machine.</param>
    public static IReadOnlyList<ProbeCapability> Find(
        ProtocolDefinition protocol, IReadOnlyList<ProbeCapability> offers, Func<UpgradeMachine> createClient) =>
    [
        .. offers.Where(offer =>
            protocol.CapabilityLabels.Contains(offer.Label, StringComparer.OrdinalIgnoreCase) && !AsksWithout(offer.Value, createClient)),
    ];

    /// <summary>Spells a word otherwise where it stands in what a server says.</summary>
    public static byte[] Strip(byte[] said, string word)
    {
        var at = word.Length == 0 ? -1 : said.AsSpan().IndexOf(Encoding.ASCII.GetBytes(word));
        if (at < 0)
            return said;
        byte[] changed = [.. said];
        changed[at] = changed[at] == (byte)'X' ? (byte)'Y' : (byte)'X';
        return changed;
    }

    private static bool AsksWithout(string word, Func<UpgradeMachine> createClient) =>
        word.Length > 0 && Rehearsal.Run(createClient(), Rehearsal.End.Request, change: (said, _) => Strip(said, word)).HasAsked;
}
