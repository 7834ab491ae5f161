using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Binding;

/// <summary>The rules of a file by name; <c>=/</c> lines are joined to the rule that they extend.</summary>
internal sealed class RuleTable
{
    private readonly Dictionary<string, RuleSyntax> _rules = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _used = new(StringComparer.OrdinalIgnoreCase);

    public RuleTable(IEnumerable<RuleSyntax> rules, DiagnosticBag diagnostics)
    {
        foreach (var rule in rules)
        {
            if (!_rules.TryGetValue(rule.Name.Text, out var earlier))
            {
                _rules.Add(rule.Name.Text, rule);
            }
            else if (rule.IsIncremental)
            {
                var body = new AlternationSyntax([earlier.Body, rule.Body], TextSpan.FromBounds(earlier.Body.Span, rule.Body.Span));
                _rules[rule.Name.Text] = earlier with { Body = body };
            }
            else
            {
                diagnostics.Report(GrammarDiagnostics.DefinedTwice, rule.Name.Span,
                    $"The rule '{rule.Name.Text}' is defined twice. Remove one, or write '=/' to add alternatives to the first.");
            }
        }
    }

    public IEnumerable<RuleSyntax> All => _rules.Values;

    public IEnumerable<string> Names => _rules.Keys;

    public RuleSyntax? Find(string name) => _rules.GetValueOrDefault(name);

    public void MarkUsed(string name) => _used.Add(name);

    /// <summary>Says that a rule contains itself.</summary>
    /// <param name="path">The rules that are being expanded, outermost first.</param>
    /// <param name="name">The one that comes again.</param>
    public static string RecursionMessage(IEnumerable<string> path, string name) =>
        $"The rule '{name}' contains itself: {string.Join(" → ", path.SkipWhile(other => !other.Equals(name, StringComparison.OrdinalIgnoreCase)).Append(name))}. " +
        "Nothing recursive can be read in linear time without memory; write its line form instead (for example \"*\" SP line), or write one level of it out.";

    public void ReportUnused(DiagnosticBag diagnostics)
    {
        foreach (var rule in _rules.Values.Where(rule => !_used.Contains(rule.Name.Text) && !CoreRules.All.ContainsKey(rule.Name.Text)))
        {
            diagnostics.Report(GrammarDiagnostics.NeverUsed, rule.Name.Span,
                $"The rule '{rule.Name.Text}' is never used. Remove it, or name it in the dialogue or in a rule that is used.");
        }
    }
}

/// <summary>What the arguments of the rule that is being expanded stand for.</summary>
internal sealed class Arguments
{
    public static readonly Arguments None = new(new Dictionary<string, (ExpressionSyntax, Arguments)>());

    private readonly Dictionary<string, (ExpressionSyntax Expression, Arguments Scope)> _values;

    private Arguments(Dictionary<string, (ExpressionSyntax, Arguments)> values) => _values = values;

    public static Arguments Of(RuleSyntax rule, IReadOnlyList<ExpressionSyntax> values, Arguments scope)
    {
        var result = new Dictionary<string, (ExpressionSyntax, Arguments)>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < Math.Min(rule.Parameters.Count, values.Count); i++)
            result[rule.Parameters[i].Text] = (values[i], scope);
        return new Arguments(result);
    }

    public bool TryFind(string name, out ExpressionSyntax expression, out Arguments scope)
    {
        var found = _values.TryGetValue(name, out var value);
        (expression, scope) = (value.Expression!, value.Scope!);
        return found;
    }
}
