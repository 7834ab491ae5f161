using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Emit;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Proofs;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Binding;

/// <summary>Finds the labels whose values a text spells out, or may, and does not name: who reads it learns a value that who writes it
/// does not know of.</summary>
internal sealed class UnnamedValues(BindingContext context, MessageTable messages)
{
    /// <summary>How many of the places where a text has a value are told apart.</summary>
    private const int MaxPlaces = 4;

    private readonly Dictionary<SentenceModel, string[]> _known = [];
    private readonly SentencePatterns _patterns = new(context);

    /// <summary>The labels, of those that are repeated anywhere.</summary>
    public IReadOnlyCollection<string> Of(SentenceModel sentence)
    {
        if (!_known.TryGetValue(sentence, out var unnamed))
        {
            var message = messages.All.First(message => message.Name == sentence.Message);
            _known.Add(sentence, unnamed = [.. message.Labels
                .Where(label =>
                    label.Kind != LabelKind.Element && context.Referenced.Contains(label.Name) && !ValueTable.IsHost(label.Name))
                .Where(label => IsUnnamed(sentence, message, label)).Select(label => label.Name)]);
        }

        return unnamed;
    }

    private bool IsUnnamed(SentenceModel sentence, MessageModel message, LabelModel label)
    {
        var isNamed = SentenceFacts.Given(sentence).Contains(label.Name);
        if (!isNamed && !label.MayBeAbsent)
            return true;
        if (!context.File.Says.Any(text =>
            text.Text is not null && text.Rule.Text.Equals(sentence.Message, StringComparison.OrdinalIgnoreCase)))
            return false;
        if (sentence.Xml is { } text)
            return messages.SourceOf(message).Xml is { } rule
                && SpellsOut(rule, text, value => IsLabel(value, label.Name), value =>
                IsLabel(value, label.Name) || Repeats(value, label.Name));
        return context.Values.IsSize(label.Name) ? !isNamed && !label.MayBeAbsent
            : !IsNamedOnEveryWay(sentence, message, label.Name, isNamed);
    }

    /// <summary>Puts a mark in the place of the label's values, in the rule and in the text: then the text is a sentence only where it
    /// names what the rule labels.</summary>
    private bool IsNamedOnEveryWay(SentenceModel sentence, MessageModel message, string label, bool otherwise)
    {
        var hasFresh = false;
        var mark = Mark(
            All(message.Pattern!).OfType<CapturePattern>().Where(capture => capture.Label == label).Select(capture => capture.Item));
        return IsSentence(sentence, message, otherwise,
            item => item is CapturePattern capture && capture.Label == label ? InPlaceOf(capture.Item, mark) : null,
            part => part is LabelledPart labelled && labelled.Label == label || IsFresh(part, label) && !hasFresh && (hasFresh = true)
                ? new LiteralPart(mark) : null);
    }

    /// <summary>A value that the rule repeats from an earlier message, and that a text spells out; null where there is none.</summary>
    public string? FindSpelled(SentenceModel sentence)
    {
        var message = messages.All.First(message => message.Name == sentence.Message);
        var names = message.NeededBindings.Select(binding => binding.Name).Where(name => !ValueTable.IsHost(name));
        return sentence.Xml is { } text && messages.SourceOf(message).Xml is { } rule
            ? names.FirstOrDefault(name => SpellsOut(rule, text, value => Repeats(value, name), value => Repeats(value, name)))
            : message.Pattern is null ? null : names.FirstOrDefault(name => !IsRepeatedOnEveryWay(sentence, message, name));
    }

