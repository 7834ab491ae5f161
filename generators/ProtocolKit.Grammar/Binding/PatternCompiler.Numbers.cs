using System.Globalization;
using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Binding;

/// <content>Binary and BER: numbers, and parts whose size or number is told.</content>
internal sealed partial class PatternCompiler
{
    private Pattern VisitNumber(UnsignedIntegerSyntax number, Arguments scope)
    {
        var form = NumberForms.Of(number);
        var any = Pattern.Sequence([.. Enumerable.Repeat((Pattern)new OctetPattern(OctetSet.All), number.Octets)]);
        switch (_numbers.Resolve(number.Constraint, scope))
        {
            case null:
                return new NumberPattern(form.Kind, number.Octets, any);
            case NumberValueReferenceSyntax reference:
                CheckFits(reference.Name, form);
                var place = new NumberPattern(form.Kind, number.Octets, any);
                return _asText ? place : new ReferencePattern(Canonical(reference.Name), place);
            case NumberRangeSyntax range when range.First > range.Last || number.Octets < 8 && range.Last >> (8 * number.Octets) != 0:
                return NotHere(range.Span, $"{range.First}..{range.Last}", $"a range that fits in {number.Octets} octets");
            case NumberRangeSyntax range:
                return new NumberPattern(
                    form.Kind, number.Octets, NumberForms.PatternOf(range.First, range.Last, form), new NumberRange(range.First, range.Last));
            case NumberMaskSyntax mask:
                return VisitMask(number, mask);
            default:
                return NotHere(number.Span, "this", "a number, a range, bits or $name");
        }
    }

    /// <summary>Bits that are set or not are a class of each octet; who writes sets those that must be, and no others.</summary>
    private Pattern VisitMask(UnsignedIntegerSyntax number, NumberMaskSyntax mask)
    {
        var form = NumberForms.Of(number);
        if ((mask.Set | mask.Unset) > NumberForms.Capacity(form))
            return NotHere(
                mask.Span, string.Create(CultureInfo.InvariantCulture, $"the bits 0x{mask.Set | mask.Unset:X}"),
                $"bits that fit in {number.Octets} octets");
        if ((mask.Set & mask.Unset) != 0)
            return NotHere(mask.Span, "a bit that is set and not set", "each bit behind '&' or behind '&!', not both");
        return new NumberPattern(
            form.Kind, number.Octets,
            _asText ? Pattern.Octets(NumberForms.Encode(mask.Set, form)) : NumberRanges.Bits(mask.Set, mask.Unset, form));
    }

    /// <summary>A number that is repeated in another notation is not cut.</summary>
    private void CheckFits(NameToken name, NumberForm place)
    {
        var before = diagnostics.HasErrors;
        var shape = _asText ? values.TextShape(name) ?? Shape(name) : Shape(name);
        if (diagnostics.HasErrors && !before)
            return;
        if (NumberForms.Greatest(shape, isSize: true) is not { } greatest)
        {
            NotHere(name.Span, $"${name.Text}, which is no number", "the name of a number: of a uint, of digits, or of an INTEGER");
        }
        else if (greatest > NumberForms.Capacity(place))
        {
            diagnostics.Report(GrammarDiagnostics.ParameterTooWide, name.Span,
                $"'{name.Text}' may be {greatest}, but {place.Width} octets hold {NumberForms.Capacity(place)} at most. Narrow its rule, or widen the number.");
        }
    }

    private SizeSource VisitSize(SizeSyntax size, Arguments scope)
    {
        var number = _numbers.NumberOf(size, scope);
        if (size.Value is null)
            return new ConstantSize(number);
        CheckSizeLabel(size.Value);
        return new LabelSize(Canonical(size.Value), -number);
    }

    private void CheckSizeLabel(NameToken name)
    {
        if (!_labels.TryGetValue(name.Text, out var label))
        {
            diagnostics.Report(GrammarDiagnostics.NotDefined, name.Span,
                $"No '{name.Text}' precedes ${name.Text} in this message{diagnostics.Suggest(name.Text, _labels.Keys)}. Label the number that says how many: {name.Text}:uint32.");
        }
        else if (LabelKinds.Of(label, isSize: true) is LabelKind.Octets)
        {
            NotHere(name.Span, $"${name.Text}, which is no number",
                "the label of a uint, of at most nine digits, or of at most eight hexadecimal digits");
        }
    }

