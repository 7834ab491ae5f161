using System.Globalization;

namespace ProtocolKit.Testing;

/// <summary>Attacks on both roles of a protocol, made from its grammar: what someone between client and server can say, cut, leave out
/// and put in between. For tests of grammars; see <see cref="AttackFamily"/> for what is tried.</summary>
/// <remarks>
/// The honest part of each dialogue is held by the protocol's own two machines. What the attacker says is drawn from the rules of the
/// grammar, with the values that the dialogue has by then. Each run is judged by the same promises: nothing that was received before TLS
/// is read inside; TLS does not start while anything is unread, and only behind a dialogue that the grammar has; nothing is written that
/// the grammar does not have there; no message and no row of messages goes over its limit; whatever is not the beginning of TLS is a
/// failure.
/// <para>The machines are run without I/O. The same numbers make the same attacks, but for values that the machines invent.</para>
/// </remarks>
public sealed class AttackSuite
{
    private readonly ProtocolDefinition _definition;
    private readonly AttackOptions _options;

    private AttackSuite(ProtocolDefinition definition, AttackOptions options) => (_definition, _options) = (definition, options);

    /// <summary>Makes the attacks on a protocol.</summary>
    /// <param name="definition">The protocol.</param>
    /// <param name="options">Parameters and the like; null for the defaults.</param>
    public static AttackSuite For(ProtocolDefinition definition, AttackOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return new AttackSuite(definition, options ?? new AttackOptions());
    }

    /// <summary>Attacks the client.</summary>
    /// <exception cref="ArgumentException">The grammar is not to be found, or has errors.</exception>
    public AttackReport RunClient() => Run(UpgradeRole.Client);

    /// <summary>Attacks the server.</summary>
    /// <exception cref="ArgumentException">The grammar is not to be found, or has errors.</exception>
    public AttackReport RunServer() => Run(UpgradeRole.Server);

    /// <summary>Lets the attacked role come to TLS by two different dialogues, and then hear the same inside: what it writes, reads,
    /// keeps and how it ends must be the same there. What a grammar keeps of the plaintext on purpose (<c>keeps</c>) is left
    /// out.</summary>
    /// <param name="role">The role.</param>
    /// <param name="first">Decides what is said before TLS the first time.</param>
    /// <param name="second">Decides what is said before TLS the second time.</param>
    /// <param name="inside">Decides what is said inside, both times.</param>
    /// <exception cref="ArgumentException">The grammar is not to be found, or has errors.</exception>
    public PhaseComparison CompareInsideTls(UpgradeRole role, int first, int second, int inside)
    {
        var target = Target(role);
        var encounters = new[] { first, second }.Select(clear => Encounter.Run(target, RandomPhase.Attack(target, clear,
            inside))).ToArray();
        if (Array.Find(encounters, encounter => encounter.Faults.Count > 0) is { } faulty)
            return new PhaseComparison(BothReachTls: false, $"{Sentence(faulty.Faults[0])} {faulty.Shown}");
        if (!Array.TrueForAll(encounters, encounter => encounter.HasComeInside))
            return new PhaseComparison(BothReachTls: false, "");
        var difference = InsideTls.Of(target, encounters[0]).DifferenceFrom(InsideTls.Of(target, encounters[1]));
        return new PhaseComparison(BothReachTls: true, difference is null
            ? "" : $"{Sentence(difference)} {encounters[0].Shown} {encounters[1].Shown}");
    }

    internal AttackTarget Target(UpgradeRole role) => new(_definition, EmbeddedGrammars.ModelOf(_definition, _options), role, _options);

    private AttackReport Run(UpgradeRole role)
    {
        var target = Target(role);
        var honest = new HonestDialogue(target);
        var results = new List<(Attack First, List<string> Endings, string Fault)> { (honest.Attack, [honest.Encounter.Ending],
            honest.Fault) };
        var places = new Dictionary<(AttackFamily, string), int>();
        foreach (var attack in honest.Fault.Length == 0 ? Attacks(target, honest) : [])
        {
            if (!places.TryGetValue((attack.Family, attack.Tried), out var place))
            {
                places.Add((attack.Family, attack.Tried), place = results.Count);
                results.Add((attack, [], ""));
            }

            var encounter = Encounter.Run(target, attack);
            results[place].Endings.Add(encounter.Ending);
            if (encounter.Faults is [var fault, ..] && results[place].Fault.Length == 0)
                results[place] = results[place] with { Fault = $"{Sentence(fault)} {encounter.Shown}" };
        }

        return new AttackReport(_definition.Name, role,
            [.. results.Select(result => new AttackResult(result.First.Family, result.First.Tried, result.Endings.Count,
                Tally(result.Endings), result.Fault))]);
    }

    private IEnumerable<Attack> Attacks(AttackTarget target, HonestDialogue honest)
    {
        (AttackFamily[] Families, Func<IEnumerable<Attack>> Make)[] all =
        [
            ([AttackFamily.Behind, AttackFamily.TlsShaped], () => BehindAttacks.Make(target, honest)),
            ([AttackFamily.NearMiss], () => NearMissAttacks.Make(target, honest)),
            ([AttackFamily.Unasked, AttackFamily.OtherStep], () => MisplacedAttacks.Make(target, honest)),
            ([AttackFamily.Memory], () => MemoryAttacks.Make(target, honest)),
            ([AttackFamily.Size], () => SizeAttacks.Make(target, honest)),
            ([AttackFamily.Ending], () => EndingAttacks.Make(honest)),
            ([AttackFamily.Split], () => SplitAttacks.Make(honest)),
        ];
        return all.Where(some => some.Families.Any(IsTried)).SelectMany(some => some.Make()).Where(attack => IsTried(attack.Family));
    }

    private bool IsTried(AttackFamily family) => _options.Families?.Contains(family) ?? true;

    private static string Sentence(string fault) => char.ToUpperInvariant(fault[0]) + fault[1..] + ".";

    private static string Tally(IEnumerable<string> endings) => string.Join(", ", endings.GroupBy(ending =>
        ending).OrderByDescending(group => group.Count())
        .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key}")));
}
