using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Binding;
using ProtocolKit.Grammar.Emit;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Proofs;

/// <summary>Finds all that a sentence can say: with every legal value of its parameters, and every shape of what it repeats.</summary>
internal sealed class SentencePatterns(BindingContext context)
{
    private readonly Dictionary<SizePart, (ulong Least, ulong Most)> _sizes = [];

    public Pattern PatternOf(IEnumerable<SentencePart> parts)
    {
        SentencePart[] all = [.. parts];
        Measure(all);
        return Pattern.Sequence([.. all.Select(Of)]);
    }

    /// <summary>The automaton of all that a sentence can say, which knows its sizes.</summary>
    public Dfa Automaton(IReadOnlyList<SentencePart> parts, List<DeterminizationError> errors)
    {
        var sizes = parts.SelectMany(SentenceFacts.All).OfType<SizePart>().DistinctBy(size => size.Label)
            .ToDictionary(size => size.Label, size => size.Form.Kind);
        var automaton = Determinizer.Determinize(NfaBuilder.Build(PatternOf(parts), [.. sizes.Keys]), [], errors);
        return new Dfa(automaton.States) { Sizes = sizes };
    }

    /// <summary>What each size can be, of the sentence that was looked at last.</summary>
    public IReadOnlyDictionary<SizePart, (ulong Least, ulong Most)> Sizes => _sizes;

    private void Measure(IEnumerable<SentencePart> parts)
    {
        foreach (var part in parts)
        {
            switch (part)
            {
                case SizedPart sized:
                    Measure(sized.Body);
                    var body = Pattern.Sequence([.. sized.Body.Select(Of)]);
                    _sizes[sized.Size] = (
                        Size(PatternFacts.MinLength(body)),
                        Size(Math.Min(PatternFacts.MaxLength(body) ?? int.MaxValue, context.Limits.Octets)));
                    ulong Size(int octets) => (ulong)Math.Max(0, octets - sized.Constant);
                    break;
                case BerPart ber:
                    Measure(ber.Body);
                    break;
                case ListPart list:
                    Measure(list.Body);
                    break;
                case PaddedPart padded:
                    Measure(padded.Body);
                    break;
                case LabelledPart labelled:
                    Measure(labelled.Body);
                    break;
            }
        }
    }

    private Pattern Of(SentencePart part) => part switch
    {
        LiteralPart literal => Pattern.Octets(literal.Octets),
        ParameterPart parameter => ValueOf(parameter.Parameter),
        FreshPart fresh => ValueOf(fresh.Fresh),
        BindingPart binding => ValueOf(binding.Binding),
        NumberPart { Value: TurnsPart } turns => NumberForms.PatternOf(0, (ulong)context.Limits.Items, turns.Form),
        NumberPart number => NumberOf(Of(number.Value), number.Form),
        SizePart size when _sizes.TryGetValue(size, out var range) =>
            new CapturePattern(size.Label, NumberForms.PatternOf(range.Least, range.Most, size.Form)),
        SizePart size => new CapturePattern(size.Label, NumberForms.PatternOf(0, (ulong)context.Limits.Octets, size.Form)),
        SizedPart sized => new WithinPattern(new LabelSize(sized.Size.Label, sized.Constant), Pattern.Sequence([.. sized.Body.Select(Of)])),
        PaddedPart padded => new PaddedPattern(padded.Multiple, Pattern.Sequence([.. padded.Body.Select(Of)])),
        LabelledPart labelled => Pattern.Sequence([.. labelled.Body.Select(Of)]),
        BerPart ber => new BerPattern(ber.Tag, Pattern.Sequence([.. ber.Body.Select(Of)])),
        ListPart { Count: { } count } list => new CountedPattern(count, Pattern.Sequence([.. list.Body.Select(Of)])),
        ListPart list => new RepeatPattern(Pattern.Sequence([.. list.Body.Select(Of)]), 0, null),
        _ => throw new InvalidOperationException($"No pattern for {part.GetType().Name}."),
    };

    /// <summary>A number in the notation of its place.</summary>
    private static Pattern NumberOf(Pattern value, NumberForm place)
    {
        if (NumberForms.Of(value, isSize: true) is not { } form)
            return NumberForms.PatternOf(0, NumberForms.Capacity(place), place);
        return form == place ? value
            : NumberForms.PatternOf(NumberForms.Least(value, form) ?? 0, NumberForms.Greatest(value, isSize: true)!.Value, place);
    }

    private Pattern ValueOf(string name)
    {
        var token = new NameToken(name, default);
        return BerElements.Contents(
            context.Values.TextShape(token) ?? context.Values.Shape(token) ?? new RepeatPattern(new OctetPattern(OctetSet.All), 0, null));
    }
}
