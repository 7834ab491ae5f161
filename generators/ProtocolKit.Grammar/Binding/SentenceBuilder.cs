using System.Text;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Binding;

/// <summary>Finds the shortest sentence of a rule, or of a text: literals as spelled, the first alternative, options left out, repetitions at
/// their least, labels from the parameter or fresh value of their name, sizes computed.</summary>
internal sealed class SentenceBuilder(RuleTable rules, ValueTable values, ISet<string> referenced)
{
    /// <summary>Thrown where nothing determines what is to be written.</summary>
    public sealed class UndeterminedException(string what, TextSpan span) : Exception
    {
        public string What => what;

        public TextSpan Span => span;
    }

    private readonly Dictionary<string, IReadOnlyList<SentencePart>> _written = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ulong> _writtenNumbers = new(StringComparer.OrdinalIgnoreCase);
    private ISet<string> _introduced = new HashSet<string>();
    private HashSet<string> _sizes = [];

    /// <param name="expression">The rule or the text.</param>
    /// <param name="introduced">The labels of the rule: what a text says of them comes from a parameter or fresh value.</param>
    /// <returns>The parts.</returns>
    /// <exception cref="UndeterminedException">Something is undetermined.</exception>
    public IReadOnlyList<SentencePart> Build(ExpressionSyntax expression, ISet<string> introduced)
    {
        _written.Clear();
        _writtenNumbers.Clear();
        _introduced = introduced;
        _sizes = [.. Sizes(expression, Arguments.None, 0)];
        return Join(Visit(expression, Arguments.None));
    }

    /// <summary>What is written for the value of a label or for <c>$name</c>; null where nothing determines it.</summary>
    public SentencePart? ValueOf(string name, bool isLabel)
    {
        var canonical = name.ToLowerInvariant();
        if (values.Parameter(name) is { } parameter && !parameter.IsList)
            return new ParameterPart(parameter.Name.Text.ToLowerInvariant());
        if (ValueTable.IsHost(name))
            return new BindingPart(canonical);
        if ((isLabel || !values.IsLabel(name)) && values.Fresh(name) is { } fresh)
            return new FreshPart(fresh.Name.Text.ToLowerInvariant(), referenced.Contains(canonical) ? canonical : null);
        return !isLabel && values.IsLabel(name) ? new BindingPart(canonical) : null;
    }

    private IEnumerable<string> Sizes(ExpressionSyntax expression, Arguments scope, int depth)
    {
        if (depth > 64)
            yield break;
        var size = expression switch
        {
            CountedOctetsSyntax counted => counted.Size.Value,
            WithinSyntax within => within.Size.Value,
            CountedRepetitionSyntax counted => counted.Count,
            _ => null,
        };
        if (size is not null)
            yield return size.Text.ToLowerInvariant();
        var inner = SyntaxWalk.Children(expression).Select(child => (child, scope));
        if (expression is RuleReferenceSyntax reference)
        {
            inner = reference.Arguments.Count == 0 && scope.TryFind(reference.Name.Text, out var value, out var valueScope) ? [(value, valueScope)]
                : rules.Find(reference.Name.Text) is { } rule ? [(rule.Body, Arguments.Of(rule, reference.Arguments, scope))] : [];
        }

        foreach (var (child, childScope) in inner)
        {
            foreach (var name in Sizes(child, childScope, depth + 1))
                yield return name;
        }
    }

    private List<SentencePart> Visit(ExpressionSyntax expression, Arguments scope)
    {
        switch (expression)
        {
            case LiteralSyntax literal:
                return [new LiteralPart(Encoding.UTF8.GetBytes(literal.Text))];
            case OctetsSyntax octets:
                return [new LiteralPart(octets.Octets)];
            case OctetRangeSyntax range when range.First == range.Last:
                return [new LiteralPart([range.First])];
            case ConcatenationSyntax concatenation:
                return [.. concatenation.Items.SelectMany(item => Visit(item, scope))];
            case AlternationSyntax alternation:
                return VisitAlternation(alternation, scope);
            case OptionSyntax or RestSyntax or CountedRepetitionSyntax:
                return [];
            case DifferenceSyntax difference:
                return Visit(difference.Item, scope);
            case RepetitionSyntax repetition:
                return VisitRepetition(repetition, scope);
            case RuleReferenceSyntax reference:
                return VisitReference(reference, scope);
            case LabelSyntax label:
                return VisitLabel(label, scope);
            case ValueReferenceSyntax reference:
                return [.. VisitValue(reference.Name)];
            case UnsignedIntegerSyntax number:
                return VisitNumber(number, scope);
            case CountedOctetsSyntax counted:
                return [counted.Size.Value is { } size
                    ? new SizedPart(size.Text.ToLowerInvariant(), counted.Size.Constant, [])
                    : new LiteralPart(new byte[counted.Size.Constant])];
            case WithinSyntax within:
                var body = Visit(within.Body, scope);
                return within.Size.Value is { } label2 ? [new SizedPart(label2.Text.ToLowerInvariant(), within.Size.Constant, Join(body))] : body;
            case BerSyntax ber:
                return VisitBer(ber, null, scope);
            default:
                throw new UndeterminedException("this", expression.Span);
        }
    }

