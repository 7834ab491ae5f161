using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Cli.Diagrams.Railroad;

/// <summary>What the arguments of a rule stand for where it is called.</summary>
internal sealed class RuleScope
{
    private readonly Dictionary<string, (ExpressionSyntax Expression, RuleScope Scope)> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The scope without arguments.</summary>
    public static RuleScope None { get; } = new();

    /// <summary>The scope within a rule that is called.</summary>
    public RuleScope Enter(RuleSyntax rule, IReadOnlyList<ExpressionSyntax> arguments)
    {
        var scope = new RuleScope();
        foreach (var (name, value) in rule.Parameters.Zip(arguments))
            scope._values[name.Text] = Resolve(value);
        return scope;
    }

    /// <summary>An expression; in place of an argument's name, what it stands for.</summary>
    public (ExpressionSyntax Expression, RuleScope Scope) Resolve(ExpressionSyntax expression) =>
        expression is RuleReferenceSyntax { Arguments.Count: 0 } reference && _values.TryGetValue(reference.Name.Text, out var value)
            ? value
            : (expression, this);

    /// <summary>A name in a number's place; in place of an argument's name, what it stands for.</summary>
    public string Resolve(NameToken name) => _values.TryGetValue(name.Text, out var value)
        ? ExpressionText.Of(value.Expression, value.Scope)
        : name.Text;
}
