using System.Text;
using ProtocolKit.Grammar.Emit;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Binding;

/// <summary>Finds the shortest sentence of a rule, or of a text: literals as spelled, the first alternative, options left out,
/// repetitions at their least, labels from the parameter or fresh value of their name, sizes computed.</summary>
internal sealed partial class SentenceBuilder(RuleTable rules, ValueTable values, ISet<string> referenced, ISet<string> heard)
{
    /// <summary>Thrown where nothing determines what is to be written.</summary>
    public sealed class UndeterminedException(string what, TextSpan span) : Exception
    {
        public string What => what;

        /// <summary>The rules in which it stands, innermost first.</summary>
        public List<string> Rules { get; } = [];

        /// <summary>The same, by a name.</summary>
        public UndeterminedException As(string name, TextSpan place)
        {
            var named = new UndeterminedException(name, place);
            named.Rules.AddRange(Rules);
            return named;
        }

        /// <summary>Notes rules that it stands in, outermost first.</summary>
        public bool StandsIn(IEnumerable<string> rules)
        {
            Rules.AddRange(rules.Reverse());
            return true;
        }

        public TextSpan Span => span;
    }

    private readonly Dictionary<string, IReadOnlyList<SentencePart>> _written = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ulong> _writtenNumbers = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _lists = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ExpressionSyntax> _leftOut = [];
    private readonly NumberNames _numbers = new(rules, null);
    private SentenceSizes _sizes = new([]);
    private HashSet<string> _introduced = [];
    private HashSet<string> _texts = [];
    private bool _isText;
    private bool _isInContents;

    /// <summary>The label of the octets that the message carries, whatever they are; null where it carries none.</summary>
    public string? Carried { get; init; }

    /// <summary>The options and repetitions that stand in the rule and not in its shortest sentence, but for white space and octets of
    /// any kind.</summary>
    public IReadOnlyList<ExpressionSyntax> LeftOut => _leftOut;

    /// <param name="expression">The rule or the text.</param>
    /// <param name="labels">The labels of the rule: what a text says of them comes from a parameter or fresh value.</param>
    /// <param name="isText">Whether it is a text.</param>
    /// <returns>The parts.</returns>
    /// <exception cref="UndeterminedException">Something is undetermined.</exception>
    public IReadOnlyList<SentencePart> Build(ExpressionSyntax expression, IReadOnlyList<LabelModel> labels, bool isText)
    {
        _written.Clear();
        _writtenNumbers.Clear();
        _leftOut.Clear();
        _introduced = Names(labels);
        _texts = Names(labels.Where(label => label.Kind == LabelKind.Octets));
        _isText = isText;
        _sizes = new SentenceSizes(All(expression, Arguments.None, 0));
        return Join(_sizes.Resolve(Visit(expression, Arguments.None)));
    }

