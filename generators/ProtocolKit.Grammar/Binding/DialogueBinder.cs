using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Proofs;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Binding;

/// <summary>The lines of a dialogue.</summary>
internal sealed record BoundDialogue(
    IReadOnlyList<LineModel> Before, TlsModel Tls, IReadOnlyList<LineModel> Inside, IReadOnlyList<LineModel>? FromTls,
        IReadOnlyList<AnyTimeModel> AnyTime,
    IReadOnlyList<SentenceModel> Unreadable);

/// <summary>Binds the dialogue: its messages, what each role writes, conditions and outcomes.</summary>
internal sealed partial class DialogueBinder(BindingContext context, MessageTable messages, ParameterBinder parameters)
{
    private readonly List<LabelTestModel> _tests = [];
    private readonly Dictionary<string, SentenceModel?> _sentences = [];
    private readonly HashSet<string> _leavesOut = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ExpressionSyntax> _demanded = [];
    private readonly Dictionary<string, string[]> _leftOut = [];
    private readonly Dictionary<bool, HashSet<string>> _heard = [];

    public IReadOnlyList<LabelTestModel> LabelTests => _tests;

    public BoundDialogue? Bind()
    {
        if (context.File.Dialogue is not { } dialogue)
        {
            context.Diagnostics.Report(
                GrammarDiagnostics.NoWayOut, context.File.Protocol!.Span,
                "There is no dialogue. Write one: the lines C: and S:, with TLS among them.");
            return null;
        }

        var tls = dialogue.Steps.OfType<TlsStepSyntax>().ToArray();
        if (tls.Length != 1)
        {
            context.Diagnostics.Report(GrammarDiagnostics.NoWayOut, tls.Length == 0 ? dialogue.Span : tls[1].Span,
                tls.Length == 0 ? "The dialogue never starts TLS. Write the line TLS where the handshake starts."
                    : "TLS starts twice. Keep one TLS line: nothing leaves TLS again.");
            return null;
        }

        CheckTexts();
        CheckTogether(dialogue);
        BindHosts();
        var at = dialogue.Steps.ToList().IndexOf(tls[0]);
        var greetsInside = at + 1 < dialogue.Steps.Count && dialogue.Steps[at + 1] is MessageStepSyntax { FromClient: false };
        var leading = greetsInside || context.File.DialogueFromTls is not null ? 0
            : dialogue.Steps.TakeWhile(step => step is MessageStepSyntax { FromClient: false }).Count();
        var requests = Enumerable.Range(0, at).Where(i => dialogue.Steps[i] is MessageStepSyntax { FromClient: true }).DefaultIfEmpty(at)
            .ToArray();
        var (first, last) = (requests[0], requests[^1]);
        var before = dialogue.Steps.Take(at).Cast<MessageStepSyntax>()
            .Select((step, i) =>
            BindLine(
            step, insideTls: false, alsoInside: i < leading && at >= leading,
            mayRefuse: i < first || i > last || step is { IsTogether: true, FromClient: false } && i - 1 == first)).ToArray();
        var inside = dialogue.Steps.Skip(at + 1).Cast<MessageStepSyntax>()
            .Select(step => BindLine(step, insideTls: true, alsoInside: false)).ToArray();
        var fromTls = context.File.DialogueFromTls?.Steps.Select(step => BindLine(step, insideTls: true, alsoInside: false)).ToArray();
        var anyTime = context.File.AnyTime?.Lines.Select(BindAnyTime).ToArray() ?? [];
        var kept = tls[0].Keeps is { } keeps ? BindKept(keeps, before) : null;
        MarkReaders(before, [.. inside, .. fromTls ?? []], anyTime);
        var packet = tls[0].Packet is { } name ? BindPacket(name) : null;
        var steps = dialogue.Steps.OfType<MessageStepSyntax>().ToArray();
        var unreadable = Answers(context.File.AnyTime?.Unreadable?.Answers ?? [], byClient: false);
        CheckComplete();
        new ValueFlow(context, parameters, messages).Check(
        [
            new ValueFlow.Part(steps[..at], before, IsInside: false, dialogue.InAnyOrder),
            new ValueFlow.Part(steps[at..], inside, IsInside: true),
            new ValueFlow.Part(context.File.DialogueFromTls?.Steps ?? [], fromTls ?? [], IsInside: true),
        ], anyTime, unreadable);
        return new BoundDialogue(
            before, new TlsModel(
                tls[0].AtOnce, BindCondition(tls[0].If, byClient: true), kept, BindRenewed(tls[0].Renews, before, inside),
                context.TextOf(tls[0].Span))
            {
                Packet = packet,
            },
            inside, fromTls, anyTime, unreadable);
    }

