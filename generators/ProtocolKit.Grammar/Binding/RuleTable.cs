using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Binding;

/// <summary>The rules of a file by name; <c>=/</c> lines are joined to the rule that they extend.</summary>
internal sealed class RuleTable
{
    private const int MaxShownRules = 12;

    private readonly Dictionary<string, RuleSyntax> _rules = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _used = new(StringComparer.OrdinalIgnoreCase);

    public RuleTable(IEnumerable<RuleSyntax> rules, DiagnosticBag diagnostics)
    {
        var more = new Dictionary<string, List<RuleSyntax>>(StringComparer.OrdinalIgnoreCase);
        foreach (var rule in rules)
        {
            if (_rules.TryAdd(rule.Name.Text, rule))
                continue;
            if (!rule.IsIncremental)
            {
                diagnostics.Report(GrammarDiagnostics.DefinedTwice, rule.Name.Span,
                    $"The rule '{rule.Name.Text}' is defined twice. Remove one, or write '=/' to add alternatives to the first.");
            }
            else if (more.TryGetValue(rule.Name.Text, out var others))
            {
                others.Add(rule);
            }
            else
            {
                more.Add(rule.Name.Text, [rule]);
            }
        }

        foreach (var (name, others) in more)
        {
            var first = _rules[name];
            var span = TextSpan.FromBounds(first.Body.Span, others[^1].Body.Span);
            _rules[name] = first with { Body = new AlternationSyntax([first.Body, .. others.Select(rule => rule.Body)], span) };
        }
    }

    public IEnumerable<RuleSyntax> All => _rules.Values;

    public IEnumerable<string> Names => _rules.Keys;

    public RuleSyntax? Find(string name) => _rules.GetValueOrDefault(name);

    public void MarkUsed(string name) => _used.Add(name);

    /// <summary>Says that a rule contains itself.</summary>
    /// <param name="path">The rules that are being expanded, outermost first.</param>
    /// <param name="name">The one that comes again.</param>
    public static string RecursionMessage(IEnumerable<string> path, string name)
    {
        string[] cycle = [.. path.SkipWhile(other => !other.Equals(name, StringComparison.OrdinalIgnoreCase)).Append(name)];
        if (cycle.Length > MaxShownRules)
            cycle = [.. cycle.Take(MaxShownRules / 2), "…", .. cycle.TakeLast(MaxShownRules / 2)];
        return $"The rule '{name}' contains itself: {string.Join(" → ", cycle)}. " +
            "Nothing recursive can be read in linear time without memory; write its line form instead (for example \"*\" SP line), or write one level of it out.";
    }

    public void ReportUnused(DiagnosticBag diagnostics)
    {
        foreach (var rule in _rules.Values.Where(rule => !_used.Contains(rule.Name.Text) && !CoreRules.All.ContainsKey(rule.Name.Text)))
        {
            diagnostics.Report(GrammarDiagnostics.NeverUsed, rule.Name.Span,
                $"The rule '{rule.Name.Text}' is never used. Remove it, or name it in the dialogue or in a rule that is used.");
        }
    }
}
