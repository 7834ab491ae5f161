using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Emit;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Proofs;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Binding;

/// <summary>Finds the labels whose values a text spells out, or may, and does not name: who reads it learns a value that who writes it does not
/// know of.</summary>
internal sealed class UnnamedValues(BindingContext context, MessageTable messages)
{
    private readonly Dictionary<SentenceModel, string[]> _known = [];
    private readonly SentencePatterns _patterns = new(context);

    /// <summary>The labels, of those that are repeated anywhere.</summary>
    public IReadOnlyCollection<string> Of(SentenceModel sentence)
    {
        if (!_known.TryGetValue(sentence, out var unnamed))
        {
            var message = messages.All.First(message => message.Name == sentence.Message);
            _known.Add(sentence, unnamed = [.. message.Labels
                .Where(label => label.Kind != LabelKind.Element && context.Referenced.Contains(label.Name) && !ValueTable.IsHost(label.Name))
                .Where(label => IsUnnamed(sentence, message, label)).Select(label => label.Name)]);
        }

        return unnamed;
    }

    private bool IsUnnamed(SentenceModel sentence, MessageModel message, LabelModel label)
    {
        var isNamed = SentenceFacts.Given(sentence).Contains(label.Name);
        if (!isNamed && !label.MayBeAbsent)
            return true;
        if (!context.File.Says.Any(text => text.Text is not null && text.Rule.Text.Equals(sentence.Message, StringComparison.OrdinalIgnoreCase)))
            return false;
        if (sentence.Xml is { } text)
            return messages.SourceOf(message).Xml is { } rule && SpellsOut(rule, text, label.Name);
        return context.Values.IsSize(label.Name) ? !isNamed && !label.MayBeAbsent : !IsNamedOnEveryWay(sentence, message, label.Name, isNamed);
    }

    /// <summary>Puts a mark in the place of the label's values, in the rule and in the text: then the text is a sentence only where it names what the
    /// rule labels.</summary>
    private bool IsNamedOnEveryWay(SentenceModel sentence, MessageModel message, string label, bool otherwise)
    {
        var values = Captures(message.Pattern!).Where(capture => capture.Label == label).Select(capture => BerElements.Contents(capture.Item));
        var mark = Enumerable.Repeat((byte)0xFE, Math.Clamp(values.Max(PatternFacts.MinLength), 1, 256)).ToArray();
        var errors = new List<DeterminizationError>();
        var rule = MessageTable.WithSizes(
            Determinizer.Determinize(NfaBuilder.Build(Marked(message.Pattern!, label, mark)), message.Labels.Where(other => other.IsList).Select(other => other.Name), errors),
            message.Labels);
        var marks = new Marks(label, mark);
        var said = Determinizer.Determinize(NfaBuilder.Build(_patterns.PatternOf(marks.In(sentence.Parts)), onlyLabels: []), [], errors);
        if (errors.Count > 0)
            return otherwise;
        if (!PatternFacts.HasParts(message.Pattern!))
            return LanguageRelation.FindOutside(said, rule) is null;
        return SizeProof.FindOutside(said, rule, out var isKnown) is null && (isKnown || otherwise);
    }

    private static IEnumerable<CapturePattern> Captures(Pattern pattern) =>
        PatternFacts.Children(pattern).SelectMany(Captures).Concat(pattern is CapturePattern capture ? [capture] : []);

    private static Pattern Marked(Pattern pattern, string label, byte[] mark) => PatternFacts.Replace(
        pattern, item => item is CapturePattern capture && capture.Label == label ? InPlaceOf(capture.Item, mark) : null);

    /// <summary>A mark that is the value of a label: of an element of BER its contents.</summary>
    private static Pattern InPlaceOf(Pattern value, byte[] mark) => value switch
    {
        BerPattern ber => ber with { Body = Pattern.Octets(mark) },
        NamedPattern named => InPlaceOf(named.Item, mark),
        ChoicePattern choice => new ChoicePattern([.. choice.Options.Select(option => InPlaceOf(option, mark))]),
        SequencePattern { Items: [var only] } => InPlaceOf(only, mark),
        _ => Pattern.Octets(mark),
    };

    /// <summary>Puts marks into a sentence: of a fresh value, where it stands first.</summary>
    private sealed class Marks(string label, byte[] mark)
    {
        private bool _hasFresh;

        public SentencePart[] In(IEnumerable<SentencePart> parts) => [.. parts.Select(In)];

        private SentencePart In(SentencePart part)
        {
            switch (part)
            {
                case LabelledPart labelled when labelled.Label == label:
                    return new LiteralPart(mark);
                case FreshPart or NumberPart { Value: FreshPart } when !_hasFresh && Fresh(part)?.Binding == label:
                    _hasFresh = true;
                    return new LiteralPart(mark);
                case LabelledPart labelled:
                    return labelled with { Body = In(labelled.Body) };
                case SizedPart sized:
                    return sized with { Body = In(sized.Body) };
                case PaddedPart padded:
                    return padded with { Body = In(padded.Body) };
                case BerPart ber:
                    return ber with { Body = In(ber.Body) };
                case ListPart list:
                    return list with { Body = In(list.Body) };
                default:
                    return part;
            }
        }
    }

    private static FreshPart? Fresh(SentencePart part) => part as FreshPart ?? (part as NumberPart)?.Value as FreshPart;

    /// <summary>Whether a text has the attribute or the text that a rule labels, and does not name it.</summary>
    private static bool SpellsOut(XmlElementSyntax rule, XmlElementSyntax text, string label)
    {
        var attributes = rule.Attributes.Where(attribute => IsLabel(attribute.Value, label))
            .SelectMany(attribute => text.Attributes.Where(other => other.Name.Text == attribute.Name.Text && other.Prefix?.Text == attribute.Prefix?.Text));
        if (attributes.Any(attribute => !Names(attribute.Value, label)))
            return true;
        foreach (var child in rule.Children.Select(Bare))
        {
            if (child is XmlElementSyntax element
                ? text.Children.Select(Bare).OfType<XmlElementSyntax>().Any(other => IsAlike(element, other) && SpellsOut(element, other, label))
                : IsLabel(child, label) && text.Children.Select(Bare).Any(other => other is not XmlElementSyntax && !Names(other, label)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAlike(XmlElementSyntax one, XmlElementSyntax other) => one.Name is null || one.Name.Text == other.Name?.Text && one.Prefix?.Text == other.Prefix?.Text;

    private static bool IsLabel(ExpressionSyntax expression, string label) => expression is LabelSyntax other && other.Name.Text.Equals(label, StringComparison.OrdinalIgnoreCase);

    private static bool Names(ExpressionSyntax expression, string label) =>
        IsLabel(expression, label) || expression is ValueReferenceSyntax value && value.Name.Text.Equals(label, StringComparison.OrdinalIgnoreCase);

    /// <summary>A child without its repetition, option, and label of an element.</summary>
    private static ExpressionSyntax Bare(ExpressionSyntax child) => child switch
    {
        OptionSyntax option => Bare(option.Item),
        RepetitionSyntax repetition => Bare(repetition.Item),
        LabelSyntax { Item: XmlElementSyntax or OptionSyntax or RepetitionSyntax } label => Bare(label.Item),
        _ => child,
    };
}