    private static HashSet<string> Names(IEnumerable<LabelModel> labels) =>
        labels.Select(label => label.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>What is written for the value of a label or for <c>$name</c>; null where nothing determines it. A label that was written
    /// or read goes before a parameter of its name.</summary>
    public SentencePart? ValueOf(string name, bool isLabel)
    {
        var canonical = name.ToLowerInvariant();
        if (values.Parameter(name) is { } parameter && (isLabel || !values.IsLabel(name) || !parameter.IsList && !heard.Contains(name)))
            return parameter.IsList && !_lists.Contains(name) ? null : new ParameterPart(parameter.Name.Text.ToLowerInvariant());
        if (ValueTable.IsHost(name))
            return new BindingPart(canonical);
        if ((isLabel || !values.IsLabel(name)) && values.Fresh(name) is { } fresh)
            return new FreshPart(fresh.Name.Text.ToLowerInvariant(), referenced.Contains(canonical) ? canonical : null);
        return !isLabel && values.IsLabel(name) ? new BindingPart(canonical) : null;
    }

    /// <summary>An expression and all within it, rules and arguments put in.</summary>
    private IEnumerable<(ExpressionSyntax Expression, Arguments Scope)> All(ExpressionSyntax expression, Arguments scope, int depth)
    {
        if (depth > PatternCompiler.MaxDepth)
            yield break;
        yield return (expression, scope);
        var inner = SyntaxWalk.Children(expression).Select(child => (child, scope));
        if (expression is RuleReferenceSyntax reference)
            inner = Arguments.Resolve(reference, rules, scope, (rule, _, _) => rule is not null) is { } target ? [target] : [];

        foreach (var (child, childScope) in inner)
        {
            foreach (var item in All(child, childScope, depth + 1))
                yield return item;
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
            case OptionSyntax option:
                return LeaveOut(option.Item, scope);
            case RestSyntax:
                return [];
            case CountedRepetitionSyntax counted:
                return VisitCounted(counted, scope);
            case DifferenceSyntax difference:
                return Visit(difference.Item, scope);
            case RepetitionSyntax repetition:
                return VisitRepetition(repetition, scope);
            case RuleReferenceSyntax reference:
                return VisitReference(reference, scope);
            case LabelSyntax label:
                return VisitLabel(label, scope);
            case ValueReferenceSyntax reference:
                return VisitRepeated(reference.Name);
            case UnsignedIntegerSyntax number:
                return VisitNumber(number, scope);
            case CountedOctetsSyntax counted:
                return VisitSized(counted.Size, scope, size => new LiteralPart(new byte[Math.Max(0, size)]), []);
            case WithinSyntax within:
                var body = Join(Visit(within.Body, scope));
                return VisitSized(within.Size, scope, size => null, body);
            case PaddedSyntax padded:
                return [VisitPadded(padded, scope)];
            case BerSyntax ber:
                return VisitBer(ber, null, scope);
            default:
                throw new UndeterminedException("this", expression.Span);
        }
    }

    /// <summary>The first alternative; but where that is one octet beside a class, such as HTAB / %x20-7E, it is the class that is
    /// meant.</summary>
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

    /// <summary>Notes what the shortest sentence of an XML element leaves out.</summary>
    public void NoteLeftOut(IEnumerable<ExpressionSyntax> expressions) => _leftOut.AddRange(expressions);

    private List<SentencePart> LeaveOut(ExpressionSyntax expression, Arguments scope)
    {
        if (!_isText && !IsWhiteSpace(expression, scope))
            _leftOut.Add(expression);
        return [];
    }

    /// <summary>Whether an expression stands for white space, or for octets of any kind, which nobody is asked to write.</summary>
    private bool IsWhiteSpace(ExpressionSyntax expression, Arguments scope) => All(expression, scope, 0).All(item => item.Expression switch
    {
        LiteralSyntax literal => literal.Text.All(c => c is ' ' or '\t'),
        OctetsSyntax octets => octets.Octets.All(octet => octet is 0x20 or 0x09 or 0x0D or 0x0A),
        RuleReferenceSyntax reference =>
            item.Scope.TryFind(reference.Name.Text, out _, out _) || rules.Find(reference.Name.Text) is not null
            || reference.Name.Text.ToUpperInvariant() is "OCTET" or "SP" or "HTAB" or "WSP" or "LWSP" or "CR" or "LF" or "CRLF",
        ConcatenationSyntax or AlternationSyntax or OptionSyntax or RepetitionSyntax => true,
        _ => false,
    });

    private List<SentencePart> VisitRepetition(RepetitionSyntax repetition, Arguments scope)
    {
        if (ListIn(repetition.Item, scope) is { } list)
            return [InList(list, repetition.Item, scope)];
        if (repetition.Minimum == 0)
            return LeaveOut(repetition.Item, scope);
        return [.. Enumerable.Range(0, repetition.Minimum).SelectMany(_ => Visit(repetition.Item, scope))];
    }

    /// <summary>The elements as often as their count says; the count is computed from them, unless it is spelled out.</summary>
    private List<SentencePart> VisitCounted(CountedRepetitionSyntax counted, Arguments scope)
    {
        if (ListIn(counted.Item, scope) is { } list)
        {
            var part = InList(list, counted.Item, scope);
            return _sizes.TryCount(counted.Count.Text, part.Parameter) ? [part with { Count = counted.Count.Text.ToLowerInvariant() }]
                : throw new UndeterminedException(counted.Count.Text, counted.Count.Span);
        }

        var turns = _sizes.Turns(counted.Count.Text, _isText) ?? throw new UndeterminedException(counted.Count.Text, counted.Count.Span);
        return turns == 0 ? LeaveOut(counted.Item, scope) : [.. Enumerable.Range(0, turns).SelectMany(_ => Visit(counted.Item, scope))];
    }

    /// <summary>The list parameter whose values an element repeats or is labelled with, or null.</summary>
    private string? ListIn(ExpressionSyntax item, Arguments scope)
    {
        if (!values.Parameters.Any(parameter => parameter.IsList))
            return null;
        return All(item, scope, 0).Select(inner => inner.Expression switch
        {
            ValueReferenceSyntax reference when IsOwn(reference.Name.Text) => reference.Name.Text,
            UnsignedIntegerSyntax number when _numbers.Resolve(number.Constraint, inner.Scope) is NumberValueReferenceSyntax reference
                && IsOwn(reference.Name.Text) => reference.Name.Text,
            BerSyntax { Content: BerNumberSyntax number } when _numbers.Resolve(
                number.Constraint, inner.Scope) is NumberValueReferenceSyntax reference && IsOwn(reference.Name.Text) =>
                reference.Name.Text,
            LabelSyntax label => label.Name.Text,
            _ => null,
        }).FirstOrDefault(name => name is not null && values.Parameter(name) is { IsList: true } && !_lists.Contains(name));

        bool IsOwn(string name) => !values.IsLabel(name) || _introduced.Contains(name);
    }

    private ListPart InList(string list, ExpressionSyntax item, Arguments scope)
    {
        // Each turn says a value of its own, whatever the text has said for the label before.
        _written.Remove(list);
        _lists.Add(list);
        var part = new ListPart(list.ToLowerInvariant(), Join(Visit(item, scope)));
        _lists.Remove(list);
        _written.Remove(list);
        return part;
    }

    private List<SentencePart> VisitSized(
        SizeSyntax size, Arguments scope, Func<int, SentencePart?> spelled, IReadOnlyList<SentencePart> body)
    {
        var constant = _numbers.NumberOf(size, scope);
        if (size.Value is not { } label)
            return Spelled(constant);
        if (!_sizes.TryFind(label.Text, out var place, out var number))
            throw new UndeterminedException(label.Text, label.Span);
        return place is null ? Spelled(number - constant) : [new SizedPart(place, -constant, body)];

        List<SentencePart> Spelled(int octets) => body.Any(part => part is CarriedPart)
            ? throw new UndeterminedException(Carried!, size.Span)
            : [.. new[] { spelled(octets) }.OfType<SentencePart>(), .. body];
    }

    /// <summary>How long it is must be known at its end: of digits that are written once their part is complete, it is not.</summary>
    private PaddedPart VisitPadded(PaddedSyntax padded, Arguments scope)
    {
        var body = Visit(padded.Item, scope);
        var parts = body.SelectMany(SentenceFacts.All).ToArray();
        var late = parts.OfType<SizePart>().FirstOrDefault(size => size.Form.Kind is LabelKind.Decimal or LabelKind.Hexadecimal
            && !parts.Any(part => part is SizedPart sized && sized.Size == size));
        return late is null ? new PaddedPart((int)(_numbers.NumberOf(padded.Multiple, scope) ?? 1), body)
            : throw new UndeterminedException(late.Label, padded.Span);
    }

    private List<SentencePart> VisitReference(RuleReferenceSyntax reference, Arguments scope)
    {
        RuleReferenceSyntax? last = null;
        var passed = new List<string>();
        if (Arguments.Resolve(reference, rules, scope, Enter) is { } target)
        {
            try
            {
                return Visit(target.Expression, target.Scope);
            }
            catch (UndeterminedException undetermined) when (
                undetermined.StandsIn(passed) && undetermined.What == "this" && last is not null)
            {
                throw undetermined.As(last.Name.Text, last.Span);
            }
        }

        reference = last ?? reference;
        if (CoreRules.All.TryGetValue(reference.Name.Text, out var core))
        {
            var items = core is Automata.SequencePattern sequence ? sequence.Items : [core];
            var octets = items.Select(item => Automata.PatternFacts.AsClass(item) is { Count: 1 } set ? (byte?)set.Octets().First() : null)
                .ToArray();
            if (octets.All(octet => octet is not null))
                return [new LiteralPart([.. octets.Select(octet => octet!.Value)])];
        }

        throw new UndeterminedException(reference.Name.Text, reference.Span);

        bool Enter(RuleSyntax? rule, RuleReferenceSyntax next, Arguments around)
        {
            last = next;
            if (rule is null)
                return false;
            passed.Add(rule.Name.Text);
            rules.MarkUsed(rule.Name.Text);
            return true;
        }
    }

    private List<SentencePart> VisitLabel(LabelSyntax label, Arguments scope)
    {
        var name = label.Name.Text.ToLowerInvariant();
        var element = Element(label.Item, scope, out var elementScope);
        List<SentencePart> parts;
        if (name == Carried)
            return VisitCarried(label, element, elementScope);
        if (_sizes.Contains(name))
        {
            var place = _sizes.Place(
                name, Spelled(element, elementScope), values.Compiler!.CompileNested(label.Item, scope), IsText(element));
            parts = place is null ? Visit(label.Item, scope)
                : element is not BerSyntax ber ? [place]
                : _sizes.IsCount(name) ? VisitBer(ber, place, elementScope) : throw new UndeterminedException(label.Name.Text, label.Span);
        }
        else if (!(_isText && IsSpelled(element, elementScope)) && ValueOf(name, isLabel: true) is { } value)
        {
            parts = element switch
            {
                UnsignedIntegerSyntax number => [new NumberPart(value, NumberForms.Of(number))],
                BerSyntax ber => VisitBer(ber, value, elementScope),
                AlternationSyntax => OfAlternatives(label, value, scope),
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
        return Labelled(name, parts, () => values.Compiler!.CompileNested(label.Item, scope));
    }

    private List<SentencePart> VisitCarried(LabelSyntax label, ExpressionSyntax element, Arguments scope) => element switch
    {
        RestSyntax => [new CarriedPart()],
        CountedOctetsSyntax { Size.Value: not null } counted =>
            VisitSized(counted.Size, scope, _ => throw new UndeterminedException(label.Name.Text, label.Span), [new CarriedPart()]),
        _ => throw new UndeterminedException(label.Name.Text, label.Span),
    };

    /// <summary>Notes that parts are the value of a label, where a message may repeat it.</summary>
    private List<SentencePart> Labelled(string name, List<SentencePart> parts, Func<Automata.Pattern> element)
    {
        if (!referenced.Contains(name) || ValueTable.IsHost(name)
            || parts is [FreshPart or NumberPart { Value: FreshPart } or BerPart { Body: [NumberPart { Value: FreshPart }] }])
            return parts;

        // What a text spells in digits is text all the same where its rule allows more.
        var form = _texts.Contains(name) ? default : NumberForms.Of(element(), values.IsSize(name)) ?? default;
        return parts is [BerPart ber] ? [ber with { Body = [new LabelledPart(name, form, ber.Body)] }]
            : [new LabelledPart(name, form, parts)];
    }

    /// <summary>What an expression is, rules and arguments put in.</summary>
    private ExpressionSyntax Element(ExpressionSyntax expression, Arguments scope, out Arguments elementScope)
    {
        elementScope = scope;
        if (expression is RuleReferenceSyntax reference
            && Arguments.Resolve(reference, rules, scope, (rule, _, _) => rule is not null) is { } target)
            (expression, elementScope) = target;
        return expression;
    }

    private IReadOnlyList<SentencePart> VisitValue(NameToken name)
    {
        if (_written.TryGetValue(name.Text, out var parts))
            return parts is [BerPart ber] ? ber.Body : parts;
        var value = ValueOf(name.Text, _introduced.Contains(name.Text)) ?? throw new UndeterminedException(name.Text, name.Span);
        if (value is FreshPart)
            _written[name.Text] = [value];
        return [value];
    }

    /// <summary>Joins neighbouring literals.</summary>
    public static List<SentencePart> Join(IReadOnlyList<SentencePart> parts)
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
