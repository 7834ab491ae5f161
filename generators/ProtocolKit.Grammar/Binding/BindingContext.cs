using System.Text.RegularExpressions;
using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Model.Names;
using ProtocolKit.Grammar.Parsing;
using ProtocolKit.Grammar.Syntax;
using ProtocolKit.Grammar.Xml;

namespace ProtocolKit.Grammar.Binding;

/// <summary>What all parts of the binder share about one grammar.</summary>
internal sealed partial class BindingContext
{
    private const int MaxElements = 4096;

    private readonly Dictionary<string, BindingModel> _bindings = [];
    private readonly Dictionary<string, WordsModel> _words = [];
    private readonly HashSet<string> _xmlLabels;
    private int _expanded;
    private int _depth;
    private bool _isWithinElement;
    private readonly Dictionary<string, (ValueRuleModel Model, Pattern Pattern)> _valueRules = new(StringComparer.OrdinalIgnoreCase);

    public BindingContext(GrammarFileSyntax file, string text, DiagnosticBag diagnostics)
    {
        File = file;
        Text = text;
        Diagnostics = diagnostics;
        Names = new ProtocolNames(ProtocolName);
        Limits = ReadLimits(file);
        Rules = new RuleTable(file.Rules, diagnostics);
        Values = new ValueTable(file, diagnostics);
        Compiler = new PatternCompiler(Rules, Values, diagnostics);
        Values.Compiler = Compiler;
        _xmlLabels = SyntaxWalk.All(file).OfType<XmlElementSyntax>().SelectMany(SyntaxWalk.All).OfType<LabelSyntax>()
            .Where(label => label.Item is not XmlElementSyntax).Select(label => label.Name.Text.ToLowerInvariant()).ToHashSet();
        Referenced = SyntaxWalk.References(file).Select(name => name.Text.ToLowerInvariant())
            .Where(name => Values.Parameter(name) is null || Values.IsLabel(name)).ToHashSet();
        var declarations = file.Facts.OfType<NamespaceSyntax>().Select(fact => new NamespaceModel(fact.Prefix?.Text ?? "", fact.Uri))
            .ToArray();
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

    /// <summary>The names of what is generated.</summary>
    public ProtocolNames Names { get; }

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

    /// <summary>The known words of all labels that have some.</summary>
    public IReadOnlyList<WordsModel> Words => [.. _words.Values];

    /// <summary>A piece of the file without comments, in one line where it was in one.</summary>
    public string TextOf(TextSpan span)
    {
        var piece = span.End <= Text.Length ? Text.Substring(span.Start, span.Length) : "";
        if (!piece.AsSpan().ContainsAny(";\r\n"))
            return InOneLine(piece);
        var lines = GrammarText.WithoutComments(piece).Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0).ToArray();
        return lines.Length <= 1 ? InOneLine(lines.FirstOrDefault("")) : string.Join('\n', lines);

        static string InOneLine(string line) => Spaces().Replace(line.Trim(), match => match.Value[0] == '"' ? match.Value : " ");
    }

    public BindingModel BindingOf(string name)
    {
        if (_bindings.TryGetValue(name, out var known))
            return known;
        var shape = Values.Shape(new NameToken(name, default));
        var kind = shape is null || _xmlLabels.Contains(name) ? LabelKind.Octets : LabelKinds.Of(shape, Values.IsSize(name));
        var octets = shape is null ? 256 : Math.Min(256, PatternFacts.MaxLength(shape) ?? 256);
        return _bindings[name] = new BindingModel(
            name, kind, kind == LabelKind.Octets ? octets : 0, Names.Binding(CSharpNames.Pascal(name)));
    }

    /// <summary>The known words of a label: those that stand beside it anywhere in the grammar.</summary>
    public WordsModel? WordsOf(string label)
    {
        var words = Compiler.Words.Of(label);
        if (words.Count == 0)
            return null;
        if (!_words.TryGetValue(label, out var known))
            _words.Add(label, known = Names.Words(label, ProtocolName));
        foreach (var word in words.Skip(known.Words.Count))
            known.Add(word.Text, word.IsExact, word.Name);
        return known;
    }