    /// <summary>The first alternative; but where that is one octet beside a class, such as HTAB / %x20-7E, it is the class that is meant.</summary>
    private List<SentencePart> VisitAlternation(AlternationSyntax alternation, Arguments scope)
    {
        var first = Visit(alternation.Options[0], scope);
        if (first is [LiteralPart { Octets.Count: 1 }])
        {
            foreach (var option in alternation.Options.Skip(1).Where(option => option is OctetRangeSyntax or RuleReferenceSyntax))
                Visit(option, scope);
        }

        return first;
    }

    private List<SentencePart> VisitRepetition(RepetitionSyntax repetition, Arguments scope)
    {
        if (SyntaxWalk.All(repetition.Item).OfType<ValueReferenceSyntax>().Select(reference => values.Parameter(reference.Name.Text)).FirstOrDefault(p => p?.IsList == true) is { } list)
            return [new ListPart(list.Name.Text.ToLowerInvariant(), Join(Visit(repetition.Item, scope)))];
        return [.. Enumerable.Range(0, repetition.Minimum).SelectMany(_ => Visit(repetition.Item, scope))];
    }

    private List<SentencePart> VisitReference(RuleReferenceSyntax reference, Arguments scope)
    {
        if (reference.Arguments.Count == 0 && scope.TryFind(reference.Name.Text, out var argument, out var argumentScope))
            return Visit(argument, argumentScope);
        if (rules.Find(reference.Name.Text) is { } rule)
        {
            rules.MarkUsed(rule.Name.Text);
            try
            {
                return Visit(rule.Body, Arguments.Of(rule, reference.Arguments, scope));
            }
            catch (UndeterminedException undetermined) when (undetermined.What == "this")
            {
                throw new UndeterminedException(reference.Name.Text, reference.Span);
            }
        }

        if (CoreRules.All.TryGetValue(reference.Name.Text, out var core))
        {
            var items = core is Automata.SequencePattern sequence ? sequence.Items : [core];
            var octets = items.Select(item => Automata.PatternFacts.AsClass(item) is { Count: 1 } set ? (byte?)set.Octets().First() : null).ToArray();
            if (octets.All(octet => octet is not null))
                return [new LiteralPart([.. octets.Select(octet => octet!.Value)])];
        }

        throw new UndeterminedException(reference.Name.Text, reference.Span);
    }

    private List<SentencePart> VisitLabel(LabelSyntax label, Arguments scope)
    {
        var name = label.Name.Text.ToLowerInvariant();
        var element = Element(label.Item, scope, out var elementScope);
        List<SentencePart> parts;
        if (_sizes.Contains(name))
        {
            parts = element is UnsignedIntegerSyntax size
                ? [new SizePart(name, size.Octets, size.LittleEndian)]
                : throw new UndeterminedException(label.Name.Text, label.Span);
        }
        else if (ValueOf(name, isLabel: true) is { } value)
        {
            parts = element switch
            {
                UnsignedIntegerSyntax number => [new NumberPart(value, number.Octets, number.LittleEndian)],
                BerSyntax ber => VisitBer(ber, value, elementScope),
                _ => [value],
            };
        }
        else
        {
            try
            {
                parts = Visit(label.Item, scope);
            }
            catch (UndeterminedException)
            {
                throw new UndeterminedException(label.Name.Text, label.Span);
            }

            if (FixedNumber(element, elementScope) is { } number)
                _writtenNumbers[name] = number;
        }

        _written[name] = parts;
        return parts;
    }

    /// <summary>The number that is written for an element without a value of its own, or null where it is no number.</summary>
    private static ulong? FixedNumber(ExpressionSyntax element, Arguments scope) => element switch
    {
        UnsignedIntegerSyntax number => (Resolve(number.Constraint, scope) as NumberRangeSyntax)?.First ?? 0,
        BerSyntax { Type: BerType.Integer or BerType.Enumerated } ber => (Resolve((ber.Content as BerNumberSyntax)?.Constraint, scope) as NumberRangeSyntax)?.First ?? 0,
        _ => null,
    };

    /// <summary>A number that is repeated, in a notation of its own.</summary>
    private SentencePart VisitNumberValue(NameToken name, Func<ulong, SentencePart> writeFixed, Func<SentencePart, SentencePart> write)
    {
        var value = VisitValue(name);
        if (_writtenNumbers.TryGetValue(name.Text, out var number))
            return writeFixed(number);
        return value switch
        {
            [NumberPart part] => write(part.Value),
            [BerNumberPart part] => write(part.Value),
            [ParameterPart or FreshPart or BindingPart] => write(value[0]),
            _ => throw new UndeterminedException(name.Text, name.Span),
        };
    }

