using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Binding;

/// <summary>The lines of a dialogue.</summary>
internal sealed record BoundDialogue(
    IReadOnlyList<LineModel> Before, TlsModel Tls, IReadOnlyList<LineModel> Inside, IReadOnlyList<LineModel>? FromTls, IReadOnlyList<AnyTimeModel> AnyTime,
    IReadOnlyList<SentenceModel> Unreadable);

/// <summary>Binds the dialogue: its messages, what each role writes, conditions and outcomes.</summary>
internal sealed class DialogueBinder(BindingContext context, MessageTable messages, ParameterBinder parameters)
{
    private readonly List<LabelTestModel> _tests = [];
    private readonly Dictionary<string, SentenceModel?> _sentences = [];
    private readonly HashSet<string> _methodNames = [];
    private readonly Dictionary<bool, HashSet<string>> _heard = [];

    public IReadOnlyList<LabelTestModel> LabelTests => _tests;

    public BoundDialogue? Bind()
    {
        if (context.File.Dialogue is not { } dialogue)
        {
            context.Diagnostics.Report(GrammarDiagnostics.NoWayOut, context.File.Protocol!.Span, "There is no dialogue. Write one: the lines C: and S:, with TLS among them.");
            return null;
        }

        var tls = dialogue.Steps.OfType<TlsStepSyntax>().ToArray();
        if (tls.Length != 1)
        {
            context.Diagnostics.Report(GrammarDiagnostics.NoWayOut, tls.Length == 0 ? dialogue.Span : tls[1].Span,
                tls.Length == 0 ? "The dialogue never starts TLS. Write the line TLS where the handshake starts." : "TLS starts twice. Keep one TLS line: nothing leaves TLS again.");
            return null;
        }

        CheckTexts();
        foreach (var name in new[] { ValueTable.Host, ValueTable.UnicodeHost }.Where(context.Values.IsLabel))
            context.BindingOf(name);
        var at = dialogue.Steps.ToList().IndexOf(tls[0]);
        var greetsInside = at + 1 < dialogue.Steps.Count && dialogue.Steps[at + 1] is MessageStepSyntax { FromClient: false };
        var leading = greetsInside || context.File.DialogueFromTls is not null ? 0 : dialogue.Steps.TakeWhile(step => step is MessageStepSyntax { FromClient: false }).Count();
        var before = dialogue.Steps.Take(at).Cast<MessageStepSyntax>().Select((step, i) => BindLine(step, insideTls: false, alsoInside: i < leading && at >= leading)).ToArray();
        var inside = dialogue.Steps.Skip(at + 1).Cast<MessageStepSyntax>().Select(step => BindLine(step, insideTls: true, alsoInside: false)).ToArray();
        var fromTls = context.File.DialogueFromTls?.Steps.Select(step => BindLine(step, insideTls: true, alsoInside: false)).ToArray();
        var anyTime = context.File.AnyTime?.Lines.Select(BindAnyTime).ToArray() ?? [];
        var kept = tls[0].Keeps is { } keeps ? BindKept(keeps, before) : null;
        MarkReaders(before, [.. inside, .. fromTls ?? []], anyTime);
        var steps = dialogue.Steps.OfType<MessageStepSyntax>().ToArray();
        new ValueFlow(context, parameters).Check(
        [
            new ValueFlow.Part(steps[..at], before, IsInside: false, dialogue.InAnyOrder),
            new ValueFlow.Part(steps[at..], inside, IsInside: true),
            new ValueFlow.Part(context.File.DialogueFromTls?.Steps ?? [], fromTls ?? [], IsInside: true),
        ], anyTime);
        return new BoundDialogue(
            before, new TlsModel(tls[0].AtOnce, BindCondition(tls[0].If, byClient: true), kept, BindRenewed(tls[0].Renews, before, inside), context.TextOf(tls[0].Span)),
            inside, fromTls, anyTime, Answers(context.File.AnyTime?.Unreadable?.Answers ?? [], byClient: false));
    }

