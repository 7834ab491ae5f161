using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Binding;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;
using ProtocolKit.Grammar.Xml;

namespace ProtocolKit.Grammar.Proofs;

/// <summary>Proves what can be proved of the messages that may come at one place: that each has one meaning and ends by itself, and that
/// what one role writes the other reads.</summary>
internal sealed class MessageProofs(BindingContext context, MessageTable messages, ProtocolModel model)
{
    private sealed record Candidate(MessageModel Message, TextSpan Span);

    /// <summary>The messages of a place by their numbers, and whether two of them need to be compared.</summary>
    private sealed record Meeting(Dictionary<MessageModel, int> Numbers, bool[,] Meet);

    private readonly HashSet<(MessageModel, MessageModel)> _compared = [];
    private readonly SentencePatterns _sentences = new(context);
    private readonly List<Meeting> _places = [];

    public void Run()
    {
        CheckRepeated();
        foreach (var candidates in WaitingPlaces())
            Compare(candidates);
        var sized = new SizedSentences(context, messages, model);
        Bounded(context.File.Dialogue!.Span, sized.Run);
        foreach (var text in context.File.Says.Where(text => text.Word is null && !sized.Checked.Contains(text)))
            Bounded(text.Span, () => CheckText(text));
        CheckReadAsMeant();
        foreach (
            var parameter in context.Values.Parameters.Where(parameter =>
            parameter.Rule is not null && context.Values.IsLabel(parameter.Name.Text)))
            Bounded(parameter.Name.Span, () => CheckWidth(parameter.Name, parameter.Rule!, "parameter"));
        foreach (var fresh in context.Values.FreshValues.Where(fresh => context.Values.IsLabel(fresh.Name.Text)))
            Bounded(fresh.Name.Span, () => CheckWidth(fresh.Name, fresh.Rule, "fresh value"));
    }

    /// <summary>What may come wherever a role waits, in the order in which it is tried.</summary>
    private IEnumerable<IReadOnlyList<Candidate>> WaitingPlaces()
    {
        var steps = context.File.MessageSteps.ToArray();
        var before = context.File.Dialogue!.Steps.TakeWhile(step => step is not TlsStepSyntax).OfType<MessageStepSyntax>()
            .Where(step => step.FromClient).ToArray();
        var fromServer = AnyTime(fromClient: false);
        var fromClient = AnyTime(fromClient: true);
        if (model.Tls.Packet is { } packet)
            yield return [new Candidate(packet.Message, context.File.Dialogue!.Steps.OfType<TlsStepSyntax>().Single().Packet!.Span)];
        foreach (var step in steps.Where(step => !step.FromClient))
            yield return [.. Alternatives(step), .. fromServer];
        if (model.InAnyOrder)
        {
            yield return [.. before.SelectMany(Alternatives).DistinctBy(candidate => candidate.Message), .. fromClient];
            yield break;
        }

        foreach (var step in before)
            yield return [.. SkippedExchanges.TakenAt(before, step).SelectMany(Alternatives), .. fromClient];
        foreach (var inside in SkippedExchanges.InsideTls(context.File))
        {
            foreach (var step in inside)
                yield return [.. SkippedExchanges.TakenAt(inside, step).SelectMany(Alternatives)];
        }
    }

    private IEnumerable<Candidate> Alternatives(MessageStepSyntax step) =>
        step.Alternatives.Select(alternative => new Candidate(messages.Get(alternative.Message), alternative.Span));

    private Candidate[] AnyTime(bool fromClient) =>
        [.. context.File.AnyTime?.Lines.Where(line => line.FromClient == fromClient)
            .Select(line => new Candidate(messages.Get(line.Message), line.Span)) ?? []];

    /// <summary>The same message twice in one line.</summary>
    private void CheckRepeated()
    {
        foreach (var step in context.File.MessageSteps)
        {
            foreach (var group in Alternatives(step).GroupBy(candidate => candidate.Message))
            {
                foreach (var later in group.Skip(1))
                    ReportNeverMatches(group.First(), later);
            }
        }

        if (model.InAnyOrder)
            return;
        foreach (var steps in SkippedExchanges.InsideTls(context.File).Prepend(SkippedExchanges.BeforeTls(context.File)))
        {
            foreach (var step in steps)
            {
                var own = Alternatives(step).Select(candidate => candidate.Message).ToHashSet();
                foreach (
                    var later in SkippedExchanges.TakenAt(steps, step).Skip(1).SelectMany(Alternatives)
                    .Where(later => own.Contains(later.Message)))
                    ReportNotTold(step, later);
            }
        }
    }