    private void BindHosts()
    {
        foreach (
            var label in SyntaxWalk.All(context.File).OfType<LabelSyntax>().Where(label => ValueTable.IsHost(label.Name.Text))
            .DistinctBy(label => label.Name.Text.ToLowerInvariant()))
        {
            if (context.BindingOf(label.Name.Text.ToLowerInvariant()).IsNumber)
                context.Diagnostics.Report(GrammarDiagnostics.DefinedTwice, label.Name.Span, $"'{label.Name.Text}' is always there: the name that the certificate must carry, a text. Give the label of a number another name.");
        }
    }

    private void CheckTexts()
    {
        var seen = new HashSet<(string, bool)>();
        foreach (var text in context.File.Says)
        {
            if (context.Rules.Find(text.Rule.Text) is null)
            {
                context.Diagnostics.Report(GrammarDiagnostics.NotDefined, text.Rule.Span,
                    $"There is no rule '{text.Rule.Text}'{context.Diagnostics.Suggest(text.Rule.Text, context.Rules.Names)}. A text belongs to a named rule.");
            }
            else if (!seen.Add((text.Rule.Text.ToLowerInvariant(), text.InsideTls)))
            {
                context.Diagnostics.Report(
                    GrammarDiagnostics.DefinedTwice, text.Rule.Span, $"There are two texts for '{text.Rule.Text}'. Remove one.");
            }
        }
    }

    /// <summary>What both sides say without waiting has its place whatever the client does before.</summary>
    private void CheckTogether(DialogueSyntax dialogue)
    {
        foreach (var part in SkippedExchanges.InsideTls(context.File).Prepend(SkippedExchanges.BeforeTls(context.File)))
        {
            foreach (var step in part.Where(step => step.IsTogether))
            {
                if (dialogue.InAnyOrder && dialogue.Steps.TakeWhile(other => other is not TlsStepSyntax).Contains(step))
                    Report(step, "found 'C: … S: …' in a dialogue in any order, expected it in one whose order is that of its lines: else a server does not know when to speak");
                else if (step.Alternatives.Any(alternative => alternative.ElseSkip) || SkippedExchanges.SkippedBefore(part, step).Any())
                    Report(step, "found 'else skip' at 'C: … S: …' or the exchange before it, expected each to be said: else a server does not know when to speak");
            }
        }

        void Report(MessageStepSyntax step, string message) =>
            context.Diagnostics.Report(GrammarDiagnostics.NotUnderstood, step.Span, char.ToUpperInvariant(message[0]) + message[1..] + ".");
    }

    private LineModel BindLine(MessageStepSyntax step, bool insideTls, bool alsoInside, bool mayRefuse = false)
    {
        var alternatives = new List<AlternativeModel>();
        foreach (var syntax in step.Alternatives)
        {
            var message = messages.Get(syntax.Message);
            var mustWrite = syntax.Outcome is null && !(insideTls && !step.FromClient && !IsLeadingInside(step));
            var isWritten = mustWrite || syntax.Outcome?.Kind is OutcomeKind.NotOffered or OutcomeKind.Unavailable or OutcomeKind.Refused
                && mayRefuse && !alternatives.Any(other => other.Outcome == syntax.Outcome.Kind && other.Sentence is not null);
            var sentence = Sentence(syntax.Message, step.FromClient, insideTls, mustWrite, isWritten);
            var implicitSentence = alsoInside
                ? Sentence(
                syntax.Message, step.FromClient, insideTls: true, mustWrite: syntax.Outcome is null, isWritten: syntax.Outcome is null)
                : null;
            var condition = BindCondition(syntax.If, step.FromClient);
            alternatives.Add(new AlternativeModel(message, sentence, implicitSentence, syntax.Outcome?.Kind, condition,
                condition is null || syntax.ElseSkip ? null : syntax.Else?.Kind ?? OutcomeKind.NotOffered, syntax.ElseSkip,
                    syntax.OrClear is not null));
            if (syntax.OrClear is { } clear
                && (step.FromClient || insideTls || syntax.Outcome?.Kind is OutcomeKind.Next or OutcomeKind.Closed))
            {
                context.Diagnostics.Report(GrammarDiagnostics.NotUnderstood, clear,
                    "Found 'or clear', expected it only behind not-offered, unavailable or refused of an S: line before TLS: it says that the server goes on without TLS.");
            }
        }

        CheckWritten(step, alternatives, insideTls);
        return new LineModel(
            step.FromClient, context.TextOf(step.Span), alternatives) { Ask = BindAsk(step, insideTls), IsTogether = step.IsTogether };
    }