    private void CheckTexts()
    {
        var seen = new HashSet<(string, bool)>();
        foreach (var text in context.File.Says)
        {
            if (context.Rules.Find(text.Rule.Text) is null)
            {
                context.Diagnostics.Report(GrammarDiagnostics.NotDefined, text.Rule.Span,
                    $"There is no rule '{text.Rule.Text}'{Suggestion.For(text.Rule.Text, context.Rules.Names)}. A text belongs to a named rule.");
            }
            else if (!seen.Add((text.Rule.Text.ToLowerInvariant(), text.InsideTls)))
            {
                context.Diagnostics.Report(GrammarDiagnostics.DefinedTwice, text.Rule.Span, $"There are two texts for '{text.Rule.Text}'. Remove one.");
            }
        }
    }

    private LineModel BindLine(MessageStepSyntax step, bool insideTls, bool alsoInside)
    {
        var alternatives = new List<AlternativeModel>();
        foreach (var syntax in step.Alternatives)
        {
            var message = messages.Get(syntax.Message);
            var mustWrite = syntax.Outcome is null && !(insideTls && !step.FromClient && !IsLeadingInside(step));
            var sentence = Sentence(syntax.Message, step.FromClient, insideTls, mustWrite);
            var implicitSentence = alsoInside ? Sentence(syntax.Message, step.FromClient, insideTls: true, mustWrite: syntax.Outcome is null) : null;
            var condition = BindCondition(syntax.If, step.FromClient);
            alternatives.Add(new AlternativeModel(message, sentence, implicitSentence, syntax.Outcome?.Kind, condition,
                condition is null || syntax.ElseSkip ? null : syntax.Else?.Kind ?? OutcomeKind.NotOffered, syntax.ElseSkip, syntax.OrClear is not null));
            if (syntax.OrClear is { } clear && (step.FromClient || insideTls || syntax.Outcome?.Kind is OutcomeKind.Next or OutcomeKind.Closed))
            {
                context.Diagnostics.Report(GrammarDiagnostics.NotUnderstood, clear,
                    "Found 'or clear', expected it only behind not-offered, unavailable or refused of an S: line before TLS: it says that the server goes on without TLS.");
            }
        }

        return new LineModel(step.FromClient, context.TextOf(step.Span), alternatives) { Ask = BindAsk(step, insideTls) };
    }

    private SentenceModel? BindAsk(MessageStepSyntax step, bool insideTls)
    {
        if (step.Alternatives.Select(alternative => alternative.Ask).FirstOrDefault(ask => ask is not null) is not { } ask)
            return null;
        if (step.FromClient || !insideTls)
            context.Diagnostics.Report(GrammarDiagnostics.NotUnderstood, ask.Span, "Found 'else ask', expected it only at an S: line inside TLS: a message that may not come there is asked for.");
        return Sentence(ask, byClient: true, insideTls, mustWrite: true);
    }

    /// <summary>A server says only those lines inside TLS that come first; the others are the client's to read.</summary>
    private bool IsLeadingInside(MessageStepSyntax step)
    {
        var inside = context.File.Dialogue!.Steps.SkipWhile(other => other is not TlsStepSyntax).Skip(1);
        return Leads(inside) || Leads(context.File.DialogueFromTls?.Steps ?? []);

        bool Leads(IEnumerable<StepSyntax> steps) => steps.TakeWhile(other => other is MessageStepSyntax { FromClient: false }).Contains(step);
    }

    private AnyTimeModel BindAnyTime(AnyTimeLineSyntax line)
    {
        var message = messages.Get(line.Message);
        var answers = Answers(line.Answers, !line.FromClient);
        if (line.Outcome?.Kind == OutcomeKind.Next)
            context.Diagnostics.Report(GrammarDiagnostics.NotUnderstood, line.Outcome.Span, "Found 'next', expected no outcome or one that ends the upgrade: what is said at any time does not move the dialogue on.");
        return new AnyTimeModel(line.FromClient, message, answers, line.Outcome?.Kind, line.OrClear, context.TextOf(line.Span));
    }