    private void Compare(IReadOnlyList<Candidate> candidates)
    {
        var meet = candidates.Any(candidate => candidate.Message.Xml is not null) ? null
            : Meetings.Of([.. candidates.Select(candidate => candidate.Message.Language!)]);
        if (meet is not null)
        {
            var numbers = new Dictionary<MessageModel, int>();
            for (var i = 0; i < candidates.Count; i++)
                numbers.TryAdd(candidates[i].Message, i);
            _places.Add(new Meeting(numbers, meet));
        }

        for (var j = 0; j < candidates.Count; j++)
        {
            for (var i = 0; i <= j; i++)
            {
                if (i < j && meet?[i, j] == false || !_compared.Add((candidates[i].Message, candidates[j].Message)))
                    continue;
                var (earlier, later) = (candidates[i], candidates[j]);
                Bounded(later.Span, () => Compare(earlier, later));
            }
        }
    }

    private void Compare(Candidate earlier, Candidate later)
    {
        if (earlier.Message.Xml is not null || later.Message.Xml is not null)
            CompareXml(earlier, later);
        else if (earlier == later)
            CheckPrefix(earlier, later);
        else
            CompareOctets(earlier, later);
    }

    /// <summary>Whether two messages are known to differ: at a place where both may come, neither accepts or begins what the other
    /// accepts.</summary>
    private bool Differ(MessageModel earlier, MessageModel later) => _places.Exists(place =>
        place.Numbers.TryGetValue(earlier, out var i) && place.Numbers.TryGetValue(later, out var j) && !place.Meet[i, j]);

    /// <summary>Compares; says so where that would take too long.</summary>
    private void Bounded(TextSpan span, Action compare)
    {
        try
        {
            compare();
        }
        catch (LanguageRelation.TooLargeException)
        {
            ReportTooLarge(span);
        }
    }

    private void ReportTooLarge(TextSpan span) => context.Diagnostics.Report(GrammarDiagnostics.NotCompilable, span,
        "This has too many places to be compared with what else may come or be written here. Let its bounds and alternatives be fewer.");

    /// <summary>The automaton of what may be written, or null where it is too large.</summary>
    private Dfa? Written(Func<List<DeterminizationError>, Dfa> determinize, TextSpan span)
    {
        var errors = new List<DeterminizationError>();
        var automaton = determinize(errors);
        if (errors.TrueForAll(error => error.Kind != DeterminizationErrorKind.TooLarge))
            return automaton;
        ReportTooLarge(span);
        return null;
    }

    private Dfa? Written(Pattern pattern, TextSpan span) =>
        Written(errors => Determinizer.Determinize(NfaBuilder.Build(pattern, onlyLabels: []), [], errors), span);

    private void CompareOctets(Candidate earlier, Candidate later)
    {
        var (a, b) = (earlier.Message.Language!, later.Message.Language!);
        if (LanguageRelation.FindCommon(a, b) is { } common)
        {
            if (LanguageRelation.FindOutside(b, a) is null)
                ReportNeverMatches(earlier, later);
            else if (LanguageRelation.FindOutside(a, b) is { } outside)
                ReportOverlap(earlier, later, ExampleText.Of(common), OnlyOne(a, b, outside, ExampleText.Of(common)));
        }

        CheckPrefix(earlier, later);
        CheckPrefix(later, earlier);
    }

    private void CheckPrefix(Candidate shorter, Candidate longer)
    {
        if (LanguageRelation.FindPrefix(shorter.Message.Language!, longer.Message.Language!) is { } found)
            ReportPrefix(shorter, longer, ExampleText.Of(found.Sentence), ExampleText.Of(found.Longer));
    }

    private void CompareXml(Candidate earlier, Candidate later)
    {
        if (earlier == later || earlier.Message.Xml is not { } a || later.Message.Xml is not { } b)
            return;
        var comparison = XmlRelation.Compare(a, b, context.XmlNames, Relations());
        switch (comparison.Kind)
        {
            case XmlRelationKind.Equal or XmlRelationKind.SecondInFirst:
                ReportNeverMatches(earlier, later);
                break;
            case XmlRelationKind.Overlapping:
                ReportOverlap(earlier, later, comparison.Example!, "");
                break;
            case XmlRelationKind.FirstBeginsSecond:
                ReportPrefix(earlier, later, comparison.Example!, comparison.Example + "…");
                break;
            case XmlRelationKind.SecondBeginsFirst:
                ReportPrefix(later, earlier, comparison.Example!, comparison.Example + "…");
                break;
        }
    }

