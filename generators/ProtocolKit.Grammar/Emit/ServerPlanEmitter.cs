using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits a plan of the server's: it follows the lines, or answers what the client says in any order.</summary>
internal sealed class ServerPlanEmitter(CodeWriter code, MachinePlan plan, MachineNumbers numbers) : PlanEmitter(code, plan, numbers)
{
    /// <summary>The last line of the client's before TLS; -1 if there is none.</summary>
    private int LastCommand { get; } = plan.Lines.Select((line, index) => line.FromClient ? index : -1).DefaultIfEmpty(-1).Max();

    private int FirstCommand { get; } = plan.NextExchange(-1);

    /// <summary>The first line that the server says behind the client's last; of two lines that both say without waiting, its
    /// own.</summary>
    private int AnswersFrom => LastCommand >= 0 && Plan.Lines[LastCommand].IsTogether ? LastCommand - 1 : LastCommand + 1;

    /// <summary>Whether the host is asked for a refusal.</summary>
    private bool AsksHost => !Plan.IsInside;

    protected override IEnumerable<string> Properties
    {
        get
        {
            if (!Plan.IsInside && (Plan.Protocol.Tls.AtOnce || Plan.Lines is [.., { IsTogether: true }]))
                yield return "TlsMayBeUnread = true";
            if (Plan.Unreadable.Count > 0)
            {
                var texts = string.Join(", ", Plan.Unreadable.Select(text => Text(text, message: null)));
                yield return $"Unreadable = new(\"{MachinePlan.AnswerUnreadable}\", UpgradeOutcome.Violation, [{texts}])";
            }
        }
    }

    /// <summary>Whether a line is the answer, or a part of it, behind which TLS starts; where it can be refused, from there on.</summary>
    private bool LeadsToTls(int line) =>
        !Plan.IsInside && line > LastCommand && (DecidingLine(line) is not { } deciding || line >= deciding);

    /// <summary>The line of an answer at which the host is asked: the first that can say a refusal; else the first one before
    /// TLS.</summary>
    private int? DecidingLine(int line)
    {
        if (!AsksHost || line > FirstCommand && line < AnswersFrom)
            return null;
        var first = line < AnswersFrom ? 0 : AnswersFrom;
        var end = line < AnswersFrom ? Math.Min(FirstCommand, AnswersFrom) : Plan.Lines.Count;
        for (var i = first; i < end; i++)
        {
            if (Refusals(i).Any())
                return i;
        }

        return first > LastCommand ? first : null;
    }

    /// <summary>What of a line can be said to refuse: for each outcome the first.</summary>
    private IEnumerable<(string Step, OutcomeKind Outcome)> Refusals(int line) =>
        Plan.SayingsOf(line)
            .Where(saying => Plan.Lines[line].Alternatives[saying.Alternative].Outcome is not null and not OutcomeKind.Next)
            .Select(saying => (Plan.SayStep(line, saying.Alternative), Plan.Lines[line].Alternatives[saying.Alternative].Outcome!.Value))
            .DistinctBy(refusal => refusal.Value);

    protected override PlanRow Reading(int line)
    {
        var lines = Plan.InAnyOrder
            ? [.. Enumerable.Range(0, Plan.Lines.Count).Where(other => Plan.Reads(Plan.Lines[other]))]
            : Plan.TakenAt(line);
        var text = Plan.InAnyOrder ? string.Join('\n', lines.Select(one => Plan.Lines[one].Text)) : Plan.Lines[line].Text;
        var step = Plan.ExpectStep(line);
        return new PlanRow(step, "ReadingStep", text, [.. Transitions(step, line, lines)],
            () => [$"[{string.Join(", ", lines.SelectMany(Messages))}]"])
        {
            Properties = () => [.. PropertiesOf(step, line)],
        };
    }

    private IEnumerable<MachineTransition> Transitions(string step, int line, IReadOnlyList<int> lines)
    {
        foreach (var one in lines)
        {
            foreach (var alternative in Plan.Lines[one].Alternatives)
                yield return new MachineTransition(MachineTransitionKind.Read, alternative.Message.Name, Target(Plan.Next(one)));
        }

        if (Plan.DirectTlsStep == step || Plan.SkipToTlsSteps.Contains(step))
            yield return new MachineTransition(MachineTransitionKind.Tls, "", Plan.LastStep);
        if (Plan.HandOverLines.Contains(line))
            yield return new MachineTransition(MachineTransitionKind.Host, "", Plan.LastStep);
    }

    private IEnumerable<string> Messages(int line) =>
        Plan.Lines[line].Alternatives.Select(alternative => Message(alternative, CSharpText.Literal(Target(Plan.Next(line)))));

    private IEnumerable<string> PropertiesOf(string step, int line)
    {
        if (Plan.DirectTlsStep == step && !Plan.ExpectsTls)
            yield return "MayBeginWithTls = true";
        if (Plan.SkipToTlsSteps.Contains(step))
            yield return "MaySkipToTls = true";
        if (Plan.HandOverLines.Contains(line))
            yield return "IsForHost = true";
    }

    protected override bool Chooses(int line)
    {
        if (line == Plan.Lines.Count)
            return AsksHost && line - 1 == LastCommand && (AnswersFrom > LastCommand || DecidingLine(AnswersFrom) is null);
        return !Plan.Reads(Plan.Lines[line]) &&
            (DecidingLine(line) == line || Plain(line) is not ({ } only, true) || only < 0);
    }

