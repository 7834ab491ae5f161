using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits the plan of a role on one side of TLS: what both roles have in common.</summary>
internal abstract class PlanEmitter(CodeWriter code, MachinePlan plan, MachineNumbers numbers)
{
    protected MachinePlan Plan { get; } = plan;

    protected MachineNumbers Numbers { get; } = numbers;

    /// <summary>Whether what an <c>S:</c> or <c>C:</c> line, or the end, begins with has to be chosen at run time.</summary>
    protected abstract bool Chooses(int line);

    /// <summary>The choice before a line, or at the end.</summary>
    protected abstract PlanRow Choice(int line);

    protected abstract PlanRow Reading(int line);

    protected abstract IEnumerable<PlanRow> Writing(int line);

    /// <summary>The alternative that a line is said with where nothing has to be chosen.</summary>
    protected abstract int Only(int line);

    /// <summary>What else is said of the plan.</summary>
    protected virtual IEnumerable<string> Properties => [];

    /// <summary>What else is said of a message of any time.</summary>
    protected abstract IEnumerable<string> PropertiesOf(AnyTimeModel line);

    /// <summary>The step with which the machine begins.</summary>
    public string Start => Target(Plan.DependsOnStart ? Plan.LeadingLines : 0);

    /// <summary>The step with which it begins where TLS started with the first octet.</summary>
    public string StartFromTls => Plan.DependsOnStart ? Target(Plan.FirstFromTls) : Start;

    /// <summary>The steps that it can come to, but for the last.</summary>
    public IReadOnlyList<PlanRow> ReachableRows() => PlanRow.Reachable([.. Rows()], [Start, StartFromTls]);

    /// <summary>Emits the plan.</summary>
    /// <param name="field">The name of its field.</param>
    public void Emit(string field)
    {
        var (start, startFromTls) = (Start, StartFromTls);
        var rows = ReachableRows();
        code.Line($"private static readonly DialoguePlan {field} = new(");
        using (code.Indent())
        {
            var rounds = Plan.Waits ? $"{Plan.Protocol.Limits.Rounds}" : "int.MaxValue";
            var role = Plan.IsClient ? "Client" : "Server";
            code.Line($"UpgradeRole.{role}, {Plan.Protocol.Limits.Octets}, {rounds}, isInsideTls: {(Plan.IsInside ? "true" : "false")},");
            var properties = new List<string>();
            if (start != (rows.Count > 0 ? rows[0].Name : Plan.LastStep))
                properties.Add($"Start = {CSharpText.Literal(start)}");
            if (startFromTls != start)
                properties.Add($"StartFromTls = {CSharpText.Literal(startFromTls)}");
            code.Line("[");
            using (code.Indent())
            {
                foreach (var row in rows)
                    row.Emit(code);
            }

            if (Plan.AnyTime.Count > 0)
                EmitAnyTime();
            properties.AddRange(Properties);
            code.Line(properties.Count == 0 ? "]);" : "])");
            if (properties.Count > 0)
                code.Wrapped($"{{ {string.Join(", ", properties)} }};");
        }
    }

    /// <summary>The step with which a line, or the end, begins.</summary>
    protected string Target(int line) =>
        Chooses(line) ? ChoiceName(line)
        : line == Plan.Lines.Count ? EndOfLines
        : Plan.Reads(Plan.Lines[line]) ? Plan.ExpectStep(line)
        : Plan.SayStep(line, Only(line));

    protected string EndOfLines => Plan.ExpectsTls ? MachinePlan.ExpectTls : Plan.LastStep;

    protected string ChoiceName(int line) =>
        line == Plan.Lines.Count ? "TryStartTls"
        : Plan.SayingsOf(line).Select(saying => "Try" + Plan.SayStep(line, saying.Alternative)).FirstOrDefault($"TrySendLine{line + 1}");

    protected PlanRow ChoiceRow(
        int line, MachineTransition otherwise, IReadOnlyList<(ConditionModel Condition, string Then)> when,
        Func<IReadOnlyList<string>> properties, IEnumerable<MachineTransition>? more = null) =>
        new(ChoiceName(line), "ChoiceStep", line == Plan.Lines.Count ? Plan.Protocol.Tls.Text : Plan.Lines[line].Text,
            [.. when.Select(row => new MachineTransition(MachineTransitionKind.If, row.Condition.Text, row.Then)), otherwise,
                .. more ?? []],
            () =>
            [
                otherwise.Then is { } step ? CSharpText.Literal(step)
                    : $"{CSharpText.Outcome(otherwise.Outcome!.Value)}, orClear: {(otherwise.OrClear ? "true" : "false")}",
                .. when.Select(row => $"({Numbers.Of(row.Condition)}, {CSharpText.Literal(row.Then)})"),
            ])
        {
            Properties = properties,
        };

