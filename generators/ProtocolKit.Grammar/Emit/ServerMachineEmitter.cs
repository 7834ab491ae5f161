using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits a machine of the server's: it follows the lines, or answers what the client says in any order.</summary>
internal sealed class ServerMachineEmitter(CodeWriter code, MachinePlan plan) : MachineEmitter(code, plan)
{
    /// <summary>The last line of the client's before TLS; -1 if there is none.</summary>
    private int LastCommand { get; } = plan.Lines.Select((line, index) => line.FromClient ? index : -1).DefaultIfEmpty(-1).Max();

    private int FirstCommand { get; } = plan.NextExchange(-1);

    /// <summary>The first line that the server says behind the client's last; of two lines that both say without waiting, its own.</summary>
    private int AnswersFrom => LastCommand >= 0 && Plan.Lines[LastCommand].IsTogether ? LastCommand - 1 : LastCommand + 1;

    /// <summary>Whether the host is asked for a refusal.</summary>
    private bool AsksHost => !Plan.IsInside;

    private bool MayStayInClear => !Plan.IsInside && Plan.AnyTime.Any(line => line.OrClear);

    private bool Resumes => Answered.Any(line => line.Outcome is null) && !Plan.InAnyOrder;

    protected override void EmitRoleFields()
    {
        if (AsksHost)
            Code.Line("private readonly Func<UpgradeOutcome?>? _refusal;");
        if (InsideNeedsImplicit)
            Code.Line($"private {(Plan.DirectTlsStep is null ? "readonly " : "")}bool _isImplicit;");
        if (AnswersInside)
            Code.Line("private readonly bool _answersInsideTls;");
        if (MayStayInClear)
            Code.Line("private readonly bool _mayStayInClear;");
        if (Resumes)
            Code.Line("private Step _resumedStep;");
    }

    /// <summary>Whether the server may be told to answer the client's lines inside TLS.</summary>
    private bool AnswersInside => new MachinePlan(Plan.Protocol, isClient: false, isInside: true).HandOverLines.Count > 0;

    protected override MachineEmitter Inside(MachinePlan plan) => new ServerMachineEmitter(Code, plan);

    protected override IEnumerable<CarriedValue> Carried() => AnswersInside
        ? [new CarriedValue("bool answersInsideTls", "_answersInsideTls", "_answersInsideTls = answersInsideTls;")]
        : [];

    protected override void EmitClearConstructor()
    {
        Code.Summary("Makes the machine for one connection.");
        Code.Line("/// <param name=\"options\">What it is made from.</param>");
        Code.Line("/// <exception cref=\"ArgumentException\">A parameter is of another protocol, or one that must be set is not.</exception>");
        Code.Line("public ServerMachine(in ServerMachineOptions options)");
        using (Code.Indent())
            Code.Line($": base(options.Observer{(NeedsKept ? ", new KeptMessages()" : "")})");
        using (Code.Block(""))
        {
            Code.Line("_parameters = ServerParameters.For(options.Parameters);");
            EmitFromParameters();
            Code.Line("_refusal = options.Refusal;");
            if (InsideNeedsImplicit)
                Code.Line("_isImplicit = options.ImplicitTls;");
            if (AnswersInside)
                Code.Line("_answersInsideTls = options.AnswerInsideTls;");
            if (MayStayInClear)
                Code.Line("_mayStayInClear = options.MayStayInClear;");
            using (Code.Block("if (options.ImplicitTls)"))
                Go(Plan.LastStep, "StartTls");
            using (Code.Block("else"))
                EmitEnter(0, "[]");
        }
    }

    protected override void EmitNothingMayBeUnread()
    {
        if (Plan.IsInside)
            return;
        if (Plan.Protocol.Tls.AtOnce || Plan.Lines is [.., { IsTogether: true }])
            Fact("bool TlsMayBeUnread", "true");
        EmitDirectTls();
        EmitUnreadable();
        var goAhead = Plan.Sayings().Where(saying => LeadsToTls(saying.Line) && Plan.Lines[saying.Line].Alternatives[saying.Alternative].Outcome is null)
            .Select(saying => "Step." + Plan.SayStep(saying.Line, saying.Alternative)).ToList();
        if (goAhead.Count > 0)
            Fact("bool NothingMayBeUnread", $"NextAction == UpgradeAction.Send && _step is {string.Join(" or ", goAhead)}");
    }

