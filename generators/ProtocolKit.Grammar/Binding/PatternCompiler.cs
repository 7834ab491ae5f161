using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Parsing;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Binding;

/// <summary>Turns expressions into patterns: rules put in, each notation brought down to octets, sizes and labels.</summary>
internal sealed partial class PatternCompiler(RuleTable rules, ValueTable values, DiagnosticBag diagnostics)
{
    private const int MaxVisits = 100_000;
    private const int MaxPlaces = 50_000;

    /// <summary>How many expressions may stand within each other, rules put in.</summary>
    internal const int MaxDepth = 250;

    /// <summary>Stands where something has been reported, and is nothing that would be reported again.</summary>
    private static readonly OctetPattern s_unknown = new(OctetSet.Range(0x21, 0x7E));

    private readonly NumberNames _numbers = new(rules, diagnostics);

    /// <summary>What is left of the differences that are the same wherever their rule is put in, as to find that takes long.</summary>
    private readonly Dictionary<DifferenceSyntax, Pattern> _differences = new(ReferenceEqualityComparer.Instance);
    private int _depth;
    private int _visited;
    private Dictionary<string, Pattern> _labels = new(StringComparer.OrdinalIgnoreCase);
    private bool _asText;
    private bool _isInContents;

    /// <summary>Compiles the pattern of a message.</summary>
    public Pattern Compile(ExpressionSyntax expression, Arguments? scope = null)
    {
        (_labels, _asText, _isInContents) = (new(StringComparer.OrdinalIgnoreCase), false, false);
        return Bounded(Visit(expression, scope ?? Arguments.None), expression);
    }

    /// <summary>Compiles what a text may say: <c>$name</c> is any legal value of it.</summary>
    public Pattern CompileText(ExpressionSyntax expression)
    {
        (_labels, _asText) = (new(StringComparer.OrdinalIgnoreCase), true);
        var pattern = Visit(expression, Arguments.None);
        _asText = false;
        return Bounded(pattern, expression);
    }

    /// <summary>Compiles within another compilation, keeping its labels.</summary>
    public Pattern CompileNested(ExpressionSyntax expression, Arguments scope)
    {
        var (labels, asText, isInContents) = (_labels, _asText, _isInContents);
        var pattern = Compile(expression, scope);
        (_labels, _asText, _isInContents) = (labels, asText, isInContents);
        return pattern;
    }

    /// <summary>Rules within rules and turns within turns multiply; what can't be handled is refused here, before an automaton is made of
    /// it.</summary>
    private Pattern Bounded(Pattern pattern, ExpressionSyntax expression)
    {
        var isTooLarge = _visited > MaxVisits || PatternFacts.Places(pattern) > MaxPlaces;
        if (_depth == 0)
            _visited = 0;
        return isTooLarge ? TooLarge(expression) : pattern;
    }

    private OctetPattern TooLarge(ExpressionSyntax expression)
    {
        diagnostics.Report(GrammarDiagnostics.NotCompilable, expression.Span,
            "With its rules put in, this has too many places to be compiled. Let rules and repetitions stand within each other less often.");
        return s_unknown;
    }

    private Pattern Visit(ExpressionSyntax expression, Arguments scope)
    {
        if (++_visited > MaxVisits)
            return s_unknown;
        if (_depth == MaxDepth)
        {
            diagnostics.Report(GrammarDiagnostics.NotCompilable, expression.Span,
                $"With its rules put in, this is nested deeper than {MaxDepth} levels. Let rules stand within each other less deep.");
            return s_unknown;
        }

        _depth++;
        var pattern = VisitOne(expression, scope);
        _depth--;
        return pattern;
    }