    private SentenceModel[] Answers(IReadOnlyList<ExpressionSyntax> answers, bool byClient) =>
        [.. answers.Select(answer => Sentence(answer, byClient, insideTls: false, mustWrite: true)).OfType<SentenceModel>()];

    private MessageModel? BindKept(NameToken keeps, LineModel[] before)
    {
        var kept = before.SelectMany(line => line.Alternatives).Select(alternative => alternative.Message).FirstOrDefault(message => message.Name.Equals(keeps.Text, StringComparison.OrdinalIgnoreCase));
        if (kept is null)
        {
            context.Diagnostics.Report(GrammarDiagnostics.NotDefined, keeps.Span,
                $"No message '{keeps.Text}' stands before TLS{Suggestion.For(keeps.Text, before.SelectMany(line => line.Alternatives).Select(alternative => alternative.Message.Name))}. Name a rule of a line before TLS.");
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

        bool Said(LineModel[] lines) => lines.Where(line => !line.FromClient).SelectMany(line => line.Alternatives).SelectMany(alternative => alternative.Message.Labels)
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
            .Where(alternative => alternative.Outcome is null or OutcomeKind.Next && alternative.Message.Labels.Count > 0 && IsNamed(alternative.Message))
            .Select(alternative => alternative.Message).Where(message => message.Labels.Count > 0 && IsNamed(message)).Distinct())
        {
            message.KeptSlot = slot++;
        }

    }

    private static bool IsNamed(MessageModel message) => message.Name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private SentenceModel? Sentence(ExpressionSyntax expression, bool byClient, bool insideTls, bool mustWrite)
    {
        var rule = expression is RuleReferenceSyntax reference ? context.Rules.Find(reference.Name.Text) : null;
        var text = rule is null ? null : FindText(rule.Name.Text, insideTls);
        var key = $"{byClient}|{(text is null ? context.TextOf(expression.Span) : $"{rule!.Name.Text}|{text.InsideTls}|{context.TextOf(expression.Span)}")}";
        if (_sentences.TryGetValue(key, out var known) && (known is not null || !mustWrite))
            return known;

        var source = text?.Text ?? expression;
        if (!IsSound(expression, source))
            return null;
        var builder = new SentenceBuilder(context.Rules, context.Values, context.Referenced, Heard(byClient));
        SentenceModel? sentence = null;
        try
        {
            sentence = context.ExpandXml(source) is { } xml
                ? XmlSentence(xml, expression, source, text, builder, byClient)
                : OctetSentence(expression, source, text, builder, byClient);
        }
        catch (SentenceBuilder.UndeterminedException undetermined)
        {
            if (mustWrite)
            {
                context.Diagnostics.Report(GrammarDiagnostics.NothingToWrite, text is null ? expression.Span : undetermined.Span,
                    $"Nothing says what to write for '{undetermined.What}' in '{context.TextOf(expression.Span)}'. Give it a text below 'says', or declare a parameter '{undetermined.What}' with a default.");
            }
        }

        return _sentences[key] = sentence;
    }

    /// <summary>The labels that a role may know with another value than its own parameter's: those that it reads, and those that a text spells out.</summary>
    private HashSet<string> Heard(bool byClient) => _heard.TryGetValue(byClient, out var known) ? known : _heard[byClient] =
    [
        .. context.File.MessageSteps.Where(step => step.FromClient != byClient).SelectMany(step => step.Alternatives).Select(alternative => alternative.Message)
            .Concat(context.File.AnyTime?.Lines.Where(line => line.FromClient != byClient).Select(line => line.Message) ?? [])
            .SelectMany(LabelsWithin)
            .Concat(context.File.Says.SelectMany(text => SyntaxWalk.All(text.Text)).OfType<LabelSyntax>().Select(label => label.Name.Text.ToLowerInvariant())),
    ];