    /// <summary>Of a line that has to be written, one message is not never written.</summary>
    private void CheckWritten(MessageStepSyntax step, List<AlternativeModel> alternatives, bool insideTls)
    {
        var never = step.Alternatives.Where(alternative => alternative.Outcome is null && IsNever(alternative.Message, insideTls))
            .ToArray();
        if (never.Length > 0 && (step.FromClient || !insideTls || IsLeadingInside(step))
            && !alternatives.Any(alternative => alternative is { Outcome: null, Sentence: not null }))
        {
            context.Diagnostics.Report(GrammarDiagnostics.NothingToWrite, never[0].Span,
                $"'{context.TextOf(never[0].Message.Span)}' is never written, and nothing else is in its place. Give it a text in place of 'never', or add a message that is written.");
        }
    }

    private SentenceModel? BindAsk(MessageStepSyntax step, bool insideTls)
    {
        if (step.Alternatives.Select(alternative => alternative.Ask).FirstOrDefault(ask => ask is not null) is not { } ask)
            return null;
        if (step.FromClient || !insideTls)
            context.Diagnostics.Report(
                GrammarDiagnostics.NotUnderstood, ask.Span,
                "Found 'else ask', expected it only at an S: line inside TLS: a message that may not come there is asked for.");
        return Sentence(ask, byClient: true, insideTls, mustWrite: true, isWritten: true);
    }

    /// <summary>A server says only those lines inside TLS that come first; the others are the client's to read.</summary>
    private bool IsLeadingInside(MessageStepSyntax step)
    {
        var inside = context.File.Dialogue!.Steps.SkipWhile(other => other is not TlsStepSyntax).Skip(1);
        return Leads(inside) || Leads(context.File.DialogueFromTls?.Steps ?? []);

        bool Leads(IEnumerable<StepSyntax> steps) =>
            ServersOrder.Of(steps, other => other is MessageStepSyntax { IsTogether: true })
            .TakeWhile(other => other is MessageStepSyntax { FromClient: false }).Contains(step);
    }

    private AnyTimeModel BindAnyTime(AnyTimeLineSyntax line)
    {
        var message = messages.Get(line.Message);
        var answers = Answers(line.Answers, !line.FromClient);
        if (line.Outcome?.Kind == OutcomeKind.Next)
            context.Diagnostics.Report(
                GrammarDiagnostics.NotUnderstood, line.Outcome.Span,
                "Found 'next', expected no outcome or one that ends the upgrade: what is said at any time does not move the dialogue on.");
        return new AnyTimeModel(line.FromClient, message, answers, line.Outcome?.Kind, line.OrClear, context.TextOf(line.Span));
    }

    private SentenceModel[] Answers(IReadOnlyList<ExpressionSyntax> answers, bool byClient)
    {
        foreach (var never in answers.Where(answer => IsNever(answer, insideTls: false)))
        {
            context.Diagnostics.Report(GrammarDiagnostics.NothingToWrite, never.Span,
                $"'{context.TextOf(never.Span)}' is never written, and yet an answer. Give it a text in place of 'never'.");
        }

        return [.. answers.Select(answer => Sentence(answer, byClient, insideTls: false, mustWrite: true, isWritten: true))
            .OfType<SentenceModel>()];
    }

    private MessageModel? BindKept(NameToken keeps, LineModel[] before)
    {
        var kept = before.SelectMany(line => line.Alternatives).Select(alternative => alternative.Message)
            .FirstOrDefault(message => message.Name.Equals(keeps.Text, StringComparison.OrdinalIgnoreCase));
        if (kept is null)
        {
            context.Diagnostics.Report(GrammarDiagnostics.NotDefined, keeps.Span,
                $"No message '{keeps.Text}' stands before TLS{context.Diagnostics.Suggest(keeps.Text, before.SelectMany(line => line.Alternatives).Select(alternative => alternative.Message.Name))}. Name a rule of a line before TLS.");
        }

        return kept;
    }