    private Pattern VisitOne(ExpressionSyntax expression, Arguments scope)
    {
        switch (expression)
        {
            case LiteralSyntax literal:
                return VisitLiteral(literal);
            case OctetsSyntax octets:
                return Pattern.Octets(octets.Octets);
            case OctetRangeSyntax range:
                return new OctetPattern(OctetSet.Range(range.First, range.Last));
            case ConcatenationSyntax concatenation:
                return VisitAll(concatenation.Items, scope);
            case AlternationSyntax alternation:
                var choice = new ChoicePattern([.. alternation.Options.Select(option => Visit(option, scope))]);
                return PatternFacts.AsClass(choice) is { } set ? new OctetPattern(set) : choice;
            case OptionSyntax option:
                return Pattern.Optional(Visit(option.Item, scope));
            case DifferenceSyntax difference:
                return VisitDifference(difference, scope);
            case RepetitionSyntax repetition:
                return VisitRepetition(repetition, scope);
            case RuleReferenceSyntax reference:
                return VisitReference(reference, scope);
            case LabelSyntax label:
                return VisitLabel(label, scope);
            case ValueReferenceSyntax value:
                return VisitValue(value.Name);
            case ProseSyntax prose:
                return VisitProse(prose, scope);
            case UnsignedIntegerSyntax number:
                return VisitNumber(number, scope);
            case CountedOctetsSyntax counted:
                return new WithinPattern(VisitSize(counted.Size, scope), new RepeatPattern(new OctetPattern(OctetSet.All), 0, null));
            case WithinSyntax within:
                return VisitWithin(within, scope);
            case PaddedSyntax padded:
                return VisitPadded(padded, scope);
            case RestSyntax:
                return new RepeatPattern(new OctetPattern(OctetSet.All), 0, null);
            case CountedRepetitionSyntax counted:
                CheckSizeLabel(counted.Count);
                return new CountedPattern(Canonical(counted.Count), Visit(counted.Item, scope));
            case BerSyntax ber:
                return VisitBer(ber, scope);
            case NumberSyntax number:
                return NotHere(number.Span, $"the number {number.Value}", "a rule, a literal in quotes, or %d for an octet");
            case XmlElementSyntax xml:
                return NotHere(xml.Span, "an XML element", "octets; an XML element can't stand within a text or binary message");
            default:
                return NotHere(expression.Span, "this", "an expression");
        }
    }

    private Pattern NotHere(TextSpan span, string found, string expected)
    {
        diagnostics.Report(GrammarDiagnostics.NotUnderstood, span, $"Found {found}, expected {expected}.");
        return Pattern.Empty;
    }

    private Pattern VisitAll(IReadOnlyList<ExpressionSyntax> items, Arguments scope) =>
        Pattern.Sequence([.. items.Select(item => Visit(item, scope))]);

    /// <summary>A text is written as it is spelled.</summary>
    private Pattern VisitLiteral(LiteralSyntax literal) => Pattern.Sequence([.. Encoding.UTF8.GetBytes(literal.Text)
        .Select(octet => (Pattern)new OctetPattern(literal.CaseSensitive || _asText ? OctetSet.Of(octet) : OctetSet.IgnoringCase(octet)))]);

    private Pattern VisitDifference(DifferenceSyntax difference, Arguments scope)
    {
        var (item, except) = (Visit(difference.Item, scope), Visit(difference.Except, scope));
        if (!Difference.IsPlain(item) || !Difference.IsPlain(except))
            return NotHere(
                difference.Span, "a difference of more than plain text",
                string.Create(
                CultureInfo.InvariantCulture, $"both sides without labels, $ values, sizes, and bounds above {NfaBuilder.MaxCopies}"));
        var isAlways = !_asText && !scope.HasAny;
        if (isAlways && _differences.TryGetValue(difference, out var known))
            return known;
        if (Difference.Of(item, except, out var isTooLarge) is { } left)
            return isAlways ? _differences[difference] = left : left;
        return isTooLarge ? TooLarge(difference)
            : NotHere(difference.Span, "a difference with nothing in it", "an exception that leaves something");
    }

