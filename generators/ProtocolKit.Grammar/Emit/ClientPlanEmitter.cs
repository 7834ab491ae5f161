using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits a plan of the client's: it follows the lines.</summary>
internal sealed class ClientPlanEmitter(CodeWriter code, MachinePlan plan, MachineNumbers numbers) : PlanEmitter(code, plan, numbers)
{
    protected override bool Chooses(int line) =>
        line == Plan.Lines.Count
            ? !Plan.IsInside && Plan.Protocol.Tls.If is not null
            : !Plan.Reads(Plan.Lines[line])
                && (Plan.Lines[line].Alternatives.Any(alternative => alternative.If is not null) || !Plan.SayingsOf(line).Any());

    protected override int Only(int line) => Plan.SayingsOf(line).First().Alternative;

    protected override PlanRow Choice(int line)
    {
        if (line == Plan.Lines.Count)
        {
            // Behind an answer to the client the server has changed over to something else.
            var end = Otherwise(OutcomeKind.NotOffered, orClear: !Plan.Lines.Any(one => one.FromClient));
            return ChoiceRow(line, end, [(Plan.Protocol.Tls.If!, EndOfLines)], static () => []);
        }

        var when = new List<(ConditionModel, string)>();
        foreach (var (_, alternative, _) in Plan.SayingsOf(line))
        {
            if (Plan.Lines[line].Alternatives[alternative].If is not { } condition)
                return ChoiceRow(line, Otherwise(Plan.SayStep(line, alternative)), when, static () => []);
            when.Add((condition, Plan.SayStep(line, alternative)));
        }

        var alternatives = Plan.Lines[line].Alternatives;
        if (alternatives.Any(alternative => alternative.ElseSkip))
            return ChoiceRow(line, Otherwise(Target(Plan.NextExchange(line))), when, static () => []);
        var outcome = alternatives.Select(alternative => alternative.Else).FirstOrDefault(other => other is not null)
            ?? OutcomeKind.NotOffered;
        return ChoiceRow(line, Otherwise(outcome, orClear: !Plan.IsInside && outcome != OutcomeKind.Closed), when, static () => []);
    }

    protected override PlanRow Reading(int line)
    {
        var model = Plan.Lines[line];
        var step = Plan.ExpectStep(line);
        var transitions = model.Alternatives.Select(alternative => GoesOn(alternative)
            ? new MachineTransition(MachineTransitionKind.Read, alternative.Message.Name, Next(line, alternative))
            : new(MachineTransitionKind.Read, alternative.Message.Name, Then: null, alternative.Outcome) { OrClear = alternative.OrClear });
        MachineTransition[] asking = model.Ask is { } question ? [new(MachineTransitionKind.Ask, question.Message, step)] : [];
        return new PlanRow(step, "ReadingStep", model.Text, [.. transitions, .. asking],
            () => [$"[{string.Join(", ", model.Alternatives.Select(alternative => Message(alternative, Then(line, alternative))))}]"])
        {
            Properties = () =>
            [
                .. NearMisses.Of(model, Plan.AnyTime) is { Count: > 0 } beginnings
                    ? [$"NearMisses = {NearMisses.Collection(beginnings)}"]
                    : Array.Empty<string>(),
                .. model.Ask is { } ask
                    ? [$"Asking = new({CSharpText.Literal(Plan.AskStep(line))}, {CSharpText.Literal(step)}, [{Text(ask, message: null)}])"]
                    : Array.Empty<string>(),
            ],
        };
    }

    private static bool GoesOn(AlternativeModel alternative) => alternative.Outcome is null or OutcomeKind.Next;

    private string Next(int line, AlternativeModel alternative) =>
        Target(alternative.Outcome is null ? Plan.Next(line) : Plan.NextExchange(line));

    private string Then(int line, AlternativeModel alternative) =>
        GoesOn(alternative) ? CSharpText.Literal(Next(line, alternative))
        : CSharpText.Outcome(alternative.Outcome!.Value) + (alternative.OrClear ? ", orClear: true" : "");

    protected override IEnumerable<PlanRow> Writing(int line) => Plan.SayingsOf(line).Select(saying =>
    {
        var next = Target(Plan.Next(line));
        return new PlanRow(Plan.SayStep(line, saying.Alternative), "WritingStep", "",
            [new(MachineTransitionKind.Write, saying.Sentence.Message, next)],
            () => [CSharpText.Literal(next), $"[{Text(saying.Sentence, Plan.Lines[line].Alternatives[saying.Alternative].Message)}]"])
        {
            Properties = () => Plan.Lines[line].IsTogether ? ["IsUnhurried = true"] : [],
        };
    });

    /// <summary>Where the server speaks first, its first message is known by its place.</summary>
    protected override IEnumerable<string> PropertiesOf(AnyTimeModel line) =>
        Plan.Lines is [{ FromClient: false } first, ..] && NearMisses.IsWider(line, first) ? ["IsNotFirst = true"] : [];
}
