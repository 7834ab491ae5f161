using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits a machine of the client's: it follows the lines.</summary>
internal sealed class ClientMachineEmitter(CodeWriter code, MachinePlan plan) : MachineEmitter(code, plan)
{
    protected override void EmitRoleFields()
    {
        if (!Plan.IsInside && NeedsHost)
            Code.Line("private readonly string _host;");
        if (InsideNeedsImplicit)
            Code.Line("private readonly bool _isImplicit;");
        if (Plan.IsInside && Renewed is { } renewed)
            Code.Line($"private readonly {BindingsEmitter.TypeOf(renewed)} _{Before(renewed)};");
        if (Plan.Asking.Any())
            Code.Line("private Step? _asked;");
        if (Answered.Any())
        {
            Code.Line("private Step _resumedStep;");
            Code.Line("private UpgradeAction _resumedAction;");
        }
    }

    protected override MachineEmitter Inside(MachinePlan plan) => new ClientMachineEmitter(Code, plan);

    protected override IEnumerable<CarriedValue> Carried()
    {
        if (NeedsHost)
            yield return new CarriedValue("string host", "_host", SetHost("host"));
        if (Renewed is { } renewed)
            yield return new CarriedValue($"in {BindingsEmitter.TypeOf(renewed)} {Before(renewed)}", $"in _bindings.{renewed.FieldName}", $"_{Before(renewed)} = {Before(renewed)};");
    }

    private BindingModel? Renewed => Plan.Protocol.Tls.Renews;

    /// <summary>The field that holds the renewed value as it was before TLS; empty where there is none.</summary>
    public static string FieldBeforeTls(MachinePlan plan) => plan.Protocol.Tls.Renews is { } renewed ? "_" + Before(renewed) : "";

    private static string Before(BindingModel renewed) => CSharpNames.Camel(renewed.Name) + "BeforeTls";

    protected override void EmitClearConstructor()
    {
        Code.Summary("Makes the machine for one connection.");
        Code.Line("/// <param name=\"options\">What it is made from.</param>");
        Code.Line("/// <exception cref=\"ArgumentException\">The host is no name, a parameter is of another protocol, or one that must be set is not.</exception>");
        Code.Line("public ClientMachine(in ClientMachineOptions options)");
        using (Code.Indent())
            Code.Line($": base(options.Observer{(NeedsKept ? ", new KeptMessages()" : "")})");
        using (Code.Block(""))
        {
            Code.Line("_parameters = ClientParameters.For(options.Parameters);");
            EmitFromParameters();
            if (NeedsHost)
                Code.Line("_host = options.Host;");
            if (InsideNeedsImplicit)
                Code.Line("_isImplicit = options.ImplicitTls;");
            Code.Line(NeedsHost ? SetHost("options.Host") : "HostOctets.Check(options.Host);");
            using (Code.Block("if (options.ImplicitTls)"))
                Go(Plan.LastStep, "StartTls");
            using (Code.Block("else"))
                EmitEnter(0, "[]");
        }
    }

    protected override void EmitNothingMayBeUnread()
    {
        var unhurried = Answered.Select(Plan.AnswerStep).Concat(Plan.Asking.Select(Plan.AskStep))
            .Concat(Plan.Sayings().Where(saying => Plan.Lines[saying.Line].IsTogether).Select(saying => Plan.SayStep(saying.Line, saying.Alternative))).ToList();
        if (unhurried.Count > 0)
            Fact("bool NothingMayBeUnread", $"NextAction == UpgradeAction.Send && _step is not ({string.Join(" or ", unhurried.Select(step => "Step." + step))})");
        EmitAsk();
        if (Plan.Protocol.Xml is not null && Plan.Lines.Any(line => line.FromClient))
            Fact("int LengthBetweenMessages(ReadOnlySpan<byte> received)", "WireFormat.XmlWhiteSpaceLength(received)", "protected");
    }

    /// <summary>Emits what asks for a message that has not come.</summary>
    private void EmitAsk()
    {
        if (!Plan.Asking.Any())
            return;
        Fact("bool MayAsk", $"_step is {string.Join(" or ", Plan.Asking.Select(line => "Step." + Plan.ExpectStep(line)))} && NextAction == UpgradeAction.Receive && _step != _asked");
        Code.Line();
        Code.Line("/// <inheritdoc/>");
        using (Code.Block("public override void AskForMessage()"))
        {
            Code.Line("_asked = MayAsk ? _step : throw new InvalidOperationException($\"Nothing is asked for in state {State}.\");");
            using (Code.Block("switch (_step)"))
            {
                foreach (var line in Plan.Asking)
                {
                    Code.Line($"case Step.{Plan.ExpectStep(line)}:");
                    using (Code.Indent())
                    {
                        Go(Plan.AskStep(line), "Send");
                        Code.Line("break;");
                    }
                }
            }
        }
    }