    /// <summary>The rule that a whole value is checked against.</summary>
    public ValueRuleModel? ValueRule(ExpressionSyntax expression, string? name = null)
    {
        name = expression is RuleReferenceSyntax { Arguments.Count: 0 } reference ? reference.Name.Text
            : NameOfValue(name ?? $"value{_valueRules.Count + 1}");
        if (_valueRules.TryGetValue(name, out var known))
            return known.Model;
        var pattern = Compiler.CompileNested(expression, Arguments.None);
        if (Diagnostics.HasErrors)
            return null;
        var errors = new List<DeterminizationError>();
        pattern = BerElements.Contents(pattern);
        var automaton = Determinizer.Determinize(NfaBuilder.Build(pattern, onlyLabels: []), [], errors);
        if (errors.Count > 0)
        {
            Diagnostics.Report(
                GrammarDiagnostics.NotCompilable, expression.Span,
                "A value can't be checked against this rule octet by octet. Use a simpler one, such as 1*64%x21-7E.");
            return null;
        }

        var ruleText = TextOf(expression.Span);
        if (expression is RuleReferenceSyntax named && Rules.Find(named.Name.Text) is { } rule)
            ruleText = TextOf(rule.Body.Span);
        var model = new ValueRuleModel(name, ruleText, automaton, Names.ValueRule("Is" + CSharpNames.Pascal(name)));
        _valueRules.Add(name, (model, pattern));
        return model;
    }

    /// <summary>The name of what values are checked against where that is no rule: one that no rule has.</summary>
    private string NameOfValue(string name)
    {
        while (Rules.Find(name) is not null || CoreRules.All.ContainsKey(name))
            name += "-value";
        return name;
    }

    /// <summary>Compares value rules by the names of their methods.</summary>
    public ValueRuleModel? FindValueRule(string methodName) =>
        _valueRules.Values.Select(rule => rule.Model).FirstOrDefault(rule => rule.MethodName == methodName);

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
                if (++_expanded > MaxElements || _depth == PatternCompiler.MaxDepth)
                {
                    Diagnostics.Report(GrammarDiagnostics.NotCompilable, xml.Span, _expanded > MaxElements
                        ? $"With its rules put in, this has more than {MaxElements} elements. Let fewer rules stand within each other."
                        : $"With its rules put in, this is nested deeper than {PatternCompiler.MaxDepth} levels. Let rules stand within each other less deep.");
                    return xml with { Attributes = [], Children = [] };
                }

                _depth++;
                var isOutermost = !_isWithinElement;
                _isWithinElement = true;
                var whole = xml with
                {
                    Attributes = [.. xml.Attributes.Select(attribute => attribute with { Value = Expand(attribute.Value, scope) })],
                    Children = [.. xml.Children.Select(child => Expand(child, scope))],
                };
                _isWithinElement = !isOutermost;
                _depth--;
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
        var passed = new List<string>();
        var isWithinElement = _isWithinElement;
        if (Arguments.Resolve(reference, Rules, scope, Enter) is not { } found)
            return reference;
        var target = Expand(found.Expression, found.Scope);
        if (passed.Count > 0 && target is not XmlElementSyntax)
            return reference;
        passed.ForEach(Rules.MarkUsed);
        return target;

        bool Enter(RuleSyntax? rule, RuleReferenceSyntax next, Arguments around)
        {
            if (rule is null)
                return false;
            passed.Add(rule.Name.Text);
            if (!around.IsWithin(rule))
                return true;
            if (isWithinElement)
                Diagnostics.Report(GrammarDiagnostics.Recursive, next.Name.Span, RuleTable.RecursionMessage(around.Path, rule.Name.Text));
            return false;
        }
    }

    private IEnumerable<XmlElementSyntax> XmlMessages() =>
        File.MessageSteps.SelectMany(step => step.Alternatives).SelectMany(alternative => new[] { alternative.Message, alternative.Ask })
            .OfType<ExpressionSyntax>()
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

        var name = NameOfValue("value-of-" + reference.Name.Text);
        if (!_valueRules.TryGetValue(name, out var known))
        {
            if (Diagnostics.HasErrors)
                return null;
            var automaton = Determinizer.Determinize(NfaBuilder.Build(shape, onlyLabels: []), [], []);
            known = (
                new ValueRuleModel(name, "$" + reference.Name.Text, automaton, Names.ValueRule("Is" + CSharpNames.Pascal(name))), shape);
            _valueRules.Add(name, known);
        }

        return XmlRuleOf(known.Model);
    }

    private static XmlRule? XmlRuleOf(ValueRuleModel? rule) =>
        rule is null ? null
            : new XmlRule(
            rule.MethodName,
            rule.Automaton.States[0].IsAccepting ? ""
            : ExampleText.Of(LanguageRelation.Complete(rule.Automaton, rule.Automaton.States[0])));

    private static LimitsModel ReadLimits(GrammarFileSyntax file)
    {
        var limits = new LimitsModel();
        foreach (var fact in file.Facts.OfType<LimitFactSyntax>())
            limits = new LimitsModel(
                fact.Octets ?? limits.Octets, fact.Items ?? limits.Items, fact.Rounds ?? limits.Rounds, fact.Depth ?? limits.Depth);
        return limits;
    }

    /// <summary>Literals, which stay as they are, and white space.</summary>
    [GeneratedRegex("\"[^\"]*\"|\\s+")]
    private static partial Regex Spaces();
}
