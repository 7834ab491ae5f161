using System.Text.RegularExpressions;
using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Parsing;
using ProtocolKit.Grammar.Syntax;
using ProtocolKit.Grammar.Xml;

namespace ProtocolKit.Grammar.Binding;

/// <summary>What all parts of the binder share about one grammar.</summary>
internal sealed partial class BindingContext
{
    private const int MaxElements = 4096;

    private readonly Dictionary<string, BindingModel> _bindings = [];
    private readonly HashSet<string> _xmlLabels;
    private readonly Stack<string> _expanding = new();
    private int _expanded;
    private bool _isWithinElement;
    private readonly Dictionary<string, (ValueRuleModel Model, Pattern Pattern)> _valueRules = new(StringComparer.OrdinalIgnoreCase);

    public BindingContext(GrammarFileSyntax file, string text, DiagnosticBag diagnostics)
    {
        File = file;
        Text = text;
        Diagnostics = diagnostics;
        Limits = ReadLimits(file);
        Rules = new RuleTable(file.Rules, diagnostics);
        Values = new ValueTable(file, diagnostics);
        Compiler = new PatternCompiler(Rules, Values, diagnostics);
        Values.Compiler = Compiler;
        _xmlLabels = SyntaxWalk.All(file).OfType<XmlElementSyntax>().SelectMany(SyntaxWalk.All).OfType<LabelSyntax>()
            .Where(label => label.Item is not XmlElementSyntax).Select(label => label.Name.Text.ToLowerInvariant()).ToHashSet();
        Referenced = SyntaxWalk.References(file).Select(name => name.Text.ToLowerInvariant()).Where(name => Values.Parameter(name) is null || Values.IsLabel(name)).ToHashSet();
        var declarations = file.Facts.OfType<NamespaceSyntax>().Select(fact => new NamespaceModel(fact.Prefix?.Text ?? "", fact.Uri)).ToArray();
        XmlNames = XmlNamespaceTable.Create(declarations, XmlMessages());
        XmlContext = new XmlContext
        {
            Namespaces = XmlNames,
            ResolveRule = expression => XmlRuleOf(ValueRule(expression)),
            ResolveValue = ResolveXmlValue,
            Report = (descriptor, message, span) => diagnostics.Report(descriptor, span, message),
            MaxItems = Limits.Items,
            MaxDepth = Limits.Depth,
        };
        HasXml = declarations.Length > 0;
    }

    public GrammarFileSyntax File { get; }

    public string Text { get; }

    public string ProtocolName => File.Protocol?.Name.Text ?? "";

    public DiagnosticBag Diagnostics { get; }

    public LimitsModel Limits { get; }

    public RuleTable Rules { get; }

    public ValueTable Values { get; }

    public PatternCompiler Compiler { get; }

    /// <summary>The names behind <c>$</c> that are labels.</summary>
    public ISet<string> Referenced { get; }

    public bool HasXml { get; }

    public XmlNamespaceTable XmlNames { get; }

    public XmlContext XmlContext { get; }

    public IReadOnlyList<ValueRuleModel> ValueRules => [.. _valueRules.Values.Select(rule => rule.Model)];

    public IReadOnlyList<BindingModel> Bindings => [.. _bindings.Values];

