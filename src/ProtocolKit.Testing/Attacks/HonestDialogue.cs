namespace ProtocolKit.Testing;

/// <summary>The dialogue of a protocol's two machines, untampered.</summary>
internal sealed class HonestDialogue
{
    public HonestDialogue(AttackTarget target)
    {
        Encounter = Encounter.Run(target, Attack);
        Clear = [.. Encounter.PeerSaid.Where(said => !said.IsInside).Select(said => (said.Message, said.Octets))];
        Inside = [.. Encounter.PeerSaid.Where(said => said.IsInside).Select(said => (said.Message, said.Octets))];
        Fault = Encounter.Faults.Count > 0 ? Encounter.Faults[0] : Encounter.IsSecured ? "" : $"it ends with {Encounter.Machine.Failure}";
    }

    public Attack Attack { get; } = new(AttackFamily.Honest, "the dialogue as it should be", null);

    public Encounter Encounter { get; }

    /// <summary>What is wrong with it; empty if nothing is.</summary>
    public string Fault { get; }

    /// <summary>What the peer says before TLS.</summary>
    public IReadOnlyList<(string Message, byte[] Octets)> Clear { get; }

    /// <summary>What the peer says inside.</summary>
    public IReadOnlyList<(string Message, byte[] Octets)> Inside { get; }

    /// <summary>The number of the message behind which TLS starts, or the machine asks for it.</summary>
    public int Last => Clear.Count - 1;

    /// <summary>Numbers in a range: all where these are few, else so many, spread evenly, the first and the last among them.</summary>
    public static IEnumerable<int> Spread(int first, int last, int most)
    {
        var count = last - first + 1;
        return count <= most ? Enumerable.Range(first, Math.Max(0, count))
            : Enumerable.Range(0, most).Select(i => first + (int)((long)i * (count - 1) / (most - 1)));
    }
}