    private XmlRuleRelations Relations() => new(
        (a, b) => Automaton(a) is { } x && Automaton(b) is { } y ? LanguageRelation.FindOutside(x, y) is null : b.Matcher is null,
        (a, b) =>
            Automaton(a) is { } x && Automaton(b) is { } y ? LanguageRelation.FindCommon(x, y) is { } common ? ExampleText.Of(common)
            : null : a.Matcher is null ? b.Sample : a.Sample,
        (rule, text) =>
            Automaton(rule) is not { } automaton || ParameterBinder.Accepts(automaton, System.Text.Encoding.UTF8.GetBytes(text)));

    private Dfa? Automaton(XmlRule rule) => rule.Matcher is null ? null : context.FindValueRule(rule.Matcher)?.Automaton;

    /// <summary>A sentence that only one of two accepts, which looks other than the one that both do; empty where sizes alone tell them
    /// apart.</summary>
    private static string OnlyOne(Dfa a, Dfa b, IReadOnlyList<Symbol> outside, string common) =>
        ExampleText.Of(outside) is var first && first != common ? $", and only the first accepts \"{first}\""
        : LanguageRelation.FindOutside(b, a) is { } other && ExampleText.Of(other) is var second && second != common
            ? $", and only the second accepts \"{second}\"" : "";

    private void ReportOverlap(Candidate earlier, Candidate later, string common, string only) =>
        context.Diagnostics.Report(GrammarDiagnostics.Overlap, later.Span,
            $"Both '{earlier.Message.Name}' and '{later.Message.Name}' accept \"{common}\"" +
            only + ". Let them differ, or let the later one accept all that the earlier one does.");

    private void ReportNeverMatches(Candidate earlier, Candidate later) =>
        context.Diagnostics.Report(GrammarDiagnostics.NeverMatches, later.Span,
            $"'{later.Message.Name}' never matches: '{earlier.Message.Name}' stands before it and accepts all of it. Put the narrower one first, or remove one.");

    private void ReportNotTold(MessageStepSyntax skipped, Candidate later) =>
        context.Diagnostics.Report(GrammarDiagnostics.NeverMatches, later.Span,
            $"'{later.Message.Name}' can't be told from the same message of the exchange before it ({context.TextOf(skipped.Span)}), which the client may leave out. Let the two differ.");

    private void ReportPrefix(Candidate shorter, Candidate longer, string sentence, string whole) =>
        context.Diagnostics.Report(GrammarDiagnostics.Prefix, longer.Span,
            $"\"{sentence}\" of '{shorter.Message.Name}' is the beginning of \"{whole}\" of '{longer.Message.Name}', so its reader can't tell whether the message has ended. " +
            "End each message with something that stands nowhere else in it, such as CRLF or a lone dot.");

    private void CheckText(SaysSyntax text)
    {
        foreach (var message in messages.All.Where(message => Names(messages.SourceOf(message).Expression, text.Rule.Text)))
        {
            if (message.Xml is { } rule)
            {
                if (context.ExpandXml(text.Text) is not { } xml || XmlPatternBuilder.Build(xml, context.XmlContext) is not { } pattern)
                    continue;
                var comparison = XmlRelation.Compare(pattern, rule, context.XmlNames, Relations(), firstIsWritten: true);
                if (comparison.Kind is not (XmlRelationKind.Equal or XmlRelationKind.FirstInSecond))
                    ReportNoSentence(text, comparison.Example ?? context.TextOf(text.Text.Span), "");
                continue;
            }

            var said = context.Compiler.CompileText(text.Text);
            if (context.Diagnostics.HasErrors)
                return;
            if (Written(said, text.Span) is { } automaton && LanguageRelation.FindOutside(automaton, message.Language!) is { } outside)
                ReportNoSentence(
                    text, ExampleText.Of(outside), ": " + NoSentence.Why(message.Language!, outside, PatternFacts.HasParts(said)));
        }
    }