    protected static MachineTransition Otherwise(string step) => new(MachineTransitionKind.Else, "", step);

    protected static MachineTransition Otherwise(OutcomeKind outcome, bool orClear) =>
        new(MachineTransitionKind.Else, "", Then: null, outcome) { OrClear = orClear };

    /// <summary>A message in a step.</summary>
    protected string Message(AlternativeModel alternative, string then)
    {
        var properties = MessageProperties(alternative.Message, isAtAnyTime: false);
        return $"new({Numbers.Of(alternative.Message)}, {CSharpText.Literal(alternative.Message.Name)}, {then}){Initializer(properties)}";
    }

    protected static string Initializer(IEnumerable<string> properties) =>
        properties.ToArray() is { Length: > 0 } set ? $" {{ {string.Join(", ", set)} }}" : "";

    private IEnumerable<string> MessageProperties(MessageModel message, bool isAtAnyTime)
    {
        if (!Plan.IsClient && (message.HasFreeOctets || isAtAnyTime && message.Labels.Count > 0))
            yield return "IsSecret = true";
        if (Slot(message) is >= 0 and var slot)
            yield return $"Slot = {slot}";
    }

    private int Slot(MessageModel message) => (Plan.IsInside, Plan.IsClient) switch
    {
        (true, true) => message.KeptSlot,
        (false, _) when message == Plan.Protocol.Tls.Keeps => ConnectionEmitter.UnauthenticatedSlot(Plan.Protocol),
        _ => -1,
    };

    /// <summary>A text in a step.</summary>
    protected string Text(SentenceModel sentence, MessageModel? message)
    {
        var properties = new List<string>();
        if (Plan.IsClient && message is not null && SentenceFacts.HasUnlabelledParameter(sentence, message))
            properties.Add("IsSecret = true");
        if (!Plan.IsClient && SentenceFacts.Repeats(sentence))
            properties.Add("Repeats = true");
        if (message is not null && !Plan.IsInside && message == Plan.Protocol.Tls.Keeps)
            properties.Add($"Slot = {ConnectionEmitter.UnauthenticatedSlot(Plan.Protocol)}");
        return Numbers.Of(sentence, properties);
    }

    private IEnumerable<PlanRow> Rows()
    {
        if (Plan.InAnyOrder)
            yield return Reading(0);
        for (var line = 0; line < Plan.Lines.Count; line++)
        {
            if (Plan.Reads(Plan.Lines[line]))
            {
                if (!Plan.InAnyOrder)
                    yield return Reading(line);
                continue;
            }

            var text = Plan.Lines[line].Text;
            if (Chooses(line))
            {
                yield return Choice(line);
                text = "";
            }

            foreach (var row in Writing(line))
            {
                yield return row with { Text = text };
                text = "";
            }
        }

        if (Chooses(Plan.Lines.Count))
            yield return Choice(Plan.Lines.Count);
        if (Plan.ExpectsTls)
        {
            yield return new PlanRow(
                MachinePlan.ExpectTls, "ReadingStep", "", [new(MachineTransitionKind.Tls, "", Plan.LastStep)], static () => ["[]"])
            {
                Properties = static () => ["ExpectsTls = true"],
            };
        }
    }

    private void EmitAnyTime()
    {
        code.Line("],");
        code.Line("[");
        using (code.Indent())
        {
            foreach (var line in Plan.AnyTime)
            {
                var end = line.Outcome is { } outcome ? CSharpText.Outcome(outcome) : null;
                var answers = string.Join(", ", line.Answers.Select(answer => Text(answer, message: null)));
                string[] answer = line.Answers.Count == 0 ? []
                    : [$"Answer = new({CSharpText.Literal(Plan.AnswerStep(line))}, {end ?? "null"}, [{answers}])"];
                IEnumerable<string> properties = [.. answer, .. MessageProperties(line.Message, isAtAnyTime: true), .. PropertiesOf(line)];
                var outcomeAtOnce = line.Answers.Count > 0 || end is null ? "" : ", " + end;
                var name = CSharpText.Literal(line.Message.Name);
                code.Wrapped($"new({Numbers.Of(line.Message)}, {name}{outcomeAtOnce}){Initializer(properties)},");
            }
        }
    }
}
