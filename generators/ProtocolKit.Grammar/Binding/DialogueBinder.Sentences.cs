using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Binding;

/// <content>What each role writes.</content>
internal sealed partial class DialogueBinder
{
    private SentenceModel? Sentence(ExpressionSyntax expression, bool byClient, bool insideTls, bool mustWrite, bool isWritten)
    {
        var rule = expression is RuleReferenceSyntax reference ? context.Rules.Find(reference.Name.Text) : null;
        var text = rule is null ? null : FindText(rule.Name.Text, insideTls);
        if (text is { IsNever: true })
            return null;
        var isShortest = text is { Word: not null };
        text = isShortest ? null : text;
        var key = $"{byClient}|{(text is null ? context.TextOf(expression.Span) : $"{rule!.Name.Text}|{text.InsideTls}|{context.TextOf(expression.Span)}")}";
        if (isWritten && text is null && !isShortest)
            _demanded.TryAdd(key, expression);
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
                    NothingToWrite.Message(context, undetermined, context.TextOf(expression.Span)));
            }
        }

        if (sentence is not null)
            _leftOut[key] = [.. builder.LeftOut.Select(item => context.TextOf(item.Span)).Distinct()];
        return _sentences[key] = sentence;
    }

    /// <summary>What readers may go without is often what a specification demands of writers.</summary>
    private void CheckComplete()
    {
        foreach (var (key, expression) in _demanded)
        {
            if (_leftOut.GetValueOrDefault(key) is not { Length: > 0 } leftOut || !_leavesOut.Add(context.TextOf(expression.Span)))
                continue;
            var rule = expression is RuleReferenceSyntax reference ? reference.Name.Text : null;
            context.Diagnostics.Report(GrammarDiagnostics.LeavesOut, expression.Span,
                $"What is written for '{context.TextOf(expression.Span)}' leaves out {string.Join(" and ", leftOut.Select(text => $"'{text.ReplaceLineEndings(" ")}'"))}. " +
                (rule is null ? "Make it a rule and give it a text below 'says'."
                    : $"Give '{rule}' a text below 'says'; write '{rule} shortest' there if nothing is meant."));
        }
    }

    /// <summary>The labels that a role may know with another value than its own parameter's: those that it reads, and those that a text
    /// spells out.</summary>
    private HashSet<string> Heard(bool byClient)
    {
        if (_heard.TryGetValue(byClient, out var known))
            return known;
        var open = new Stack<ExpressionSyntax>(
            context.File.MessageSteps.Where(step => step.FromClient != byClient).SelectMany(step => step.Alternatives)
            .Select(alternative => alternative.Message)
            .Concat(context.File.AnyTime?.Lines.Where(line => line.FromClient != byClient).Select(line => line.Message) ?? [])
            .Concat(context.File.Says.SelectMany(text => SyntaxWalk.All(text.Text)).OfType<LabelSyntax>()));
        var (labels, rules) = (new HashSet<string>(), new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        while (open.TryPop(out var expression))
        {
            foreach (var inner in SyntaxWalk.All(expression))
            {
                if (inner is LabelSyntax label)
                    labels.Add(label.Name.Text.ToLowerInvariant());
                else if (
                    inner is RuleReferenceSyntax reference && rules.Add(reference.Name.Text)
                    && context.Rules.Find(reference.Name.Text) is { } rule)
                    open.Push(rule.Body);
            }
        }

        return _heard[byClient] = labels;
    }

    /// <summary>Of a rule that is not understood no sentence is sought: it may be endless, and what it lacks is known already.</summary>
    private bool IsSound(ExpressionSyntax expression, ExpressionSyntax source)
    {
        messages.Get(expression);
        if (source != expression && context.ExpandXml(source) is null)
            context.Compiler.CompileText(source);
        return !context.Diagnostics.HasErrorsBesides(GrammarDiagnostics.NothingToWrite);
    }

    private SentenceModel OctetSentence(
        ExpressionSyntax expression, ExpressionSyntax source, SaysSyntax? text, SentenceBuilder builder, bool byClient)
    {
        var message = messages.Get(expression);
        var parts = builder.Build(source, message.Labels, isText: text is not null);
        parameters.Use(parts, byClient);
        return new SentenceModel
        {
            Message = message.Name,
            MethodName = context.Names.Sentence(MethodName(message) + (text?.InsideTls == true ? "InsideTls" : "")),
            Text = context.TextOf(source.Span),
            Parts = parts,
        };
    }

    private SentenceModel XmlSentence(
        XmlElementSyntax xml, ExpressionSyntax expression, ExpressionSyntax source, SaysSyntax? text, SentenceBuilder builder,
        bool byClient)
    {
        var message = messages.Get(expression);
        var found = new Dictionary<string, SentencePart>(StringComparer.OrdinalIgnoreCase);
        if (text is null)
            builder.NoteLeftOut(LeftOut(xml));
        foreach (var value in WrittenValues(xml))
        {
            var name = value switch { LabelSyntax label => label.Name.Text, ValueReferenceSyntax reference => reference.Name.Text, _ =>
                null };
            if (name is null)
                continue;
            var isLabel = value is LabelSyntax || message.Labels.Any(label => label.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            var part = value is LabelSyntax { Item: LiteralSyntax literal }
                ? new LiteralPart(System.Text.Encoding.UTF8.GetBytes(literal.Text))
                : builder.ValueOf(name, isLabel) ?? throw new SentenceBuilder.UndeterminedException(name, value.Span);
            found[name] = isLabel && part is LiteralPart or ParameterPart && context.Referenced.Contains(name.ToLowerInvariant())
                ? new LabelledPart(name.ToLowerInvariant(), default, [part]) : part;
        }

        parameters.Use(found.Values, byClient);
        return new SentenceModel
        {
            Message = message.Name,
            MethodName = context.Names.Sentence(MethodName(message) + (text?.InsideTls == true ? "InsideTls" : "")),
            Text = context.TextOf(source.Span),
            Xml = xml,
            XmlValues = found,
        };
    }

    /// <summary>What the shortest sentence of an element leaves out.</summary>
    private static IEnumerable<ExpressionSyntax> LeftOut(XmlElementSyntax xml) =>
        xml.Attributes.Where(attribute => attribute.IsOptional).Select(attribute => attribute.Value)
        .Concat(xml.Children.SelectMany(child => child switch
        {
            OptionSyntax option => [option.Item],
            RepetitionSyntax { Minimum: 0 } repetition => [repetition.Item],
            LabelSyntax { Item: OptionSyntax option } => [option.Item],
            LabelSyntax { Item: XmlElementSyntax element } => LeftOut(element),
            XmlElementSyntax element => LeftOut(element),
            _ => Enumerable.Empty<ExpressionSyntax>(),
        }));

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

    private bool IsNever(ExpressionSyntax message, bool insideTls) =>
        message is RuleReferenceSyntax reference && FindText(reference.Name.Text, insideTls) is { IsNever: true };
}
