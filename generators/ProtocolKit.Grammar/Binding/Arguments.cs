using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Binding;

/// <summary>What the arguments of the rule that is being expanded stand for, and which rules it stands in.</summary>
internal sealed class Arguments
{
    public static readonly Arguments None = new([], null, null);

    private readonly Dictionary<string, (ExpressionSyntax Expression, Arguments Scope)> _values;
    private readonly HashSet<RuleSyntax>? _rules;
    private readonly Arguments? _caller;

    private Arguments(Dictionary<string, (ExpressionSyntax, Arguments)> values, HashSet<RuleSyntax>? rules, Arguments? caller) =>
        (_values, _rules, _caller) = (values, rules, caller);

    /// <summary>The arguments of a call.</summary>
    /// <param name="rule">The rule that is called.</param>
    /// <param name="values">What it is called with.</param>
    /// <param name="scope">Where it is called.</param>
    public static Arguments Of(RuleSyntax rule, IReadOnlyList<ExpressionSyntax> values, Arguments scope)
    {
        var result = new Dictionary<string, (ExpressionSyntax, Arguments)>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < Math.Min(rule.Parameters.Count, values.Count); i++)
            result[rule.Parameters[i].Text] = (values[i], scope);
        return new Arguments(result, Only(rule), scope);
    }

    /// <summary>The rules that an expression stands in, outermost first; those that it is an argument of are none of them.</summary>
    public IEnumerable<string> Path
    {
        get
        {
            var scopes = new Stack<Arguments>();
            for (var scope = this; scope is not null; scope = scope._caller)
                scopes.Push(scope);
            return scopes.SelectMany(scope => scope._rules ?? []).Select(rule => rule.Name.Text);
        }
    }

    /// <summary>Whether an expression stands in a rule.</summary>
    public bool IsWithin(RuleSyntax rule)
    {
        for (var scope = this; scope is not null; scope = scope._caller)
        {
            if (scope._rules?.Contains(rule) == true)
                return true;
        }

        return false;
    }

    /// <summary>Whether there are arguments that a name can stand for.</summary>
    public bool HasAny => _values.Count > 0;

    public bool TryFind(string name, out ExpressionSyntax expression, out Arguments scope)
    {
        var found = _values.TryGetValue(name, out var value);
        (expression, scope) = (value.Expression!, value.Scope!);
        return found;
    }

    /// <summary>What a name stands for, where rules may be mere names of others: such a chain of any length is followed in one
    /// go.</summary>
    /// <param name="reference">The name.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="scope">Where the name stands.</param>
    /// <param name="enter">Takes each rule that is passed, or null where there is none, with its name and where that stands; says whether
    /// to go on.</param>
    /// <returns>The expression, which is no name of an argument or rule, and where it stands; null where a name is neither, or the way
    /// ends.</returns>
    public static (ExpressionSyntax Expression, Arguments Scope)? Resolve(
        RuleReferenceSyntax reference, RuleTable rules, Arguments scope, Func<RuleSyntax?, RuleReferenceSyntax, Arguments, bool> enter)
    {
        ExpressionSyntax expression = reference;
        Arguments? own = null;
        HashSet<RuleSyntax> passed = [];
        while (expression is RuleReferenceSyntax next)
        {
            if (next.Arguments.Count == 0 && scope.TryFind(next.Name.Text, out var argument, out var argumentScope))
            {
                (expression, scope) = (argument, argumentScope);
                continue;
            }

            var rule = rules.Find(next.Name.Text);
            if (!enter(rule, next, scope) || rule is null)
                return null;
            // Names without arguments share one scope, however many there are.
            if (rule.Parameters.Count > 0)
                scope = Of(rule, next.Arguments, scope);
            else if (own is null || scope != own)
                scope = own = new Arguments([], passed = Only(rule), scope);
            else
                passed.Add(rule);
            expression = rule.Body;
        }

        return (expression, scope);
    }

    private static HashSet<RuleSyntax> Only(RuleSyntax rule) => new(ReferenceEqualityComparer.Instance) { rule };
}