    /// <summary>What is written for an alternative must not be read as an earlier one; nor as an earlier request, where those come in any
    /// order.</summary>
    private void CheckReadAsMeant()
    {
        var steps = context.File.MessageSteps.ToArray();
        var lines = model.LinesBeforeTls.Concat(model.LinesInsideTls).Concat(model.LinesFromTls ?? []).ToArray();
        var requests = new List<MessageModel>();
        var parts = SkippedExchanges.InsideTls(context.File).Prepend(SkippedExchanges.BeforeTls(context.File)).ToArray();
        for (var i = 0; i < lines.Length; i++)
        {
            var isRequest = model.InAnyOrder && lines[i].FromClient && i < model.LinesBeforeTls.Count;
            var earlier = isRequest ? requests
                : lines[i].FromClient && parts.FirstOrDefault(part => part.Contains(steps[i])) is { } part
                    ? [.. SkippedExchanges.SkippedBefore(part, steps[i]).SelectMany(Alternatives).Select(candidate => candidate.Message)]
                        : [];
            for (var a = 0; a < lines[i].Alternatives.Count; a++)
            {
                var (alternative, span) = (lines[i].Alternatives[a], steps[i].Alternatives[a].Span);
                Bounded(span, () => CheckReadAsMeant(alternative, span, earlier));
                if (!earlier.Contains(lines[i].Alternatives[a].Message))
                    earlier.Add(lines[i].Alternatives[a].Message);
            }
        }
    }

    private void CheckReadAsMeant(AlternativeModel alternative, TextSpan span, List<MessageModel> before)
    {
        if (alternative.Sentence is not { Xml: null } sentence || before.Count == 0 || context.Diagnostics.HasErrors)
            return;
        var near = before.TakeWhile(message => message != alternative.Message).Where(message => !Differ(message, alternative.Message))
            .ToArray();
        if (near.Length == 0)
            return;
        if (Written(errors => _sentences.Automaton(sentence.Parts, errors), span) is not { } written)
            return;
        foreach (var earlier in near)
        {
            if (earlier.Language is { } language && LanguageRelation.FindCommon(written, language) is { } common)
                ReportMisread(span, alternative.Message, earlier, ExampleText.Of(common));
        }
    }

    private void ReportMisread(TextSpan span, MessageModel meant, MessageModel read, string example) =>
        context.Diagnostics.Report(GrammarDiagnostics.TextIsNoSentence, span,
            $"What is written for '{meant.Name}' can be \"{example}\", which the other role reads as '{read.Name}'. Give '{meant.Name}' a text below 'says' that only it accepts.");

    private static bool Names(ExpressionSyntax expression, string rule) =>
        expression is RuleReferenceSyntax reference && reference.Name.Text.Equals(rule, StringComparison.OrdinalIgnoreCase);

    private void ReportNoSentence(SaysSyntax text, string example, string why) =>
        context.Diagnostics.Report(GrammarDiagnostics.TextIsNoSentence, text.Span,
            $"This text can say \"{example}\", which is no sentence of '{text.Rule.Text}', so the other role would not read it{why}. Change the text, the rule, or what a parameter in it may be.");

    private void CheckWidth(NameToken name, ExpressionSyntax rule, string what)
    {
        var own = context.Compiler.CompileNested(rule, Arguments.None);
        var place = context.Values.Shape(name);
        if (place is null)
            return;
        (own, place) = (BerElements.Contents(own), BerElements.Contents(place));
        if (Written(own, name.Span) is not { } narrow || Written(place, name.Span) is not { } wide)
            return;
        if (LanguageRelation.FindOutside(narrow, wide) is { } outside)
            ReportWidth($"may be \"{ExampleText.Of(outside)}\"", "may not");
        else if (PatternFacts.MaxLength(place) is { } most && (PatternFacts.MaxLength(own) is not { } longest || longest > most))
            ReportWidth(
                PatternFacts.MaxLength(own) is { } octets ? $"may have {octets} octets" : "may have any number of octets",
                $"has {most} at most");
        else if (PatternFacts.MinLength(own) < PatternFacts.MinLength(place))
            ReportWidth($"may have {PatternFacts.MinLength(own)} octets", $"has {PatternFacts.MinLength(place)} at least");

        void ReportWidth(string wider, string narrower) => context.Diagnostics.Report(GrammarDiagnostics.ParameterTooWide, name.Span,
            $"The {what} '{name.Text}' {wider}, but the element labelled '{name.Text}' {narrower}. Narrow its rule, or widen the element.");
    }
}