    private WithinPattern VisitWithin(WithinSyntax within, Arguments scope)
    {
        var body = Visit(within.Body, scope);
        var size = VisitSize(within.Size, scope);
        if (size is ConstantSize constant && PatternFacts.MinLength(body) > constant.Octets)
            NotHere(within.Span, $"a part of at least {PatternFacts.MinLength(body)} octets within {constant.Octets}", "a part that fits");
        return new WithinPattern(size, body);
    }

    private Pattern VisitPadded(PaddedSyntax padded, Arguments scope)
    {
        var item = Visit(padded.Item, scope);
        if (_numbers.NumberOf(padded.Multiple, scope) is not { } multiple)
            return s_unknown;
        if (multiple is < 2 or > PaddedPattern.MaxMultiple)
            return NotHere(padded.Multiple.Span, $"a multiple of {multiple}", $"a number from 2 to {PaddedPattern.MaxMultiple}");
        if (PatternFacts.HasBer(item))
            return NotHere(padded.Span, "an element of BER in a padded part", "octets, numbers and parts of known size");
        return new PaddedPattern((int)multiple, item);
    }

    private BerPattern VisitBer(BerSyntax ber, Arguments scope)
    {
        var wasInContents = _isInContents;
        _isInContents = ber.Content is BerTextSyntax;
        var tag = BerTags.Identifier(ber, ber.Type is BerType.Application or BerType.Context ? TagNumber(ber, scope) : 0);
        var anything = new RepeatPattern(new OctetPattern(OctetSet.All), 0, null);
        Pattern body = ber.Content switch
        {
            BerElementsSyntax elements =>
                Pattern.Sequence(
                [.. elements.Elements.Select(item => Visit(item, scope)), .. elements.Extensible ? [anything] : Array.Empty<Pattern>()]),
            BerOfSyntax of => new RepeatPattern(Visit(of.Element, scope), 0, null),
            BerTextSyntax text => Visit(text.Text, scope),
            BerBooleanSyntax boolean => new OctetPattern(boolean.Value ? OctetSet.Range(1, 255) : OctetSet.Of(0)),
            BerNumberSyntax number => VisitBerNumber(number, scope),
            _ => ber.Type switch
            {
                BerType.Integer or BerType.Enumerated => new NumberPattern(LabelKind.BerInteger, 0, NumberRanges.AnyBer),
                BerType.Boolean => new OctetPattern(OctetSet.All),
                _ => anything,
            },
        };
        _isInContents = wasInContents;
        return new BerPattern(tag, body);
    }

    private int TagNumber(BerSyntax ber, Arguments scope)
    {
        if (_numbers.Resolve(ber.Tag, scope) is NumberRangeSyntax { First: < 31 } number)
            return (int)number.First;
        NotHere(ber.Span, "this tag", "a tag number of 0 to 30");
        return 0;
    }

    private Pattern VisitBerNumber(BerNumberSyntax number, Arguments scope)
    {
        switch (_numbers.Resolve(number.Constraint, scope))
        {
            case NumberRangeSyntax range when range.First <= range.Last && range.Last <= long.MaxValue:
                return new NumberPattern(
                    LabelKind.BerInteger, 0, NumberRanges.Ber(range.First, range.Last), new NumberRange(range.First, range.Last));
            case NumberRangeSyntax range:
                return NotHere(range.Span, $"{range.First}..{range.Last}", "a range from 0 to 9223372036854775807, least first");
            case NumberValueReferenceSyntax reference:
                return new ReferencePattern(Canonical(reference.Name), Shape(reference.Name));
            case NumberMaskSyntax mask:
                return NotHere(mask.Span, "bits of an INTEGER", "a number, a range or $name");
            default:
                return new NumberPattern(LabelKind.BerInteger, 0, NumberRanges.AnyBer);
        }
    }
}