    private RepeatPattern VisitRepetition(RepetitionSyntax repetition, Arguments scope)
    {
        var item = Visit(repetition.Item, scope);
        if (PatternFacts.MinLength(item) == 0 && item != Pattern.Empty && repetition.Maximum is null or > 1)
        {
            diagnostics.Report(GrammarDiagnostics.EmptyTurn, repetition.Span,
                "A turn of this repetition can match nothing, so the number of turns is not determined. Let each turn have at least one octet.");
            item = s_unknown;
        }

        if (repetition.Maximum < repetition.Minimum)
            NotHere(repetition.Span, $"at least {repetition.Minimum} and at most {repetition.Maximum} turns",
                "a least number that is not above the greatest");
        if (repetition.Minimum > NfaBuilder.MaxSpelledTurns && PatternFacts.AsClass(item) is null)
            NotHere(repetition.Span, $"at least {repetition.Minimum} turns",
                $"at most {NfaBuilder.MaxSpelledTurns}; where a number in the message says how many, write $count( … )");
        return new RepeatPattern(item, Math.Min(repetition.Minimum, 65536), repetition.Maximum);
    }

    private Pattern VisitReference(RuleReferenceSyntax reference, Arguments scope)
    {
        RuleSyntax? last = null;
        Pattern? found = null;
        if (Arguments.Resolve(reference, rules, scope, Enter) is { } target)
            return last is null ? Visit(target.Expression, target.Scope)
                : new NamedPattern(last.Name.Text, Visit(target.Expression, target.Scope));
        return found ?? s_unknown;

        bool Enter(RuleSyntax? rule, RuleReferenceSyntax next, Arguments around)
        {
            last = rule;
            _visited++;
            if (rule is null)
            {
                found = VisitCore(next);
                return false;
            }

            rules.MarkUsed(rule.Name.Text);
            if (rule.Parameters.Count != next.Arguments.Count)
            {
                found = NotHere(
                    next.Span, $"{next.Arguments.Count} arguments for '{next.Name.Text}'",
                    rule.Parameters.Count == 0 ? "none" : $"{rule.Parameters.Count}");
                return false;
            }

            if (around.IsWithin(rule))
                diagnostics.Report(GrammarDiagnostics.Recursive, next.Name.Span, RuleTable.RecursionMessage(around.Path, rule.Name.Text));
            return !around.IsWithin(rule) && _visited <= MaxVisits;
        }
    }

    private Pattern VisitCore(RuleReferenceSyntax reference)
    {
        var name = reference.Name.Text;
        if (CoreRules.All.TryGetValue(name, out var core))
            return core;
        var hint = IsNumberType().IsMatch(name)
            ? $" Numbers are {string.Join(", ", Keywords.UnsignedIntegers.Keys.Order(StringComparer.Ordinal))}."
            : " Define it, or paste it from the RFC.";
        diagnostics.Report(GrammarDiagnostics.NotDefined, reference.Name.Span,
            $"There is no rule '{name}'{diagnostics.Suggest(name, rules.Names.Concat(CoreRules.All.Keys).Concat(Keywords.UnsignedIntegers.Keys))}.{hint}");
        return s_unknown;
    }

    [GeneratedRegex("^u?int-?[0-9]+(le|be)?$", RegexOptions.IgnoreCase)]
    private static partial Regex IsNumberType();

    private Pattern VisitLabel(LabelSyntax label, Arguments scope)
    {
        var item = _asText ? Visit(label.Item, scope) : VisitLabelled(label, scope);
        _labels[label.Name.Text] = item;
        return _asText ? item : Capture(label.Name.Text.ToLowerInvariant(), item);
    }