    /// <summary>Emits where a client may begin TLS in place of a message.</summary>
    private void EmitDirectTls()
    {
        var skipping = Plan.SkipToTlsSteps;
        if (Plan.DirectTlsStep is null && skipping.Count == 0)
            return;
        var direct = Plan.DirectTlsStep is { } step && !skipping.Contains(step) ? $"_step == Step.{step}{(Plan.ExpectsTls ? "" : " && HasReadNothing")}" : null;
        var skips = skipping.Count == 0 ? null : $"_step is {string.Join(" or ", skipping.Select(name => "Step." + name))}";
        Fact("bool TlsMayBegin", string.Join(" || ", new[] { direct, skips }.OfType<string>()), "protected");
        Code.Line();
        Code.Line("/// <inheritdoc/>");
        using (Code.Block("protected override void BeginTls()"))
        {
            if (InsideNeedsImplicit && Plan.DirectTlsStep is not null && !Plan.ExpectsTls)
                Code.Line($"_isImplicit = {(skipping.Count == 0 ? "true" : "HasReadNothing")};");
            if (skipping.Count == 0)
            {
                Go(Plan.LastStep, "StartTls");
                return;
            }

            using (Code.Block("if (_refusal?.Invoke() is { } outcome)"))
                Code.Line("End(outcome, []);");
            using (Code.Block("else"))
                Go(Plan.LastStep, "StartTls");
        }
    }

    private void EmitUnreadable()
    {
        if (Plan.Unreadable.Count == 0)
            return;
        Code.Line();
        Code.Line("/// <inheritdoc/>");
        using (Code.Block("protected override bool AnswerUnreadable()"))
        {
            Go(MachinePlan.AnswerUnreadable, "Send");
            Code.Line("return true;");
        }
    }

    /// <summary>Whether a line is the answer, or a part of it, behind which TLS starts; where it can be refused, from there on.</summary>
    private bool LeadsToTls(int line) => line > LastCommand && (DecidingLine(line) is not { } deciding || line >= deciding);

    /// <summary>The line of an answer at which the host is asked: the first that can say a refusal; else the first one before TLS.</summary>
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

    protected override IReadOnlyList<string> ExpectedIn(string step)
    {
        var lines = Enumerable.Range(0, Plan.Lines.Count)
            .Where(line => Plan.Reads(Plan.Lines[line]) && Plan.ExpectStep(line) == step)
            .SelectMany(Plan.TakenAt)
            .Select(line => Plan.Lines[line])
            .ToList();
        if (step == MachinePlan.ExpectTls)
            return ["TLS", .. Plan.AnyTime.Select(line => line.Message.Name)];
        if (lines.Count == 0)
            return [];
        var own = lines.SelectMany(line => line.Alternatives).Select(alternative => alternative.Message.Name);
        return [.. own.Concat(Plan.SkipToTlsSteps.Contains(step) ? ["TLS"] : []).Concat(Plan.AnyTime.Select(line => line.Message.Name)).Distinct()];
    }

    protected override void EmitExpectMethods()
    {
        var commands = Enumerable.Range(0, Plan.Lines.Count).Where(line => Plan.Reads(Plan.Lines[line])).ToList();
        foreach (var group in commands.GroupBy(Plan.ExpectStep))
        {
            var lines = group.SelectMany(Plan.TakenAt).ToList();
            var candidates = lines
                .SelectMany(line => Plan.Lines[line].Alternatives.Select(alternative => (alternative.Message, (Action)(() => EmitTaken(line, alternative)))))
                .ToList();
            Code.Line();
            foreach (var text in lines.SelectMany(line => Plan.Lines[line].Text.Split('\n')))
                Code.Line("// " + text.Trim());
            using (Code.Block($"private void {group.Key}(ReadOnlySpan<byte> received)"))
            {
                EmitChoice(candidates);
                var anyTime = Plan.AnyTime.Count > 0;
                using (Code.Block(anyTime ? "else" : $"else if (Candidate == {candidates.Count})"))
                    Code.Line(anyTime ? $"AnyTime({candidates.Count}, received);" : "End(UpgradeOutcome.Violation, received);");
            }
        }
    }

    private void EmitTaken(int line, AlternativeModel alternative)
    {
        var octets = EmitReceived(alternative.Message, Chooses(Plan.Next(line)));
        EmitEnter(Plan.Next(line), octets);
    }

    private bool Chooses(int line)
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

