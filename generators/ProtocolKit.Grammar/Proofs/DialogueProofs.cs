using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Binding;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Proofs;

/// <summary>Proves what can be proved of the order of the lines: ways out, answers, correlation, and that TLS forgets.</summary>
internal sealed class DialogueProofs(BindingContext context, ProtocolModel model)
{
    private readonly MessageStepSyntax[] _before = [
        .. context.File.Dialogue!.Steps.TakeWhile(step => step is not TlsStepSyntax).Cast<MessageStepSyntax>()];
    private readonly MessageStepSyntax[] _inside = [
        .. context.File.Dialogue!.Steps.SkipWhile(step => step is not TlsStepSyntax).Skip(1).Cast<MessageStepSyntax>()];
    private readonly MessageStepSyntax[] _fromTls = [.. context.File.DialogueFromTls?.Steps ?? []];
    private readonly IReadOnlyList<LineModel> _linesFromTls = model.LinesFromTls ?? [];
    private readonly TlsStepSyntax _tls = context.File.Dialogue!.Steps.OfType<TlsStepSyntax>().Single();

    public void Run()
    {
        CheckReached(_before, reachesEnd: () =>
            context.Diagnostics.Report(
            GrammarDiagnostics.NoWayOut, _tls.Span,
            "No line before leads here: every alternative above ends the upgrade. Give one of them no outcome."));
        foreach (var lines in new[] { _inside, _fromTls })
            CheckReached(lines, reachesEnd: () =>
                context.Diagnostics.Report(
                GrammarDiagnostics.NoWayOut, lines[^1].Span, "Every way inside TLS ends the upgrade. Give one alternative no outcome."));
        CheckAnswer();
        CheckCorrelation(_before, model.LinesBeforeTls);
        CheckCorrelation(_inside, model.LinesInsideTls);
        CheckCorrelation(_fromTls, _linesFromTls);
        CheckTests();
        CheckKnown();
        CheckForgotten(_inside, model.LinesInsideTls);
        CheckForgotten(_fromTls, _linesFromTls);
        CheckRefusals();
        CheckOffers();
        CheckDirectTls();
        CheckPackets();
    }

    /// <summary>Where packets carry TLS, they are told from records, and from all that a client may say in their place.</summary>
    private void CheckPackets()
    {
        if (model.Tls.Packet is not { } packet || packet.Message.Language is not { } language)
            return;
        if (RecordTypes.Any(type => FixedBeginning.CanBegin(language, [type])))
        {
            context.Diagnostics.Report(GrammarDiagnostics.NoDirectTls, _tls.Packet!.Span,
                $"'{packet.Message.Name}' can begin as a record of TLS does, with %x14-17, so who reads can't tell whether a packet carries it. Let it begin otherwise.");
        }

        var requests = SkippedExchanges.BeforeTls(context.File);
        if (!_before.Any(line => line.FromClient) || SkippedExchanges.ReachesEnd(requests))
        {
            context.Diagnostics.Report(GrammarDiagnostics.CarriesNoTls, _tls.Packet!.Span,
                "TLS in packets follows something that the client says and may not leave out. Write the C: line before it, without 'else skip'.");
        }
    }

    /// <summary>What the records of a handshake, and those behind it, begin with (RFC 8446, 5.1).</summary>
    private static readonly byte[] RecordTypes = [0x14, 0x15, 0x16, 0x17];

    /// <summary>Where a client may begin TLS in place of a message, no message begins as TLS does.</summary>
    private void CheckDirectTls()
    {
        var first = _before.Length > 0 ? model.LinesBeforeTls[0] : null;
        if (model.TakesDirectTls && first is not { FromClient: true, IsTogether: false })
        {
            var port = context.File.Facts.OfType<PortFactSyntax>().Last(fact => fact.ImplicitTls);
            context.Diagnostics.Report(GrammarDiagnostics.NoDirectTls, port.Span,
                "This port starts in plaintext too, but there the server speaks first, so it can't wait for TLS. Only where the client speaks first can a port be both.");
        }

        var skipping = SkippedExchanges.BeforeTls(context.File) is var requests && SkippedExchanges.ReachesEnd(requests)
            ? requests.Where(step => model.InAnyOrder || SkippedExchanges.TakenAt(requests, step)[^1] == requests[^1]).ToArray() : [];
        var waits = skipping.Length > 0 || model.TakesDirectTls || _tls.AtOnce && !_before.Any(line => line.FromClient);
        foreach (var message in waits ? Readable().Where(BeginsAsTls) : [])
        {
            context.Diagnostics.Report(GrammarDiagnostics.NoDirectTls, _tls.Span,
                $"'{message.Name}' can begin as TLS does, with %x16.03.01, so a server can't tell them apart where a client may begin either. Let it begin otherwise.");
        }

        IEnumerable<MessageModel> Readable() =>
            (first is { FromClient: true } ? first.Alternatives.Select(alternative => alternative.Message) : [])
            .Concat(skipping.SelectMany(step => model.LinesBeforeTls[Array.IndexOf(_before, step)].Alternatives)
                .Select(alternative => alternative.Message)).Distinct()
            .Concat(model.AnyTime.Where(line => line.FromClient).Select(line => line.Message));

        // A record of type handshake, some version and length, and a ClientHello in it (RFC 8446, 5.1 and 4).
        static bool BeginsAsTls(MessageModel message) =>
            message.Language is { } language && FixedBeginning.CanBegin(language, [0x16, 0x03, 0x01, 0x02, 0x00, 0x01]);
    }