    /// <summary>The value of a labelled BER element is its contents.</summary>
    private static Pattern Capture(string label, Pattern item) => item switch
    {
        BerPattern ber => ber with { Body = new CapturePattern(label, ber.Body) },
        NamedPattern named when ContainsBer(named.Item) => named with { Item = Capture(label, named.Item) },
        ChoicePattern choice when choice.Options.Any(ContainsBer) =>
            new ChoicePattern([.. choice.Options.Select(option => Capture(label, option))]),
        _ => new CapturePattern(label, item),
    };

    internal static bool ContainsBer(Pattern pattern) => pattern is BerPattern ||
        pattern is NamedPattern named && ContainsBer(named.Item) || pattern is ChoicePattern choice && choice.Options.Any(ContainsBer);

    private static string Canonical(NameToken name) => name.Text.ToLowerInvariant();

    /// <summary>A value that is repeated: that of a BER element is an element again, but for where the contents of one stand.</summary>
    private Pattern VisitValue(NameToken name)
    {
        var value = _asText && values.TextShape(name) is { } legal ? BerElements.Contents(legal)
            : Shape(name) is var shape && _asText ? shape
                : new ReferencePattern(Canonical(name), IsOwn(name) ? WithAnyDigits(shape) : shape);
        if (_isInContents || Whole(name) is not { } whole || !ContainsBer(whole))
            return value;
        return BerElements.Element(whole) is { } element ? new BerPattern(element.Tag, value)
            : NotHere(
                name.Span, $"${name.Text}, whose element has one of several tags",
                $"an element with its contents, such as OCTETS ${name.Text}");
    }

    private bool IsOwn(NameToken name) => _labels.ContainsKey(name.Text);

    /// <summary>So many digits as a number has, where that is known: another number in its place is a wrong one, whatever it may be.</summary>
    private static Pattern WithAnyDigits(Pattern shape) =>
        LabelKinds.Of(shape, isSize: false) == Model.LabelKind.Decimal && PatternFacts.MaxLength(shape) is { } digits
            && digits == PatternFacts.MinLength(shape)
            ? new RepeatPattern(new OctetPattern(LabelKinds.Digits), digits, digits) : shape;

    private Pattern? Whole(NameToken name) => _labels.TryGetValue(name.Text, out var own) ? own : values.Shape(name);

    private Pattern Shape(NameToken name)
    {
        if (Whole(name) is not { } shape)
        {
            diagnostics.Report(GrammarDiagnostics.NotDefined, name.Span,
                $"Nothing gives ${name.Text} a value{diagnostics.Suggest(name.Text, values.KnownNames)}. Label an element with it ({name.Text}:element), or declare a parameter or fresh value.");
            return s_unknown;
        }

        shape = BerElements.Contents(shape);
        if (!IsOwn(name) && (PatternFacts.MaxLength(shape) ?? int.MaxValue) > 256)
        {
            diagnostics.Report(GrammarDiagnostics.NeedsBound, name.Span,
                $"${name.Text} is needed after its message, so its element must have at most 256 octets. Give it a bound, such as 1*64 in place of 1*.");
        }

        return shape;
    }

    private OctetPattern VisitProse(ProseSyntax prose, Arguments scope)
    {
        if (ProsePhrase.TryParse(prose.Text) is { } phrase)
        {
            var any = ClassOf(phrase.Any);
            var except = phrase.Except.Select(ClassOf).ToArray();
            if (any is { } all && except.All(set => set is not null))
                return new OctetPattern(except.Aggregate(all, (rest, set) => rest - set!.Value));
        }

        diagnostics.Report(GrammarDiagnostics.Prose, prose.Span,
            $"'<{prose.Text}>' is prose: a person understands it, a compiler does not. Write what it means, such as 1*255%x21-7E.");
        return s_unknown;

        OctetSet? ClassOf(ExpressionSyntax expression)
        {
            if (expression is RuleReferenceSyntax reference && rules.Find(reference.Name.Text) is null
                && !CoreRules.All.ContainsKey(reference.Name.Text))
                return null;
            return PatternFacts.AsClass(Visit(expression, scope));
        }
    }
}
