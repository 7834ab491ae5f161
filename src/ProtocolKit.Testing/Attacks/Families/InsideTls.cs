namespace ProtocolKit.Testing;

/// <summary>All that a machine did inside TLS.</summary>
/// <param name="Target">The role.</param>
/// <param name="Ending">How it ended.</param>
/// <param name="Dialogue">What it read and wrote.</param>
/// <param name="Kept">What it kept of that for its caller.</param>
internal sealed record InsideTls(AttackTarget Target, string Ending, IReadOnlyList<Said> Dialogue, IReadOnlyDictionary<int, byte[]> Kept)
{
    public static InsideTls Of(AttackTarget target, Encounter encounter)
    {
        // What is kept of the plaintext is declared in the grammar, and called unauthenticated where the caller gets it.
        var unauthenticated = target.Model.Tls.Keeps is null ? -1 : target.Model.Messages.Max(message => message.KeptSlot) + 1;
        return new InsideTls(target, encounter.Ending, encounter.Inside, encounter.Kept.Where(kept =>
            kept.Key != unauthenticated).ToDictionary());
    }

    /// <summary>What is not the same; null if everything is.</summary>
    public string? DifferenceFrom(InsideTls other)
    {
        if (Ending != other.Ending)
            return $"inside TLS it ends with {other.Ending}, and with {Ending} behind other words before TLS";
        if (Dialogue.Count != other.Dialogue.Count)
            return $"inside TLS it has read and written {other.Dialogue.Count} messages, and {Dialogue.Count} behind other words before TLS";
        foreach (var (first, second) in Dialogue.Zip(other.Dialogue))
        {
            if (first.IsSent != second.IsSent || first.Message != second.Message || first.IsSent && !IsSame(first.Message,
                Masked(first.Octets), other.Masked(second.Octets)))
                return $"inside TLS stands \"{EscapedText.Escape(second.Octets)}\", and \"{EscapedText.Escape(first.Octets)}\" behind other words before TLS";
            if (Labels(first) != Labels(second))
                return $"inside TLS it reads {Labels(second)}, and {Labels(first)} behind other words before TLS";
        }

        if (!Kept.Keys.Order().SequenceEqual(other.Kept.Keys.Order()))
            return "it keeps other messages";
        foreach (var (slot, octets) in Kept)
        {
            if (!IsSame(Target.Model.Messages.First(message => message.KeptSlot == slot).Name, octets, other.Kept[slot]))
                return $"it keeps \"{EscapedText.Escape(other.Kept[slot])}\", and \"{EscapedText.Escape(octets)}\" behind other words before TLS";
        }

        return null;
    }

    /// <summary>A message without the values that were invented in this dialogue.</summary>
    private byte[] Masked(byte[] octets)
    {
        var invented = new List<byte[]>();
        foreach (var said in Dialogue)
        {
            Target.Definition.VisitLabels(said.Message, said.Octets, (label, value, _) =>
            {
                if (value.Length > 1 && Target.Model.FreshValues.Any(fresh => fresh.Octets.Count > 0 && fresh.Name.Equals(label,
                    StringComparison.OrdinalIgnoreCase)))
                    invented.Add(value.ToArray());
            });
        }

        foreach (var value in invented)
        {
            if (octets.AsSpan().IndexOf(value) is >= 0 and var at)
                octets = [.. octets[..at], (byte)'$', .. octets[(at + value.Length)..]];
        }

        return octets;
    }

    /// <summary>Numbers that a machine invents differ from dialogue to dialogue, too.</summary>
    private bool IsSame(string message, byte[] first, byte[] second) => Target.Model.FreshValues.Count == 0
        ? first.AsSpan().SequenceEqual(second)
        : MessageAlignment.Align(Target.Definition, message, first, second) is not null;

    private string Labels(Said said)
    {
        var labels = new List<string>();
        var fresh = Target.Model.FreshValues.Select(value => value.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Target.Definition.VisitLabels(said.Message, said.Octets, (label, value, record) =>
        {
            if (!fresh.Contains(label))
                labels.Add($"{label}={EscapedText.Escape(value)}@{record}");
        });
        return string.Join(";", labels);
    }
}