    private IEnumerable<string> LabelsWithin(ExpressionSyntax expression) => LabelsWithin(expression, Arguments.None, 0);

    private IEnumerable<string> LabelsWithin(ExpressionSyntax expression, Arguments scope, int depth)
    {
        if (depth > 64)
            return [];
        var inner = SyntaxWalk.Children(expression).SelectMany(child => LabelsWithin(child, scope, depth + 1));
        if (expression is LabelSyntax label)
            return inner.Append(label.Name.Text.ToLowerInvariant());
        if (expression is not RuleReferenceSyntax reference)
            return inner;
        return reference.Arguments.Count == 0 && scope.TryFind(reference.Name.Text, out var value, out var valueScope) ? LabelsWithin(value, valueScope, depth + 1)
            : context.Rules.Find(reference.Name.Text) is { } rule ? LabelsWithin(rule.Body, Arguments.Of(rule, reference.Arguments, scope), depth + 1) : [];
    }

    /// <summary>Of a rule that is not understood no sentence is sought: it may be endless, and what it lacks is known already.</summary>
    private bool IsSound(ExpressionSyntax expression, ExpressionSyntax source)
    {
        messages.Get(expression);
        if (source != expression && context.ExpandXml(source) is null)
            context.Compiler.CompileText(source);
        return !context.Diagnostics.HasErrorsBesides(GrammarDiagnostics.NothingToWrite);
    }

