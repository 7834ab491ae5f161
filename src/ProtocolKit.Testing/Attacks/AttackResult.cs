using System.Globalization;

namespace ProtocolKit.Testing;

/// <summary>What happened when one kind of attack was tried at one place.</summary>
/// <param name="Family">What was tried.</param>
/// <param name="Tried">It in words.</param>
/// <param name="Runs">In how many variants.</param>
/// <param name="Happened">How these ended, and how often in each way.</param>
/// <param name="Fault">The first variant in which a promise was broken: which promise, and the octets; empty if all were kept.</param>
public sealed record AttackResult(AttackFamily Family, string Tried, int Runs, string Happened, string Fault)
{
    /// <summary>Whether all promises were kept.</summary>
    public bool Held => Fault.Length == 0;

    /// <summary>The result in one line. What stands in it of a dialogue is escaped.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture,
            $"{(Held ? "held  " : "BROKEN")} {Family}: {Tried}: {Runs} tried: {Happened}{(Held ? "" : ". " + Fault)}");
}