    /// <summary>A value may stand in other places, too: so any of the places where the text has it may be those where the rule repeats
    /// it.</summary>
    private bool IsRepeatedOnEveryWay(SentenceModel sentence, MessageModel message, string name)
    {
        var shapes = All(message.Pattern!).OfType<ReferencePattern>().Where(reference => reference.Name == name)
            .Select(reference => reference.Shape).ToArray();

        // A text that is no sentence of its rule at all is another finding.
        if (shapes.All(IsOneSentence) || !IsSentence(sentence, message, otherwise: true, _ => null, _ => null))
            return true;
        var mark = Mark(shapes);
        var places = sentence.Parts.SelectMany(SentenceFacts.All).Count(part => Says(part, name));
        for (var marked = (1 << Math.Min(places, MaxPlaces)) - 1; marked >= 0; marked--)
        {
            var place = 0;
            if (IsSentence(sentence, message, otherwise: true,
                item => item is ReferencePattern reference && reference.Name == name ? InPlaceOf(reference.Shape, mark) : null,
                part => Says(part, name) && (marked >> Math.Min(place++, MaxPlaces - 1) & 1) != 0 ? new LiteralPart(mark) : null))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Says(SentencePart part, string name) => ((part as NumberPart)?.Value ?? part) switch
    {
        BindingPart binding => binding.Binding == name,
        ParameterPart parameter => parameter.Parameter == name,
        FreshPart fresh => fresh.Binding == name || fresh.Fresh == name,
        _ => false,
    };

    /// <summary>Whether a pattern has one sentence only, but for the case of letters.</summary>
    private static bool IsOneSentence(Pattern pattern) => pattern switch
    {
        OctetPattern octet =>
            octet.Set.Count == 1 || octet.Set.Count == 2 && octet.Set.Octets().All(other => char.IsAsciiLetter((char)other)),
        RepeatPattern repeat => repeat.Minimum == repeat.Maximum && IsOneSentence(repeat.Item),
        ChoicePattern choice => choice.Options.Count == 1 && IsOneSentence(choice.Options[0]),
        SequencePattern or NamedPattern or NumberPattern or CapturePattern or BerPattern =>
            PatternFacts.Children(pattern).All(IsOneSentence),
        _ => false,
    };

    private static byte[] Mark(IEnumerable<Pattern> values) =>
        [.. Enumerable.Repeat((byte)0xFE, Math.Clamp(values.Max(value => PatternFacts.MinLength(BerElements.Contents(value))), 1, 256))];

    /// <summary>Whether a sentence with marks in it is one of its rule with marks in it.</summary>
    private bool IsSentence(
        SentenceModel sentence, MessageModel message, bool otherwise, Func<Pattern, Pattern?> inRule,
        Func<SentencePart, SentencePart?> inSentence)
    {
        var errors = new List<DeterminizationError>();
        var rule = MessageTable.WithSizes(
            Determinizer.Determinize(
                NfaBuilder.Build(PatternFacts.Replace(message.Pattern!, inRule)),
                    message.Labels.Where(other => other.IsList).Select(other => other.Name), errors),
            message.Labels);
        var said = Determinizer.Determinize(NfaBuilder.Build(_patterns.PatternOf(In(sentence.Parts)), onlyLabels: []), [], errors);
        if (errors.Count > 0)
            return otherwise;
        if (!PatternFacts.HasParts(message.Pattern!))
            return LanguageRelation.FindOutside(said, rule) is null;
        return SizeProof.FindOutside(said, rule, out var isKnown) is null && (isKnown || otherwise);

        SentencePart[] In(IEnumerable<SentencePart> parts) => [.. parts.Select(part => inSentence(part) ?? part switch
        {
            LabelledPart labelled => labelled with { Body = In(labelled.Body) },
            SizedPart sized => sized with { Body = In(sized.Body) },
            PaddedPart padded => padded with { Body = In(padded.Body) },
            BerPart ber => ber with { Body = In(ber.Body) },
            ListPart list => list with { Body = In(list.Body) },
            _ => part,
        })];
    }

    private static IEnumerable<Pattern> All(Pattern pattern) => PatternFacts.Children(pattern).SelectMany(All).Prepend(pattern);

    /// <summary>A mark that is the value of a label: of an element of BER its contents.</summary>
    private static Pattern InPlaceOf(Pattern value, byte[] mark) => value switch
    {
        BerPattern ber => ber with { Body = Pattern.Octets(mark) },
        NamedPattern named => InPlaceOf(named.Item, mark),
        ChoicePattern choice => new ChoicePattern([.. choice.Options.Select(option => InPlaceOf(option, mark))]),
        SequencePattern { Items: [var only] } => InPlaceOf(only, mark),
        _ => Pattern.Octets(mark),
    };

    private static bool IsFresh(SentencePart part, string label) =>
        ((part as NumberPart)?.Value ?? part) is FreshPart fresh && fresh.Binding == label;

    /// <summary>Whether a text has the attribute or the text that a rule labels or repeats, and does not name it.</summary>
    private static bool SpellsOut(
        XmlElementSyntax rule, XmlElementSyntax text, Func<ExpressionSyntax, bool> isIt, Func<ExpressionSyntax, bool> isNamed)
    {
        var attributes = rule.Attributes.Where(attribute => isIt(attribute.Value))
            .SelectMany(attribute =>
                text.Attributes.Where(other => other.Name.Text == attribute.Name.Text && other.Prefix?.Text == attribute.Prefix?.Text));
        if (attributes.Any(attribute => !isNamed(attribute.Value)))
            return true;
        foreach (var child in rule.Children.Select(Bare))
        {
            if (child is XmlElementSyntax element
                ? text.Children.Select(Bare).OfType<XmlElementSyntax>()
                    .Any(other => IsAlike(element, other) && SpellsOut(element, other, isIt, isNamed))
                : isIt(child) && text.Children.Select(Bare).Any(other => other is not XmlElementSyntax && !isNamed(other)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAlike(XmlElementSyntax one, XmlElementSyntax other) =>
        one.Name is null || one.Name.Text == other.Name?.Text && one.Prefix?.Text == other.Prefix?.Text;

    private static bool IsLabel(ExpressionSyntax expression, string label) =>
        expression is LabelSyntax other && other.Name.Text.Equals(label, StringComparison.OrdinalIgnoreCase);

    private static bool Repeats(ExpressionSyntax expression, string name) =>
        expression is ValueReferenceSyntax value && value.Name.Text.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>A child without its repetition, option, and label of an element.</summary>
    private static ExpressionSyntax Bare(ExpressionSyntax child) => child switch
    {
        OptionSyntax option => Bare(option.Item),
        RepetitionSyntax repetition => Bare(repetition.Item),
        LabelSyntax { Item: XmlElementSyntax or OptionSyntax or RepetitionSyntax } label => Bare(label.Item),
        _ => child,
    };
}
