using System.Text;

namespace ProtocolKit.Testing;

/// <summary>How the replays of one recorded dialogue ended: whole, cut in two at every octet, and octet by octet.</summary>
/// <param name="Result">How it ended when each turn of the peer arrived whole.</param>
/// <param name="Runs">How many replays there were.</param>
/// <param name="Differences">The ways of arriving that ended otherwise; empty if the machine is sound.</param>
public sealed record ReplayReport(ReplayResult Result, int Runs, IReadOnlyList<ReplayDifference> Differences)
{
    /// <summary>Whether it ended in the same way however the octets arrived.</summary>
    public bool IsConsistent => Differences.Count == 0;

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder().Append("Whole: ").Append(Result);
        foreach (var difference in Differences)
            text.AppendLine().Append(difference.Arrival).Append(": ").Append(difference.Result);
        return text.ToString();
    }
}

/// <summary>A way of arriving that ended otherwise.</summary>
/// <param name="Arrival">How the octets arrived, in words.</param>
/// <param name="Result">How that ended.</param>
public sealed record ReplayDifference(string Arrival, ReplayResult Result);