    private SentenceModel OctetSentence(ExpressionSyntax expression, ExpressionSyntax source, SaysSyntax? text, SentenceBuilder builder, bool byClient)
    {
        var message = messages.Get(expression);
        var introduced = message.Labels.Select(label => label.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var parts = builder.Build(source, introduced, isText: text is not null);
        parameters.Use(parts, byClient);
        return new SentenceModel
        {
            Message = message.Name,
            MethodName = UniqueMethodName(MethodName(message) + (text?.InsideTls == true ? "InsideTls" : "")),
            Text = context.TextOf(source.Span),
            Parts = parts,
        };
    }

    private SentenceModel XmlSentence(XmlElementSyntax xml, ExpressionSyntax expression, ExpressionSyntax source, SaysSyntax? text, SentenceBuilder builder, bool byClient)
    {
        var message = messages.Get(expression);
        var found = new Dictionary<string, SentencePart>(StringComparer.OrdinalIgnoreCase);
        foreach (var value in WrittenValues(xml))
        {
            var name = value switch { LabelSyntax label => label.Name.Text, ValueReferenceSyntax reference => reference.Name.Text, _ => null };
            if (name is null)
                continue;
            var isLabel = value is LabelSyntax || message.Labels.Any(label => label.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            var part = value is LabelSyntax { Item: LiteralSyntax literal } ? new LiteralPart(System.Text.Encoding.UTF8.GetBytes(literal.Text))
                : builder.ValueOf(name, isLabel) ?? throw new SentenceBuilder.UndeterminedException(name, value.Span);
            found[name] = isLabel && part is LiteralPart or ParameterPart && context.Referenced.Contains(name.ToLowerInvariant())
                ? new LabelledPart(name.ToLowerInvariant(), default, [part]) : part;
        }

        parameters.Use(found.Values, byClient);
        return new SentenceModel
        {
            Message = message.Name,
            MethodName = UniqueMethodName(MethodName(message) + (text?.InsideTls == true ? "InsideTls" : "")),
            Text = context.TextOf(source.Span),
            Xml = xml,
            XmlValues = found,
        };
    }

    /// <summary>The values that the shortest sentence of an element has: those of attributes that are not optional, and of text.</summary>
    private static IEnumerable<ExpressionSyntax> WrittenValues(XmlElementSyntax xml)
    {
        if (xml.Name is null)
            throw new SentenceBuilder.UndeterminedException("<*>", xml.Span);
        foreach (var attribute in xml.Attributes.Where(attribute => !attribute.IsOptional))
        {
            if (attribute.Value is LabelSyntax or ValueReferenceSyntax)
                yield return attribute.Value;
            else if (attribute.Value is not LiteralSyntax)
                throw new SentenceBuilder.UndeterminedException(attribute.Name.Text, attribute.Span);
        }

        foreach (var child in xml.Children)
        {
            switch (child)
            {
                case XmlElementSyntax element:
                    foreach (var value in WrittenValues(element))
                        yield return value;
                    break;
                case LabelSyntax { Item: XmlElementSyntax element }:
                    foreach (var value in WrittenValues(element))
                        yield return value;
                    break;
                case RepetitionSyntax { Minimum: > 0, Item: XmlElementSyntax element }:
                    foreach (var value in WrittenValues(element))
                        yield return value;
                    break;
                case LabelSyntax or ValueReferenceSyntax:
                    yield return child;
                    break;
                case RuleReferenceSyntax rule:
                    throw new SentenceBuilder.UndeterminedException(rule.Name.Text, rule.Span);
            }
        }
    }

    private SaysSyntax? FindText(string rule, bool insideTls) =>
        context.File.Says.Where(text => text.Rule.Text.Equals(rule, StringComparison.OrdinalIgnoreCase) && (insideTls || !text.InsideTls))
            .OrderByDescending(text => text.InsideTls).FirstOrDefault();

    private static string MethodName(MessageModel message) =>
        "Write" + (message.TypeName is ['N', >= '0' and <= '9', ..] ? message.TypeName[1..] : message.TypeName);

    private string UniqueMethodName(string name)
    {
        var unique = name;
        for (var number = 2; !_methodNames.Add(unique); number++)
            unique = name + number;
        return unique;
    }

    /// <summary>A number is tested as a number, or by its digits; anything else by its text.</summary>
    private bool IsTestable(ParameterSyntax parameter, LabelTestSyntax test)
    {
        var form = context.Values.ParameterRule(parameter) is { } rule
            ? NumberForms.Of(context.Compiler.CompileNested(rule, Arguments.None), context.Values.IsSize(parameter.Name.Text)) : null;
        return test.Text is not null ? form is null or { Kind: LabelKind.Decimal or LabelKind.Hexadecimal } : test.Number is not null && form is not null;
    }

    private ConditionModel? BindCondition(ConditionSyntax? condition, bool byClient)
    {
        if (condition is null)
            return null;
        var tests = new List<LabelTestModel>();
        var parameterTests = new List<ParameterTestModel>();
        foreach (var test in condition.Tests.OfType<LabelTestSyntax>())
        {
            if (context.Values.Parameter(test.Label.Text) is { } parameter && !context.Values.IsLabel(test.Label.Text) && IsTestable(parameter, test))
            {
                parameters.Use(parameter.Name.Text, byClient);
                parameterTests.Add(new ParameterTestModel(parameter.Name.Text.ToLowerInvariant(), test.Text, test.Number, test.IsMask));
            }
            else if (!context.Values.IsLabel(test.Label.Text))
            {
                context.Diagnostics.Report(GrammarDiagnostics.NotDefined, test.Label.Span,
                    $"No message has a label '{test.Label.Text}'{Suggestion.For(test.Label.Text, context.Values.KnownNames)}. Test a label of a message that was read before, or a parameter's text.");
            }
            else
            {
                var bound = new LabelTestModel(test.Label.Text.ToLowerInvariant(), test.Text, test.Number, test.IsMask);
                tests.Add(bound);
                if (!_tests.Contains(bound))
                    _tests.Add(bound);
            }
        }

        return new ConditionModel(tests, parameterTests, condition.Tests.OfType<UnknownTestSyntax>().Any(), context.TextOf(condition.Span));
    }
}
