using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Binding;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Proofs;

/// <summary>Finds all that a sentence can say: with every legal value of its parameters, and every shape of what it repeats.</summary>
internal sealed class SentencePatterns(BindingContext context)
{
    public Pattern PatternOf(IEnumerable<SentencePart> parts) => Pattern.Sequence([.. parts.Select(PatternOf)]);

    private Pattern PatternOf(SentencePart part) => part switch
    {
        LiteralPart literal => Pattern.Octets(literal.Octets),
        ParameterPart parameter => ValueOf(parameter.Parameter),
        FreshPart fresh => ValueOf(fresh.Fresh),
        BindingPart binding => ValueOf(binding.Binding),
        NumberPart number => Any(number.Octets),
        SizePart size => Any(size.Octets),
        SizedPart sized => new WithinPattern(new LabelSize(sized.Label, sized.Constant), PatternOf(sized.Body)),
        BerPart ber => new BerPattern(ber.Tag, PatternOf(ber.Body)),
        BerNumberPart number => number.Value is FreshPart fresh ? ValueOf(fresh.Fresh) : number.Value is BindingPart binding ? ValueOf(binding.Binding) : NumberRanges.AnyBer,
        ListPart list => new RepeatPattern(PatternOf(list.Body), 0, null),
        _ => throw new InvalidOperationException($"No pattern for {part.GetType().Name}."),
    };

    private Pattern ValueOf(string name)
    {
        var token = new NameToken(name, default);
        var pattern = context.Values.TextShape(token) ?? context.Values.Shape(token) ?? new RepeatPattern(new OctetPattern(OctetSet.All), 0, null);
        return pattern is BerPattern ber ? ber.Body : pattern;
    }

    private static Pattern Any(int octets) => Pattern.Sequence([.. Enumerable.Repeat((Pattern)new OctetPattern(OctetSet.All), octets)]);
}
