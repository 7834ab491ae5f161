namespace ProtocolKit.Testing;

/// <summary>What an <see cref="AttackSuite"/> tried against one role of a protocol.</summary>
public sealed class AttackReport
{
    internal AttackReport(string protocol, UpgradeRole role, IReadOnlyList<AttackResult> results) =>
        (Protocol, Role, Results) = (protocol, role, results);

    /// <summary>The protocol's name.</summary>
    public string Protocol { get; }

    /// <summary>The role that was attacked.</summary>
    public UpgradeRole Role { get; }

    /// <summary>What was tried, and what happened.</summary>
    public IReadOnlyList<AttackResult> Results { get; }

    /// <summary>How many attacks were tried, each variant counted.</summary>
    public int Runs => Results.Sum(result => result.Runs);

    /// <summary>Whether all promises were kept.</summary>
    public bool Held => Results.All(result => result.Held);

    /// <summary>The results in which a promise was broken.</summary>
    public IEnumerable<AttackResult> Broken => Results.Where(result => !result.Held);

    /// <summary>All results, one line each.</summary>
    public override string ToString() => string.Join(Environment.NewLine, Results);
}