    private void CheckReached(MessageStepSyntax[] lines, Action reachesEnd)
    {
        var reached = new bool[lines.Length + 1];
        reached[0] = true;
        for (var i = 0; i < lines.Length; i++)
        {
            if (!reached[i])
            {
                context.Diagnostics.Report(
                    GrammarDiagnostics.NeverReached, lines[i].Span,
                    "This line is never reached: every alternative before it leads elsewhere. Remove it, or give one of them no outcome.");
                reached[i] = true;
                reached[Math.Min(i + 1, lines.Length)] = true;
            }

            foreach (var next in Successors(lines, i))
                reached[next] = true;
        }

        if (!reached[lines.Length])
            reachesEnd();
    }

    private static IEnumerable<int> Successors(MessageStepSyntax[] lines, int i)
    {
        if (lines[i].Alternatives.Any(alternative => alternative.Outcome is null))
            yield return i + 1;
        var skips = lines[i].Alternatives.Any(alternative => alternative.ElseSkip || alternative.Outcome?.Kind == OutcomeKind.Next);
        if (skips)
            yield return NextExchange(lines, i);
    }

    private static int NextExchange(MessageStepSyntax[] lines, int i)
    {
        var next = Array.FindIndex(lines, i + 1, line => line.FromClient);
        return next < 0 ? lines.Length : next;
    }

    private void CheckAnswer()
    {
        if (_tls.AtOnce)
            return;
        var requests = SkippedExchanges.BeforeTls(context.File);
        var mayBeUnasked = SkippedExchanges.ReachesEnd(requests) && SkippedExchanges.TakenAt(requests, requests[0])[^1] == requests[^1];
        if (mayBeUnasked)
        {
            context.Diagnostics.Report(GrammarDiagnostics.TlsWithoutAnswer, _tls.Span,
                "The client may leave out every exchange before TLS, and then TLS follows no answer. Let one have no 'else skip'; where the protocol has no answer, write 'TLS at once'.");
        }

        if (_before is not [.., { FromClient: false }] || !_before.Any(line => line.FromClient))
        {
            context.Diagnostics.Report(GrammarDiagnostics.TlsWithoutAnswer, _tls.Span,
                "TLS does not follow a server's answer to a client's request. Add the S: line that consents; where the protocol has none, write 'TLS at once'.");
        }
    }