    /// <summary>The first alternative without outcome, and whether it needs no condition; -1 if there is none.</summary>
    private (int Alternative, bool IsUnconditional) Plain(int line)
    {
        foreach (var (_, alternative, _) in Plan.SayingsOf(line))
        {
            if (Plan.Lines[line].Alternatives[alternative] is { Outcome: null } model)
                return (alternative, model.If is null);
        }

        return (-1, false);
    }

    protected override int Only(int line) => Plain(line).Alternative;

    /// <summary>What is said for an outcome that no alternative of the line has: the one that fits best.</summary>
    private static readonly (OutcomeKind Outcome, OutcomeKind[] Nearest)[] s_refusals =
    [
        (OutcomeKind.NotOffered, [OutcomeKind.NotOffered, OutcomeKind.Refused, OutcomeKind.Unavailable]),
        (OutcomeKind.Unavailable, [OutcomeKind.Unavailable, OutcomeKind.Refused, OutcomeKind.NotOffered]),
        (OutcomeKind.Refused, [OutcomeKind.Refused, OutcomeKind.NotOffered, OutcomeKind.Unavailable]),
    ];

    /// <summary>Whether the host is not asked again behind a line.</summary>
    private bool IsLastDecision(int line) =>
        line >= AnswersFrom || !Enumerable.Range(AnswersFrom, Plan.Lines.Count - AnswersFrom).Any(later => Refusals(later).Any());

    /// <summary>What is said for each outcome that the host may name.</summary>
    private IReadOnlyList<(OutcomeKind Outcome, string Step)> RefusalsByOutcome(int line)
    {
        var refusals = line == Plan.Lines.Count ? [] : Refusals(line).ToList();
        return IsLastDecision(line)
            ? [.. s_refusals.SelectMany(wanted =>
                wanted.Nearest.SelectMany(outcome => refusals.Where(refusal => refusal.Outcome == outcome)).Take(1)
                .Select(refusal => (wanted.Outcome, refusal.Step)))]
            : [.. refusals.Select(refusal => (refusal.Outcome, refusal.Step))];
    }

    protected override PlanRow Choice(int line)
    {
        if (DecidingLine(line) != line && line != Plan.Lines.Count)
            return Willingly(line, static () => []);
        var refusals = RefusalsByOutcome(line);
        return Willingly(line, () =>
        [
            $"Refusals = [{string.Join(", ", refusals.Select(one => $"({CSharpText.Outcome(one.Outcome)}, {CSharpText.Literal(one.Step)})"))}]",
            .. line >= AnswersFrom ? ["IsLastDecision = true"] : Array.Empty<string>(),
        ], [.. refusals.Select(one => new MachineTransition(MachineTransitionKind.Refuse, "", one.Step, one.Outcome))]);
    }

    /// <summary>The choice of what is said if the host does not refuse.</summary>
    private PlanRow Willingly(int line, Func<IReadOnlyList<string>> properties, IReadOnlyList<MachineTransition>? more = null)
    {
        if (line == Plan.Lines.Count)
            return ChoiceRow(line, Otherwise(EndOfLines), [], properties, more);
        var when = new List<(ConditionModel, string)>();
        foreach (
            var (_, alternative, _) in Plan.SayingsOf(line)
            .Where(saying => Plan.Lines[line].Alternatives[saying.Alternative].Outcome is null))
        {
            if (Plan.Lines[line].Alternatives[alternative].If is not { } condition)
                return ChoiceRow(line, Otherwise(Plan.SayStep(line, alternative)), when, properties, more);
            when.Add((condition, Plan.SayStep(line, alternative)));
        }

        // Where no condition holds, the first message with an outcome is said.
        var refusal = Plan.SayingsOf(line).Where(saying => Plan.Lines[line].Alternatives[saying.Alternative].Outcome is not null)
            .Select(saying => Plan.SayStep(line, saying.Alternative)).FirstOrDefault();
        return refusal is not null
            ? ChoiceRow(line, Otherwise(refusal), when, properties, more)
            : ChoiceRow(line, Otherwise(OutcomeKind.Refused, orClear: false), when, properties, more);
    }

    protected override IEnumerable<PlanRow> Writing(int line) => Plan.SayingsOf(line).Select(saying =>
    {
        var alternative = Plan.Lines[line].Alternatives[saying.Alternative];
        var next = alternative.Outcome switch
        {
            null => Target(Plan.Next(line)),
            OutcomeKind.Next => Target(Plan.NextExchange(line)),
            not OutcomeKind.Closed when Plan.InAnyOrder && line > FirstCommand => MachinePlan.ExpectCommand,
            _ => null,
        };
        return new PlanRow(Plan.SayStep(line, saying.Alternative), "WritingStep", "",
            [new(MachineTransitionKind.Write, saying.Sentence.Message, next, next is null ? alternative.Outcome : null)],
            () =>
            [
                next is null ? CSharpText.Outcome(alternative.Outcome!.Value) : CSharpText.Literal(next),
                $"[{Text(saying.Sentence, alternative.Message)}]",
            ])
        {
            Properties = () =>
            [
                .. line > 0 && Plan.Lines[line - 1].FromClient ? ["IsReply = true"] : Array.Empty<string>(),
                .. alternative.Outcome is null && LeadsToTls(line) ? ["IsGoAhead = true"] : Array.Empty<string>(),
            ],
        };
    });

    protected override IEnumerable<string> PropertiesOf(AnyTimeModel line)
    {
        if (!line.OrClear || Plan.IsInside)
            yield break;
        yield return "MayBeLeftUnread = true";
        if (NearMisses.Of(Plan.Lines, line) is { Count: > 0 } beginnings)
            yield return $"NearMisses = {NearMisses.Collection(beginnings)}";
    }
}
