using System.Numerics;
using ProtocolKit.Grammar.Emit;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Limits;

/// <summary>The most that one peer can cost a role in one part of a dialogue, by the limits of the grammar. What TLS itself costs is not
/// in it.</summary>
/// <param name="ToClient">Whether it costs the client; else the server.</param>
/// <param name="IsInsideTls">Whether the part is the one inside TLS.</param>
/// <param name="Octets">How many octets are read.</param>
/// <param name="Messages">How many messages are read.</param>
/// <param name="MessageOctets">How many octets of a message that is not complete are held.</param>
/// <param name="KeptOctets">How many octets of messages are held until the connection is disposed.</param>
/// <param name="Candidates">How many messages are tried at most, one after the other, on the same octets.</param>
public sealed record PeerCost(
    bool ToClient, bool IsInsideTls, int Octets, int Messages, int MessageOctets, int KeptOctets, int Candidates)
{
    /// <summary>How many octets of a dialogue are read unless the caller sets another number.</summary>
    public const int DefaultDialogueOctets = 64 * 1024;

    private const int LeastBuffer = 512;

    /// <summary>How much memory is rented at the most, in octets: the buffer of a message, half as much while it grows, and what is
    /// kept.</summary>
    public int Memory => Buffer(MessageOctets) * 3 / 2 + (KeptOctets == 0 ? 0 : Buffer(KeptOctets));

    /// <summary>How often an octet is looked at, at the most: once for each message that is tried on it.</summary>
    public long OctetsScanned => (long)Octets * Candidates;

    /// <summary>What peers of each role can cost, in the clear and inside TLS.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="dialogueOctets">How many octets the caller allows a dialogue; a message may have as many as its limit anyway.</param>
    public static IEnumerable<PeerCost> Of(ProtocolModel protocol, int dialogueOctets = DefaultDialogueOctets)
    {
        var limits = protocol.Limits;
        var octets = Math.Max(dialogueOctets, limits.Octets);
        foreach (var toClient in (bool[])[true, false])
        {
            foreach (var isInside in (bool[])[false, true])
            {
                var candidates = CandidatesOf(new MachinePlan(protocol, toClient, isInside));
                if (candidates == 0)
                    continue;
                var keeps = toClient
                    && (isInside ? protocol.Messages.Any(message => message.KeptSlot >= 0) : protocol.Tls.Keeps is not null);
                yield return new PeerCost(toClient, isInside, octets, limits.Rounds, limits.Octets, keeps ? octets : 0, candidates);
            }
        }
    }

    private static int CandidatesOf(MachinePlan plan)
    {
        var read = plan.Lines.Where(plan.Reads).Select(line => line.Alternatives.Count).ToArray();
        return read.Length == 0 && plan.AnyTime.Count == 0 ? 0
            : (plan.InAnyOrder ? read.Sum() : read.DefaultIfEmpty(0).Max()) + plan.AnyTime.Count;
    }

    private static int Buffer(int octets) => (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(octets, LeastBuffer));
}