    protected override void EmitHasAskedForTls()
    {
        if (Plan.IsInside)
            return;
        var answers = Enumerable.Range(0, Plan.Lines.Count).Reverse().TakeWhile(line => Plan.Reads(Plan.Lines[line])).Reverse().Select(Plan.ExpectStep);
        Fact("bool HasAskedForTls", $"_step is {string.Join(" or ", answers.Append(Plan.LastStep).Select(step => "Step." + step))}");
    }

    protected override IReadOnlyList<string> ExpectedIn(string step)
    {
        if (step == Plan.LastStep || Plan.Asking.Any(line => Plan.AskStep(line) == step) || Answered.Any(line => Plan.AnswerStep(line) == step))
            return [];
        var own = Enumerable.Range(0, Plan.Lines.Count)
            .Where(line => Plan.Reads(Plan.Lines[line]) && Plan.ExpectStep(line) == step)
            .SelectMany(line => Plan.Lines[line].Alternatives)
            .Select(alternative => alternative.Message.Name);
        return [.. own.Concat(Plan.AnyTime.Select(line => line.Message.Name)).Distinct()];
    }

    /// <summary>Where the server speaks first, its first message is known by its place.</summary>
    protected override string Refused(AnyTimeModel line) =>
        Plan.Lines is [{ FromClient: false } first, ..] && NearMisses.IsWider(line, first) ? $"_step == Step.{Plan.ExpectStep(0)}" : "";

    protected override IReadOnlyList<string> SilentSteps => Plan.IsInside
        ? []
        : [.. Enumerable.Range(0, Plan.Lines.Count).Reverse().TakeWhile(line => Plan.Reads(Plan.Lines[line])).Reverse().Select(Plan.ExpectStep)];

    protected override void EmitExpectMethods()
    {
        for (var line = 0; line < Plan.Lines.Count; line++)
        {
            if (!Plan.Reads(Plan.Lines[line]))
                continue;
            var (index, model) = (line, Plan.Lines[line]);
            Code.Line();
            foreach (var text in model.Text.Split('\n'))
                Code.Line("// " + text.Trim());
            using (Code.Block($"private void {Plan.ExpectStep(line)}(ReadOnlySpan<byte> received)"))
            {
                EmitChoice([.. model.Alternatives.Select(alternative => (alternative.Message, (Action)(() => EmitTaken(index, alternative))))]);
                EmitNoneLeft(model);
            }
        }
    }

    private void EmitNoneLeft(LineModel line)
    {
        var count = line.Alternatives.Count;
        var anyTime = Plan.AnyTime.Count > 0;
        if (NearMisses.Of(line, Plan.AnyTime) is { Count: > 0 } nearMisses)
        {
            using (Code.Block($"else if (Candidate >= {count} && {NearMisses.Condition(nearMisses)})"))
                Code.Line("End(UpgradeOutcome.Violation, received);");
        }

        using (Code.Block(anyTime ? "else" : $"else if (Candidate == {count})"))
            Code.Line(anyTime ? $"AnyTime({count}, received);" : "End(UpgradeOutcome.Violation, received);");
    }

    private void EmitTaken(int line, AlternativeModel alternative)
    {
        if (alternative.Outcome is { } outcome and not OutcomeKind.Next)
        {
            var end = alternative.OrClear ? "EndInClear" : "End";
            Code.Line($"{end}({CSharpText.Outcome(outcome)}, {EmitReceived(alternative.Message, octetsAreUsed: true)});");
            return;
        }

        var next = alternative.Outcome is null ? Plan.Next(line) : Plan.NextExchange(line);
        var octets = EmitReceived(alternative.Message, Chooses(next));
        if (Plan.IsInside && Renewed is { } renewed && alternative.Message.Labels.Any(label => label.Name == renewed.Name))
        {
            using (Code.Block($"if (_{Before(renewed)}.AsSpan() is {{ Length: > 0 }} before && before.SequenceEqual(_bindings.{renewed.FieldName}.AsSpan()))"))
                Code.Line("End(UpgradeOutcome.Violation, message);");
            using (Code.Block("else"))
                EmitEnter(next, octets);
            return;
        }

        EmitEnter(next, octets);
    }