    private BindingModel? BindRenewed(NameToken? renews, LineModel[] before, LineModel[] inside)
    {
        if (renews is null)
            return null;
        var isSaid = Said(before) && Said(inside);
        var value = isSaid ? context.BindingOf(renews.Text.ToLowerInvariant()) : null;
        if (value is null or { IsNumber: true })
        {
            context.Diagnostics.Report(GrammarDiagnostics.NotDefined, renews.Span,
                $"'{renews.Text}' is no text that the server says before TLS and again inside. Name a label of an S: line that stands on both sides.");
        }

        return value;

        bool Said(LineModel[] lines) =>
            lines.Where(line => !line.FromClient).SelectMany(line => line.Alternatives)
            .SelectMany(alternative => alternative.Message.Labels)
            .Any(label => !label.IsList && label.Name.Equals(renews.Text, StringComparison.OrdinalIgnoreCase));
    }

    private static void MarkReaders(LineModel[] before, LineModel[] inside, AnyTimeModel[] anyTime)
    {
        foreach (var line in before.Concat(inside))
        {
            foreach (var alternative in line.Alternatives)
            {
                if (!line.FromClient)
                    alternative.Message.ReadByClient = true;
                else
                    alternative.Message.ReadByServer = true;
            }
        }

        foreach (var line in anyTime)
        {
            if (line.FromClient)
                line.Message.ReadByServer = true;
            else
                line.Message.ReadByClient = true;
        }

        var slot = 0;
        foreach (var message in inside.Where(line => !line.FromClient).SelectMany(line => line.Alternatives)
            .Where(alternative =>
                alternative.Outcome is null or OutcomeKind.Next && alternative.Message.Labels.Count > 0 && IsNamed(alternative.Message))
            .Select(alternative => alternative.Message).Where(message => message.Labels.Count > 0 && IsNamed(message)).Distinct())
        {
            message.KeptSlot = slot++;
        }

    }

    private static bool IsNamed(MessageModel message) => message.Name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    /// <summary>A number is tested as a number, or by its digits; anything else by its text.</summary>
    private bool IsTestable(ParameterSyntax parameter, LabelTestSyntax test)
    {
        var form = context.Values.ParameterRule(parameter) is { } rule
            ? NumberForms.Of(context.Compiler.CompileNested(rule, Arguments.None), context.Values.IsSize(parameter.Name.Text)) : null;
        return test.Text is not null ? form is null or { Kind: LabelKind.Decimal or LabelKind.Hexadecimal }
            : test.Number is not null && form is not null;
    }

    private LabelTestModel BindTest(LabelTestSyntax test)
    {
        var label = test.Label.Text.ToLowerInvariant();
        return new NumberNames(context.Rules, context.Diagnostics).Resolve(test.Number, Arguments.None) switch
        {
            NumberRangeSyntax range => new LabelTestModel(label, null, range.First, IsMask: false),
            NumberMaskSyntax mask => new LabelTestModel(label, null, mask.Set, IsMask: true) { Unset = mask.Unset },
            _ => new LabelTestModel(label, test.Text, null, IsMask: false),
        };
    }

    private ConditionModel? BindCondition(ConditionSyntax? condition, bool byClient)
    {
        if (condition is null)
            return null;
        var tests = new List<LabelTestModel>();
        var parameterTests = new List<ParameterTestModel>();
        foreach (var test in condition.Tests.OfType<LabelTestSyntax>())
        {
            if (context.Values.Parameter(test.Label.Text) is { } parameter && !context.Values.IsLabel(test.Label.Text)
                && IsTestable(parameter, test))
            {
                parameters.Use(parameter.Name.Text, byClient);
                var bound = BindTest(test);
                parameterTests.Add(new ParameterTestModel(bound.Label, bound.Text, bound.Number, bound.IsMask) { Unset = bound.Unset });
            }
            else if (!context.Values.IsLabel(test.Label.Text))
            {
                context.Diagnostics.Report(GrammarDiagnostics.NotDefined, test.Label.Span,
                    $"No message has a label '{test.Label.Text}'{context.Diagnostics.Suggest(test.Label.Text, context.Values.KnownNames)}. Test a label of a message that was read before, or a parameter's text.");
            }
            else
            {
                var bound = BindTest(test);
                tests.Add(bound);
                if (!_tests.Contains(bound))
                    _tests.Add(bound);
            }
        }

        return new ConditionModel(tests, parameterTests, condition.Tests.OfType<UnknownTestSyntax>().Any(), context.TextOf(condition.Span));
    }
}
