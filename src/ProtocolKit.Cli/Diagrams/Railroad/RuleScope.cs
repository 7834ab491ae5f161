using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Cli.Diagrams.Railroad;

/// <summary>What the arguments of a rule stand for where it is called.</summary>
internal sealed class RuleScope
{
    /// <summary>The most characters of an argument's text: arguments of arguments can multiply.</summary>
    private const int MaxText = 1000;

    private readonly Dictionary<string, string> _texts = new(StringComparer.OrdinalIgnoreCase);
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

    /// <summary>The text of a name; in place of an argument's name, that of what it stands for.</summary>
    public string TextOf(NameToken name)
    {
        if (!_values.TryGetValue(name.Text, out var value))
            return name.Text;
        if (!_texts.TryGetValue(name.Text, out var text))
        {
            text = ExpressionText.Of(value.Expression, value.Scope);
            _texts.Add(name.Text, text = text.Length > MaxText ? text[..MaxText] + "…" : text);
        }

        return text;
    }
}