    /// <summary>What an expression is, rules and arguments put in.</summary>
    private ExpressionSyntax Element(ExpressionSyntax expression, Arguments scope, out Arguments elementScope)
    {
        elementScope = scope;
        for (var depth = 0; depth < 64 && expression is RuleReferenceSyntax reference; depth++)
        {
            if (reference.Arguments.Count == 0 && elementScope.TryFind(reference.Name.Text, out var argument, out var argumentScope))
                (expression, elementScope) = (argument, argumentScope);
            else if (rules.Find(reference.Name.Text) is { } rule)
                (expression, elementScope) = (rule.Body, Arguments.Of(rule, reference.Arguments, elementScope));
            else
                break;
        }

        return expression;
    }

    private IReadOnlyList<SentencePart> VisitValue(NameToken name)
    {
        if (_written.TryGetValue(name.Text, out var parts))
            return parts is [BerPart ber] ? ber.Body : parts;
        if (values.Parameter(name.Text) is { IsList: true } list)
            return [new ParameterPart(list.Name.Text.ToLowerInvariant())];
        var value = ValueOf(name.Text, _introduced.Contains(name.Text)) ?? throw new UndeterminedException(name.Text, name.Span);
        if (value is FreshPart)
            _written[name.Text] = [value];
        return [value];
    }

    private List<SentencePart> VisitNumber(UnsignedIntegerSyntax number, Arguments scope)
    {
        switch (Resolve(number.Constraint, scope))
        {
            case NumberRangeSyntax range:
                return [Fixed(range.First)];
            case NumberValueReferenceSyntax reference:
                return [VisitNumberValue(reference.Name, Fixed, value => new NumberPart(value, number.Octets, number.LittleEndian))];
            default:
                return [new LiteralPart(new byte[number.Octets])];
        }

        LiteralPart Fixed(ulong value)
        {
            var octets = Enumerable.Range(0, number.Octets).Select(i => (byte)(value >> 8 * i));
            return new LiteralPart([.. number.LittleEndian ? octets : octets.Reverse()]);
        }
    }

    private static NumberConstraintSyntax? Resolve(NumberConstraintSyntax? constraint, Arguments scope) =>
        constraint is NumberArgumentSyntax argument
            ? scope.TryFind(argument.Name.Text, out var expression, out _) && expression is NumberSyntax number ? new NumberRangeSyntax(number.Value, number.Value, number.Span) : null
            : constraint;

    private List<SentencePart> VisitBer(BerSyntax ber, SentencePart? value, Arguments scope)
    {
        var tag = (byte)((Resolve(ber.Tag, scope) as NumberRangeSyntax)?.First ?? 0);
        var constructed = ber.Content is BerElementsSyntax or BerOfSyntax ? 0x20 : 0;
        var identifier = ber.Type switch
        {
            BerType.Boolean => 0x01,
            BerType.Integer => 0x02,
            BerType.Octets => 0x04,
            BerType.Enumerated => 0x0A,
            BerType.Sequence => 0x30,
            BerType.Set => 0x31,
            BerType.Application => 0x40 | constructed | tag,
            _ => 0x80 | constructed | tag,
        };
        var isNumber = ber.Type is BerType.Integer or BerType.Enumerated;
        List<SentencePart> body = value is not null ? [isNumber ? new BerNumberPart(value) : value] : ber.Content switch
        {
            BerElementsSyntax elements => [.. elements.Elements.SelectMany(item => Visit(item, scope))],
            BerTextSyntax text => Visit(text.Text, scope),
            BerBooleanSyntax boolean => [new LiteralPart([boolean.Value ? (byte)0xFF : (byte)0])],
            BerNumberSyntax number => Resolve(number.Constraint, scope) switch
            {
                NumberValueReferenceSyntax reference => [VisitNumberValue(reference.Name, fixedNumber => new LiteralPart(ShortestInteger(fixedNumber)), number => new BerNumberPart(number))],
                NumberRangeSyntax range => [new LiteralPart(ShortestInteger(range.First))],
                _ => [new LiteralPart([0])],
            },
            _ => isNumber || ber.Type == BerType.Boolean ? [new LiteralPart([0])] : [],
        };
        return [new BerPart((byte)identifier, Join(body))];
    }

    private static byte[] ShortestInteger(ulong value)
    {
        var octets = new List<byte>();
        do
        {
            octets.Insert(0, (byte)value);
            value >>= 8;
        }
        while (value != 0);
        if (octets[0] >= 0x80)
            octets.Insert(0, 0);
        return [.. octets];
    }

    /// <summary>Joins neighbouring literals.</summary>
    private static List<SentencePart> Join(IReadOnlyList<SentencePart> parts)
    {
        var result = new List<SentencePart>();
        foreach (var part in parts)
        {
            if (part is LiteralPart literal && result.LastOrDefault() is LiteralPart last)
                result[^1] = new LiteralPart([.. last.Octets, .. literal.Octets]);
            else if (part is not LiteralPart { Octets.Count: 0 })
                result.Add(part);
        }

        return result;
    }
}
