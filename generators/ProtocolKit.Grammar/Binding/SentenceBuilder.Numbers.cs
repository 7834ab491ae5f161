using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Binding;

/// <content>Numbers, and the elements of BER.</content>
internal sealed partial class SentenceBuilder
{
    /// <summary>The number that a text says for a size or a count, or null where it is computed.</summary>
    private ulong? Spelled(ExpressionSyntax element, Arguments scope) => element switch
    {
        UnsignedIntegerSyntax number => Only(_numbers.Resolve(number.Constraint, scope)),
        BerSyntax ber => Only(_numbers.Resolve((ber.Content as BerNumberSyntax)?.Constraint, scope)),
        _ => null,
    };

    private static ulong? Only(NumberConstraintSyntax? constraint) =>
        constraint is NumberRangeSyntax range && range.First == range.Last ? range.First : null;

    private static bool IsText(ExpressionSyntax element) => element is LiteralSyntax or OctetsSyntax;

    private bool IsSpelled(ExpressionSyntax element, Arguments scope) => IsText(element) || Spelled(element, scope) is not null;

    /// <summary>The number that is written for an element without a value of its own, or null where it is no number.</summary>
    private ulong? FixedNumber(ExpressionSyntax element, Arguments scope) => element switch
    {
        UnsignedIntegerSyntax number =>
            _numbers.Resolve(number.Constraint, scope) switch { NumberRangeSyntax range => range.First, NumberMaskSyntax mask =>
            mask.Set, _ => 0 },
        BerSyntax { Type: BerType.Integer or BerType.Enumerated } ber =>
            (_numbers.Resolve((ber.Content as BerNumberSyntax)?.Constraint, scope) as NumberRangeSyntax)?.First ?? 0,
        _ => null,
    };

    /// <summary>A number that is repeated, in a notation of its own.</summary>
    private SentencePart VisitNumberValue(NameToken name, NumberForm form)
    {
        var value = VisitValue(name);
        if (_writtenNumbers.TryGetValue(name.Text, out var number))
            return new LiteralPart(NumberForms.Encode(number, form));
        return value switch
        {
            [NumberPart part] => part with { Form = form },
            [ParameterPart or FreshPart or BindingPart] => new NumberPart(value[0], form),
            _ => throw new UndeterminedException(name.Text, name.Span),
        };
    }

    /// <summary>A value that is repeated: that of a BER element is an element again, but for where the contents of one stand.</summary>
    private List<SentencePart> VisitRepeated(NameToken name) =>
        !_isInContents && values.Shape(name) is { } whole && Automata.BerElements.Element(whole) is { } element
            ? [new BerPart(element.Tag, Repeat(name))] : Repeat(name);

    private List<SentencePart> Repeat(NameToken name)
    {
        var parts = VisitValue(name);
        if (parts is [BindingPart or FreshPart] && values.Shape(name) is { } shape
            && NumberForms.Of(shape, values.IsSize(name.Text)) is { } form)
            parts = [new NumberPart(parts[0], form)];
        if (parts is [SizePart] && !_sizes.IsCount(name.Text))
            throw new UndeterminedException(name.Text, name.Span);
        return parts is [ParameterPart] && _introduced.Contains(name.Text) && _written.TryAdd(name.Text, parts)
            ? Labelled(name.Text.ToLowerInvariant(), [.. parts], () => values.Shape(name)!)
            : [.. parts];
    }

    private List<SentencePart> VisitNumber(UnsignedIntegerSyntax number, Arguments scope)
    {
        switch (_numbers.Resolve(number.Constraint, scope))
        {
            case NumberRangeSyntax range:
                return [new LiteralPart(NumberForms.Encode(range.First, NumberForms.Of(number)))];
            case NumberMaskSyntax mask:
                return [new LiteralPart(NumberForms.Encode(mask.Set, NumberForms.Of(number)))];
            case NumberValueReferenceSyntax reference:
                return [VisitNumberValue(reference.Name, NumberForms.Of(number))];
            default:
                return [new LiteralPart(new byte[number.Octets])];
        }
    }

    /// <summary>The value of a label that is one of several elements: of BER it is an element of their tag.</summary>
    private List<SentencePart> OfAlternatives(LabelSyntax label, SentencePart value, Arguments scope)
    {
        var pattern = values.Compiler!.CompileNested(label.Item, scope);
        if (Automata.BerElements.Element(pattern) is { } element)
            return [new BerPart(
                element.Tag,
                [LabelKinds.Number(element) is null ? value : new NumberPart(value, new NumberForm(LabelKind.BerInteger, 0))])];
        return PatternCompiler.ContainsBer(pattern) ? throw new UndeterminedException(label.Name.Text, label.Span) : [value];
    }

    private List<SentencePart> InContents(ExpressionSyntax contents, Arguments scope)
    {
        _isInContents = true;
        try
        {
            return Visit(contents, scope);
        }
        finally
        {
            _isInContents = false;
        }
    }

    private List<SentencePart> VisitBer(BerSyntax ber, SentencePart? value, Arguments scope)
    {
        var tag = (byte)((_numbers.Resolve(ber.Tag, scope) as NumberRangeSyntax)?.First ?? 0);
        var isNumber = ber.Type is BerType.Integer or BerType.Enumerated;
        List<SentencePart> body = value is not null
            ? [isNumber && value is not SizePart ? new NumberPart(value, new NumberForm(LabelKind.BerInteger, 0)) : value]
            : ber.Content switch
        {
            BerElementsSyntax elements => [.. elements.Elements.SelectMany(item => Visit(item, scope))],
            BerOfSyntax of => ListIn(of.Element, scope) is { } list ? [InList(list, of.Element, scope)] : LeaveOut(of.Element, scope),
            BerTextSyntax text => InContents(text.Text, scope),
            BerBooleanSyntax boolean => [new LiteralPart([boolean.Value ? (byte)0xFF : (byte)0])],
            BerNumberSyntax number => _numbers.Resolve(number.Constraint, scope) switch
            {
                NumberValueReferenceSyntax reference => [VisitNumberValue(reference.Name, new NumberForm(LabelKind.BerInteger, 0))],
                NumberRangeSyntax range => [new LiteralPart(NumberForms.Encode(range.First, new NumberForm(LabelKind.BerInteger, 0)))],
                _ => [new LiteralPart([0])],
            },
            _ => isNumber || ber.Type == BerType.Boolean ? [new LiteralPart([0])] : [],
        };
        return [new BerPart(BerTags.Identifier(ber, tag), Join(body))];
    }
}