    /// <summary>Whether a line, or the end, has to be chosen at run time.</summary>
    private bool Chooses(int line) =>
        line == Plan.Lines.Count
            ? !Plan.IsInside && Plan.Protocol.Tls.If is not null
            : !Plan.Reads(Plan.Lines[line]) && (Plan.Lines[line].Alternatives.Any(alternative => alternative.If is not null) || !Plan.SayingsOf(line).Any());

    protected override void EmitEnter(int line, string received)
    {
        if (Chooses(line))
            Code.Line($"{ChoiceName(line)}({received});");
        else if (line == Plan.Lines.Count)
            EmitEndOfLines();
        else if (Plan.Reads(Plan.Lines[line]))
            Go(Plan.ExpectStep(line), "Receive");
        else
            Go(Plan.SayStep(line, Plan.SayingsOf(line).First().Alternative), "Send");
    }

    private string ChoiceName(int line) =>
        line == Plan.Lines.Count ? "TryStartTls"
        : Plan.SayingsOf(line).Select(saying => "Try" + Plan.SayStep(line, saying.Alternative)).FirstOrDefault($"TrySendLine{line + 1}");

    protected override void EmitTransitions()
    {
        for (var line = 0; line <= Plan.Lines.Count; line++)
        {
            if (!Chooses(line))
                continue;
            Code.Line();
            if (line == Plan.Lines.Count)
                Code.Line("// " + Plan.Protocol.Tls.Text.Trim());
            else
                Code.Line("// " + Plan.Lines[line].Text.Trim().Replace("\n", " ", StringComparison.Ordinal));
            using (Code.Block($"private void {ChoiceName(line)}(ReadOnlySpan<byte> received)"))
                EmitChoiceOf(line);
        }
    }

    private void EmitChoiceOf(int line)
    {
        if (line == Plan.Lines.Count)
        {
            using (Code.Block($"if ({Knowledge.Expression(Plan.Protocol.Tls.If!)})"))
                EmitEndOfLines();
            // Behind an answer to the client the server has changed over to something else.
            using (Code.Block("else"))
                Code.Line($"{(Plan.Lines.Any(one => one.FromClient) ? "End" : "EndInClear")}(UpgradeOutcome.NotOffered, received);");
            return;
        }

        var isFirst = true;
        foreach (var (_, alternative, _) in Plan.SayingsOf(line))
        {
            var condition = Plan.Lines[line].Alternatives[alternative].If;
            var test = condition is null ? "" : $"if ({Knowledge.Expression(condition)})";
            if (isFirst && condition is null)
            {
                Go(Plan.SayStep(line, alternative), "Send");
                return;
            }

            using (Code.Block(isFirst ? test : $"else {test}".TrimEnd()))
                Go(Plan.SayStep(line, alternative), "Send");
            if (condition is null)
                return;
            isFirst = false;
        }

        if (isFirst)
            EmitElse(line);
        else
        {
            using (Code.Block("else"))
                EmitElse(line);
        }
    }

    private void EmitElse(int line)
    {
        var alternatives = Plan.Lines[line].Alternatives;
        if (alternatives.Any(alternative => alternative.ElseSkip))
        {
            var next = Plan.NextExchange(line);
            EmitEnter(next, "received");
            return;
        }

        var outcome = alternatives.Select(alternative => alternative.Else).FirstOrDefault(other => other is not null) ?? OutcomeKind.NotOffered;
        var end = Plan.IsInside || outcome == OutcomeKind.Closed ? "End" : "EndInClear";
        Code.Line($"{end}({CSharpText.Outcome(outcome)}, received);");
    }

    protected override void EmitAfterSaying(int line, AlternativeModel alternative)
    {
        if (Plan.Next(line) is var next && next < Plan.Lines.Count && Plan.Reads(Plan.Lines[next]))
            Code.Line("RoundTrips++;");
        EmitEnter(Plan.Next(line), "[]");
    }

    protected override void EmitSuspend() => Code.Line("(_resumedStep, _resumedAction) = (_step, NextAction);");

    protected override void EmitResume() => Code.Line("Go(_resumedStep, _resumedAction);");
}