    /// <summary>A piece of the file without comments, in one line where it was in one.</summary>
    public string TextOf(TextSpan span)
    {
        var piece = span.End <= Text.Length ? Text.Substring(span.Start, span.Length) : "";
        var lines = GrammarText.WithoutComments(piece).Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0).ToArray();
        return lines.Length <= 1 ? Spaces().Replace(lines.FirstOrDefault("").Trim(), " ") : string.Join('\n', lines);
    }

    public BindingModel BindingOf(string name)
    {
        if (_bindings.TryGetValue(name, out var known))
            return known;
        var shape = Values.Shape(new NameToken(name, default));
        var kind = shape is null || _xmlLabels.Contains(name) ? LabelKind.Octets : LabelKinds.Of(shape, Values.IsSize(name));
        var octets = shape is null ? 256 : Math.Min(256, PatternFacts.MaxLength(shape) ?? 256);
        return _bindings[name] = new BindingModel(name, kind, kind == LabelKind.Octets ? octets : 0);
    }

    /// <summary>The rule that a whole value is checked against.</summary>
    public ValueRuleModel? ValueRule(ExpressionSyntax expression, string? name = null)
    {
        name = expression is RuleReferenceSyntax { Arguments.Count: 0 } reference ? reference.Name.Text : name ?? $"value{_valueRules.Count + 1}";
        if (_valueRules.TryGetValue(name, out var known))
            return known.Model;
        var pattern = Compiler.CompileNested(expression, Arguments.None);
        if (Diagnostics.HasErrors)
            return null;
        var errors = new List<DeterminizationError>();
        pattern = pattern is BerPattern ber ? ber.Body : pattern;
        var automaton = Determinizer.Determinize(NfaBuilder.Build(pattern, onlyLabels: []), [], errors);
        if (errors.Count > 0)
        {
            Diagnostics.Report(GrammarDiagnostics.NotCompilable, expression.Span, "A value can't be checked against this rule octet by octet. Use a simpler one, such as 1*64%x21-7E.");
            return null;
        }

        var ruleText = TextOf(expression.Span);
        if (expression is RuleReferenceSyntax named && Rules.Find(named.Name.Text) is { } rule)
            ruleText = TextOf(rule.Body.Span);
        var model = new ValueRuleModel(name, ruleText, automaton);
        _valueRules.Add(name, (model, pattern));
        return model;
    }

    /// <summary>Compares value rules by the names of their methods.</summary>
    public ValueRuleModel? FindValueRule(string methodName) => _valueRules.Values.Select(rule => rule.Model).FirstOrDefault(rule => rule.MethodName == methodName);

    /// <summary>An element with rules and calls put in, or null where the expression is no XML.</summary>
    public XmlElementSyntax? ExpandXml(ExpressionSyntax expression)
    {
        (_expanded, _isWithinElement) = (0, false);
        return Expand(expression, Arguments.None) as XmlElementSyntax;
    }

    private ExpressionSyntax Expand(ExpressionSyntax expression, Arguments scope)
    {
        switch (expression)
        {
            case RuleReferenceSyntax reference:
                return ExpandReference(reference, scope);
            case XmlElementSyntax xml:
                if (++_expanded > MaxElements)
                {
                    Diagnostics.Report(GrammarDiagnostics.NotCompilable, xml.Span, $"With its rules put in, this has more than {MaxElements} elements. Let fewer rules stand within each other.");
                    return xml with { Attributes = [], Children = [] };
                }

                var isOutermost = !_isWithinElement;
                _isWithinElement = true;
                var whole = xml with
                {
                    Attributes = [.. xml.Attributes.Select(attribute => attribute with { Value = Expand(attribute.Value, scope) })],
                    Children = [.. xml.Children.Select(child => Expand(child, scope))],
                };
                _isWithinElement = !isOutermost;
                return whole;
            case LabelSyntax label:
                return label with { Item = Expand(label.Item, scope) };
            case OptionSyntax option:
                return option with { Item = Expand(option.Item, scope) };
            case RepetitionSyntax repetition:
                return repetition with { Item = Expand(repetition.Item, scope) };
            default:
                return expression;
        }
    }

    private ExpressionSyntax ExpandReference(RuleReferenceSyntax reference, Arguments scope)
    {
        if (reference.Arguments.Count == 0 && scope.TryFind(reference.Name.Text, out var argument, out var argumentScope))
            return Expand(argument, argumentScope);
        if (Rules.Find(reference.Name.Text) is not { } rule)
            return reference;
        var name = rule.Name.Text;
        if (_expanding.Contains(name))
        {
            if (_isWithinElement)
                Diagnostics.Report(GrammarDiagnostics.Recursive, reference.Name.Span, RuleTable.RecursionMessage(_expanding.Reverse(), name));
            return reference;
        }

        _expanding.Push(name);
        var target = Expand(rule.Body, Arguments.Of(rule, reference.Arguments, scope));
        _expanding.Pop();
        if (target is not XmlElementSyntax)
            return reference;
        Rules.MarkUsed(name);
        return target;
    }

    private IEnumerable<XmlElementSyntax> XmlMessages() =>
        File.MessageSteps.SelectMany(step => step.Alternatives).SelectMany(alternative => new[] { alternative.Message, alternative.Ask }).OfType<ExpressionSyntax>()
        .Concat(File.AnyTime?.Messages ?? [])
        .Select(ExpandXml).OfType<XmlElementSyntax>();

    private XmlRule? ResolveXmlValue(ValueReferenceSyntax reference)
    {
        var shape = Values.Shape(reference.Name);
        if (shape is null)
        {
            Diagnostics.Report(GrammarDiagnostics.NotDefined, reference.Name.Span,
                $"Nothing gives ${reference.Name.Text} a value{Suggestion.For(reference.Name.Text, Values.KnownNames)}. Label an element with it ({reference.Name.Text}:element), or declare a parameter or fresh value.");
            return null;
        }

        var name = "value-of-" + reference.Name.Text;
        if (!_valueRules.TryGetValue(name, out var known))
        {
            if (Diagnostics.HasErrors)
                return null;
            var automaton = Determinizer.Determinize(NfaBuilder.Build(shape, onlyLabels: []), [], []);
            known = (new ValueRuleModel(name, "$" + reference.Name.Text, automaton), shape);
            _valueRules.Add(name, known);
        }

        return XmlRuleOf(known.Model);
    }

    private static XmlRule? XmlRuleOf(ValueRuleModel? rule) =>
        rule is null ? null : new XmlRule(rule.MethodName, rule.Automaton.States[0].IsAccepting ? "" : ExampleText.Of(LanguageRelation.Complete(rule.Automaton, rule.Automaton.States[0])));

    private static LimitsModel ReadLimits(GrammarFileSyntax file)
    {
        var limits = new LimitsModel();
        foreach (var fact in file.Facts.OfType<LimitFactSyntax>())
            limits = new LimitsModel(fact.Octets ?? limits.Octets, fact.Items ?? limits.Items, fact.Rounds ?? limits.Rounds, fact.Depth ?? limits.Depth);
        return limits;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