    private void CheckCorrelation(MessageStepSyntax[] lines, IReadOnlyList<LineModel> bound)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            // What both say without waiting is no answer.
            if (!lines[i].FromClient || lines[i].IsTogether)
                continue;
            foreach (
                var label in bound[i].Alternatives.SelectMany(alternative => alternative.Message.Labels).Select(label => label.Name)
                .Distinct().Where(name => context.Values.Fresh(name) is not null))
            {
                if (FindUncorrelated(lines, bound, i + 1, label) is not { } span)
                    continue;
                context.Diagnostics.Report(GrammarDiagnostics.NotCorrelated, span,
                    $"'{label}' is fresh so that an answer can be told from a forged one, but on this way through the exchange no message repeats ${label}. Write ${label} in the answer.");
            }
        }
    }

    private static TextSpan? FindUncorrelated(MessageStepSyntax[] lines, IReadOnlyList<LineModel> bound, int i, string name)
    {
        if (i >= lines.Length || lines[i].FromClient)
            return i > 0 ? lines[i - 1].Span : null;
        for (var a = 0; a < lines[i].Alternatives.Count; a++)
        {
            var alternative = bound[i].Alternatives[a];
            if (alternative.Message.NeededBindings.Any(binding => binding.Name == name))
                continue;
            if (alternative.Outcome is not null)
                return lines[i].Alternatives[a].Span;
            if (FindUncorrelated(lines, bound, i + 1, name) is { } span)
                return span;
        }

        return null;
    }

    /// <summary>Which labels a role has read on every way to each line.</summary>
    private static HashSet<string>?[] Known(MessageStepSyntax[] lines, IReadOnlyList<LineModel> bound, bool byClient)
    {
        var known = new HashSet<string>?[lines.Length + 1];
        known[0] = [];
        for (var i = 0; i < lines.Length; i++)
        {
            for (var a = 0; a < lines[i].Alternatives.Count; a++)
            {
                var alternative = bound[i].Alternatives[a];
                var after = new HashSet<string>(known[i] ?? []);
                if (lines[i].FromClient != byClient)
                    after.UnionWith(alternative.Message.Labels.Select(label => label.Name));
                if (alternative.Outcome is null)
                    Meet(i + 1, after);
                if (alternative.Outcome == OutcomeKind.Next)
                    Meet(NextExchange(lines, i), after);
                if (alternative.ElseSkip)
                    Meet(NextExchange(lines, i), [.. known[i] ?? []]);
            }
        }

        return known;

        void Meet(int line, HashSet<string> labels)
        {
            if (known[line] is null)
                known[line] = labels;
            else
                known[line]!.IntersectWith(labels);
        }
    }

    /// <summary>A number is compared with a number, and text with text.</summary>
    private void CheckTests()
    {
        foreach (
            var test in context.File.MessageSteps.SelectMany(step => step.Alternatives).Select(alternative => alternative.If)
            .Append(_tls.If)
            .SelectMany(condition => condition?.Tests ?? []).OfType<LabelTestSyntax>()
                .Where(test => test.Text is not null || test.Number is not null))
        {
            var labels = model.Messages.SelectMany(message => message.Labels)
                .Where(label => label.Name.Equals(test.Label.Text, StringComparison.OrdinalIgnoreCase));
            if (labels.FirstOrDefault(label => label.Kind == LabelKind.Element || label.IsNumber != test.Number is not null) is { } other)
            {
                var what = other.Kind == LabelKind.Element ? "an element of XML, which is there or not" : other.IsNumber ? "a number"
                    : "text";
                var form = other.Kind == LabelKind.Element ? test.Label.Text : other.IsNumber ? test.Label.Text + " 19"
                    : test.Label.Text + " \"TEXT\"";
                context.Diagnostics.Report(
                    GrammarDiagnostics.NotUnderstood, test.Span, $"'{other.Name}' is {what}: test it as such, like 'if {form}'.");
            }
        }
    }

    private void CheckKnown()
    {
        Check(_before, model.LinesBeforeTls, GrammarDiagnostics.MayBeUnknown,
            label => $"'{label}' may be unknown here: there is a way on which no message with it was read. Write 'or unknown' to try all the same, or let every way ask for it.");
        var insideLabels = model.LinesInsideTls.Concat(_linesFromTls).SelectMany(line => line.Alternatives)
            .SelectMany(alternative => alternative.Message.Labels).Select(label => label.Name).ToHashSet();
        foreach (var (lines, bound) in new[] { (_inside, model.LinesInsideTls), (_fromTls, _linesFromTls) })
            Check(lines, bound, GrammarDiagnostics.EndedAtTls, label =>
                insideLabels.Contains(label) ? $"'{label}' may be unknown here: what was read before TLS counts no more inside it."
                : $"'{label}' was read before TLS; nothing of that counts inside TLS. Ask again there.");
        if (model.Tls.If is { } tls)
            CheckRead(tls, _tls.If!, byClient: true);
        if (model.Tls.If is { OrUnknown: false } condition)
        {
            var known = Known(_before, model.LinesBeforeTls, byClient: true)[^1];
            foreach (var test in condition.Tests.Where(test => IsRead(test, byClient: true) && known?.Contains(test.Label) != true))
                context.Diagnostics.Report(
                    GrammarDiagnostics.MayBeUnknown, _tls.If!.Span,
                    $"'{test.Label}' may be unknown here. Write 'or unknown', or let every way ask for it.");
        }
    }

    private void Check(
        MessageStepSyntax[] lines, IReadOnlyList<LineModel> bound, GrammarDiagnosticDescriptor descriptor, Func<string, string> message)
    {
        var (knownToServer, knownToClient) = (Known(lines, bound, byClient: false), Known(lines, bound, byClient: true));
        for (var i = 0; i < lines.Length; i++)
        {
            var byClient = lines[i].FromClient;
            for (var a = 0; a < lines[i].Alternatives.Count; a++)
            {
                if (bound[i].Alternatives[a].If is not { } condition)
                    continue;
                CheckRead(condition, lines[i].Alternatives[a].If!, byClient);
                var before = (byClient ? knownToClient : knownToServer)[lines[i] is { IsTogether: true, FromClient: false } ? i - 1 : i];
                foreach (var test in condition.Tests.Where(test =>
                    !condition.OrUnknown && IsRead(test, byClient) && before?.Contains(test.Label) != true))
                    context.Diagnostics.Report(descriptor, lines[i].Alternatives[a].If!.Span, message(test.Label));
            }
        }
    }

    /// <summary>A role tests what it reads, and not what it says itself.</summary>
    private void CheckRead(ConditionModel condition, ConditionSyntax syntax, bool byClient)
    {
        var (role, other) = byClient ? ("client", "server") : ("server", "client");
        foreach (var test in condition.Tests.Where(test => !IsRead(test, byClient)))
        {
            var advice = context.Values.Parameter(test.Label) is null
                ? $"Label it in a message of the {other}, or test a parameter."
                : $"Give the parameter '{test.Label}' another name, write its value into the label, and test the parameter.";
            context.Diagnostics.Report(GrammarDiagnostics.MayBeUnknown, syntax.Span,
                $"'{test.Label}' is what the {role} says itself; a condition of the {role} tests what it reads. {advice}");
        }
    }

    private bool IsRead(LabelTestModel test, bool byClient) => model.Messages.Any(message =>
        (byClient ? message.ReadByClient : message.ReadByServer)
            && message.Labels.Any(label => label.Name.Equals(test.Label, StringComparison.OrdinalIgnoreCase)));

    private void CheckForgotten(MessageStepSyntax[] lines, IReadOnlyList<LineModel> models)
    {
        var bound = new HashSet<string>(ValueTable.HostNames, StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < lines.Length; i++)
        {
            var line = models[i];
            for (var a = 0; a < line.Alternatives.Count; a++)
            {
                foreach (
                    var binding in line.Alternatives[a].Message.NeededBindings.Where(binding =>
                    !bound.Contains(binding.Name) && context.Values.Parameter(binding.Name) is null))
                {
                    context.Diagnostics.Report(GrammarDiagnostics.EndedAtTls, lines[i].Alternatives[a].Span,
                        $"${binding.Name} ended at TLS: nothing inside TLS has given it a value before this line. Let a C: line inside TLS introduce it again.");
                }
            }

            bound.UnionWith(line.Alternatives.SelectMany(alternative => alternative.Message.Labels).Select(label => label.Name));
        }
    }

    private void CheckRefusals()
    {
        var canRefuse = model.LinesBeforeTls.Where(line => !line.FromClient).SelectMany(line => line.Alternatives)
            .Any(alternative => alternative.Outcome is not null and not OutcomeKind.Next && alternative.Sentence is not null);
        if (!canRefuse)
        {
            context.Diagnostics.Report(GrammarDiagnostics.CannotRefuse, context.File.Dialogue!.Span,
                "A server of this protocol can't refuse TLS: no S: alternative with an outcome can be written. Give one a text below 'says'.");
        }
    }

    private void CheckOffers()
    {
        foreach (var test in model.LabelTests.Where(test => test.Text is not null))
        {
            foreach (
                var text in context.File.Says.Where(text =>
                text.InsideTls || !context.File.Says.Any(other => other.InsideTls && Same(other, text))))
            {
                var isInside = model.LinesInsideTls.Concat(_linesFromTls).SelectMany(line => line.Alternatives)
                    .Any(alternative => alternative.Message.Name.Equals(text.Rule.Text, StringComparison.OrdinalIgnoreCase)
                    && alternative.Message.Labels.Any(label => label.Name == test.Label));
                if (isInside
                    && SyntaxWalk.All(text.Text).OfType<LiteralSyntax>()
                    .Any(literal => Words(literal.Text).Contains(test.Text!, StringComparer.OrdinalIgnoreCase)))
                {
                    context.Diagnostics.Report(GrammarDiagnostics.OffersInsideTls, text.Span,
                        $"Inside TLS '{text.Rule.Text}' still offers \"{test.Text}\", which starts TLS. Write its text for inside TLS below a TLS line.");
                }
            }
        }
    }

    private static bool Same(SaysSyntax a, SaysSyntax b) => a.Rule.Text.Equals(b.Rule.Text, StringComparison.OrdinalIgnoreCase);

    private static string[] Words(string text) => text.Split([' ', '\r', '\n', '"'], StringSplitOptions.RemoveEmptyEntries);
}
