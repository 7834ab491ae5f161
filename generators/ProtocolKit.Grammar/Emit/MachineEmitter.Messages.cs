using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <content>What a machine reads and writes in each step, and what it takes at any time.</content>
internal abstract partial class MachineEmitter
{
    private void EmitRead()
    {
        if (!Plan.Waits && Plan.AnyTime.Count == 0)
            return;
        var waiting = Plan.InAnyOrder
            ? [MachinePlan.ExpectCommand]
            : Enumerable.Range(0, Plan.Lines.Count).Where(line => Plan.Reads(Plan.Lines[line])).Select(Plan.ExpectStep).ToList();
        Code.Line();
        Code.Line("/// <inheritdoc/>");
        using (Code.Block("protected override void Read(ReadOnlySpan<byte> received)"))
        using (Code.Block("switch (_step)"))
        {
            foreach (var step in waiting)
                EmitCase(step, () => Code.Line($"{step}(received);"));

            Code.Line("default:");
            using (Code.Indent())
            {
                Code.Line((Plan.IsClient || Plan.ExpectsTls) && Plan.AnyTime.Count > 0 ? "AnyTime(0, received);" : "End(UpgradeOutcome.Violation, received);");
                Code.Line("break;");
            }
        }
    }

    private void EmitWrite()
    {
        var sayings = Plan.Sayings().ToList();
        if (!Plan.Sentences().Any())
            return;
        Code.Line();
        Code.Line("/// <inheritdoc/>");
        using (Code.Block("protected override void Write(ref OctetWriter output)"))
        using (Code.Block("switch (_step)"))
        {
            foreach (var (line, alternative, sentence) in sayings)
            {
                var model = Plan.Lines[line].Alternatives[alternative];
                EmitCase(Plan.SayStep(line, alternative), () =>
                {
                    EmitSay(sentence, model.Message);
                    EmitAfterSaying(line, model);
                });
            }

            foreach (var line in Plan.Asking)
            {
                EmitCase(Plan.AskStep(line), () =>
                {
                    EmitSay(Plan.Lines[line].Ask!, message: null);
                    Code.Line("RoundTrips++;");
                    Go(Plan.ExpectStep(line), "Receive");
                });
            }

            foreach (var line in Answered)
                EmitCase(Plan.AnswerStep(line), () => EmitAnswers(line.Answers, line.Outcome is { } outcome ? CSharpText.Outcome(outcome) : null));
            if (Plan.Unreadable.Count > 0)
                EmitCase(MachinePlan.AnswerUnreadable, () => EmitAnswers(Plan.Unreadable, "UpgradeOutcome.Violation"));
        }
    }

    private void EmitCase(string step, Action emitBody)
    {
        Code.Line($"case Step.{step}:");
        using (Code.Indent())
        {
            emitBody();
            Code.Line("break;");
        }
    }

    /// <summary>Emits answers, and the end behind them; without an outcome the dialogue goes on where it was.</summary>
    private void EmitAnswers(IReadOnlyList<SentenceModel> answers, string? outcome)
    {
        foreach (var answer in answers)
            EmitSay(answer, message: null);
        if (outcome is not null)
            Code.Line($"End({outcome}, []);");
        else
            EmitResume();
    }

    private void EmitSay(SentenceModel sentence, MessageModel? message)
    {
        Code.Line($"{sentence.MethodName}(ref output, ref _bindings, _parameters);");
        var method = Plan.IsClient switch
        {
            true when message is not null && SentenceFacts.HasUnlabelledParameter(sentence, message) => "SaidInConfidence",
            false when SentenceFacts.Repeats(sentence) => "Repeated",
            _ => "Said",
        };
        var said = $"{method}({CSharpText.Literal(sentence.Message)}, in output)";
        var keeps = message is not null && !Plan.IsInside && message == Plan.Protocol.Tls.Keeps;
        Code.Line(keeps ? $"Keep({UnauthenticatedSlot(Plan.Protocol)}, {said});" : said + ";");
    }

    private void EmitAnyTime()
    {
        if (Plan.AnyTime.Count == 0)
            return;
        Code.Line();
        foreach (var line in Plan.AnyTime)
            Code.Line("// " + line.Text.Trim().Replace("\n", " ", StringComparison.Ordinal));
        using (Code.Block("private void AnyTime(int first, ReadOnlySpan<byte> received)"))
        {
            EmitChoice([.. Plan.AnyTime.Select(line => (line.Message, (Action)(() => EmitTakenAtAnyTime(line))))], "first", Plan.AnyTime.Select(Refused).ToArray());
            using (Code.Block($"else if (Candidate == first + {Plan.AnyTime.Count})"))
                Code.Line("End(UpgradeOutcome.Violation, received);");
        }
    }

    /// <summary>Where a message of any time is not taken: the condition, or nothing.</summary>
    protected virtual string Refused(AnyTimeModel line) => "";

    private void EmitTakenAtAnyTime(AnyTimeModel line)
    {
        if (!line.OrClear)
        {
            EmitAnswered(line);
            return;
        }

        var nearMisses = NearMisses.Of(Plan.Lines, line);
        using (Code.Block(nearMisses.Count == 0 ? "if (_mayStayInClear)" : $"if (_mayStayInClear && !{NearMisses.Condition(nearMisses)})"))
            Code.Line("LeaveUnread();");
        using (Code.Block("else"))
            EmitAnswered(line);
    }

    private void EmitAnswered(AnyTimeModel line)
    {
        var ends = line.Outcome is not null && line.Answers.Count == 0;
        var octets = EmitReceived(line.Message, ends, isAtAnyTime: true);
        if (ends)
        {
            Code.Line($"End({CSharpText.Outcome(line.Outcome!.Value)}, {octets});");
        }
        else if (line.Answers.Count > 0 && SilentSteps is { Count: > 0 } silent)
        {
            using (Code.Block($"if (_step is not ({string.Join(" or ", silent.Select(step => "Step." + step))}))"))
                EmitAnswer(line);
        }
        else if (line.Answers.Count > 0)
        {
            EmitAnswer(line);
        }
    }

    /// <summary>The steps in which nothing may be said any more, whatever is asked: TLS has been asked for.</summary>
    protected virtual IReadOnlyList<string> SilentSteps => [];

    private void EmitAnswer(AnyTimeModel line)
    {
        EmitSuspend();
        Go(Plan.AnswerStep(line), "Send");
    }
}