    protected override void EmitEnter(int line, string received)
    {
        if (Chooses(line))
            Code.Line($"{ChoiceName(line)}({received});");
        else if (line == Plan.Lines.Count)
            EmitEndOfLines();
        else if (Plan.HandOverLines.Contains(line))
            Code.Line($"Go(_answersInsideTls ? Step.{Plan.ExpectStep(line)} : Step.{Plan.LastStep}, _answersInsideTls ? UpgradeAction.Receive : UpgradeAction.Complete);");
        else if (Plan.Reads(Plan.Lines[line]))
            Go(Plan.ExpectStep(line), "Receive");
        else
            Go(Plan.SayStep(line, Plain(line).Alternative), "Send");
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
            Code.Line("// " + (line == Plan.Lines.Count ? Plan.Protocol.Tls.Text : Plan.Lines[line].Text).Trim().Replace("\n", " ", StringComparison.Ordinal));
            using (Code.Block($"private void {ChoiceName(line)}(ReadOnlySpan<byte> received)"))
            {
                if (DecidingLine(line) != line && line != Plan.Lines.Count)
                    EmitWillingly(line);
                else
                    EmitRefusals(line);
            }
        }
    }

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
    private IEnumerable<(string Step, string Outcomes)> RefusalsByOutcome(int line)
    {
        var refusals = line == Plan.Lines.Count ? [] : Refusals(line).ToList();
        if (!IsLastDecision(line))
            return refusals.Select(refusal => (refusal.Step, CSharpText.Outcome(refusal.Outcome)));
        return s_refusals
            .SelectMany(wanted => wanted.Nearest.SelectMany(outcome => refusals.Where(refusal => refusal.Outcome == outcome)).Take(1)
                .Select(refusal => (refusal.Step, wanted.Outcome)))
            .GroupBy(refusal => refusal.Step, refusal => CSharpText.Outcome(refusal.Outcome))
            .Select(group => (group.Key, string.Join(" or ", group)));
    }

    private void EmitRefusals(int line)
    {
        using (Code.Block("switch (_refusal?.Invoke())"))
        {
            foreach (var (step, outcomes) in RefusalsByOutcome(line))
            {
                Code.Line($"case {outcomes}:");
                using (Code.Indent())
                {
                    Go(step, "Send");
                    Code.Line("break;");
                }
            }

            if (line >= AnswersFrom)
            {
                Code.Line("case { } outcome:");
                using (Code.Indent())
                {
                    Code.Line("End(outcome, received);");
                    Code.Line("break;");
                }
            }

            Code.Line(line >= AnswersFrom ? "case null:" : "default:");
            using (Code.Indent())
            {
                EmitWillingly(line);
                Code.Line("break;");
            }
        }
    }

    /// <summary>Emits the choice of what is said if the host does not refuse.</summary>
    private void EmitWillingly(int line)
    {
        if (line == Plan.Lines.Count)
        {
            EmitEndOfLines();
            return;
        }

        var isFirst = true;
        var sayings = Plan.SayingsOf(line).ToList();
        foreach (var (_, alternative, _) in sayings.Where(saying => Plan.Lines[line].Alternatives[saying.Alternative].Outcome is null))
        {
            var condition = Plan.Lines[line].Alternatives[alternative].If;
            if (condition is null && isFirst)
            {
                Go(Plan.SayStep(line, alternative), "Send");
                return;
            }

            var test = condition is null ? "" : $"if ({Knowledge.Expression(condition)})";
            using (Code.Block(isFirst ? test : $"else {test}".TrimEnd()))
                Go(Plan.SayStep(line, alternative), "Send");
            if (condition is null)
                return;
            isFirst = false;
        }

        if (isFirst)
        {
            EmitUnwillingly(line);
            return;
        }

        using (Code.Block("else"))
            EmitUnwillingly(line);
    }

    /// <summary>Emits what is said where no condition holds: the first message with an outcome.</summary>
    private void EmitUnwillingly(int line)
    {
        var refusal = Plan.Sayings().Where(saying => saying.Line == line && Plan.Lines[line].Alternatives[saying.Alternative].Outcome is not null)
            .Select(saying => Plan.SayStep(line, saying.Alternative)).FirstOrDefault();
        if (refusal is not null)
            Go(refusal, "Send");
        else
            Code.Line("End(UpgradeOutcome.Refused, received);");
    }

    protected override void EmitAfterSaying(int line, AlternativeModel alternative)
    {
        if (line > 0 && Plan.Lines[line - 1].FromClient)
            Code.Line("RoundTrips++;");
        switch (alternative.Outcome)
        {
            case null:
                EmitEnter(Plan.Next(line), "[]");
                break;
            case OutcomeKind.Next:
                EmitEnter(Plan.NextExchange(line), "[]");
                break;
            case { } outcome when Plan.InAnyOrder && line > FirstCommand && outcome != OutcomeKind.Closed:
                Go(MachinePlan.ExpectCommand, "Receive");
                break;
            case { } outcome:
                Code.Line($"End({CSharpText.Outcome(outcome)}, []);");
                break;
        }
    }

    protected override void EmitSuspend()
    {
        if (Resumes)
            Code.Line("_resumedStep = _step;");
    }

    protected override void EmitResume()
    {
        Code.Line("RoundTrips++;");
        Code.Line(Resumes ? "Go(_resumedStep, UpgradeAction.Receive);" : $"Go(Step.{MachinePlan.ExpectCommand}, UpgradeAction.Receive);");
    }
}
