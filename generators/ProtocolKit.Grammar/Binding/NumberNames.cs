using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Binding;

/// <summary>Finds the numbers that names stand for: those of arguments, and of rules that are numbers.</summary>
/// <param name="rules">The rules.</param>
/// <param name="diagnostics">Takes what stands for no number, or null.</param>
internal sealed class NumberNames(RuleTable rules, DiagnosticBag? diagnostics)
{
    /// <summary>A constraint with its numbers; null where there is none, or where something has been reported.</summary>
    /// <param name="constraint">The constraint as written.</param>
    /// <param name="scope">Where it stands.</param>
    public NumberConstraintSyntax? Resolve(NumberConstraintSyntax? constraint, Arguments scope)
    {
        switch (constraint)
        {
            case NamedRangeSyntax named when named.First == named.Last && Find(named.First, scope) is ValueReferenceSyntax reference:
                return new NumberValueReferenceSyntax(reference.Name, named.Span);
            case NamedRangeSyntax named:
                return NumberOf(named.First, scope) is { } first && NumberOf(named.Last, scope) is { } last
                    ? new NumberRangeSyntax(first, last, named.Span) : null;
            case NumberBitsSyntax bits:
                return Mask(bits.Set, scope) is { } set && Mask(bits.Unset, scope) is { } unset
                    ? new NumberMaskSyntax(set, unset, bits.Span) : null;
            default:
                return constraint;
        }
    }

    /// <summary>The number of a size that is no label's, or what is taken off it.</summary>
    public int NumberOf(SizeSyntax size, Arguments scope)
    {
        if (size.Number is null || NumberOf(size.Number, scope) is not { } number)
            return 0;
        if (number <= int.MaxValue)
            return (int)number;
        Report(GrammarDiagnostics.NotUnderstood, size.Number.Span, $"Found {number}, expected a length.");
        return 0;
    }

    /// <summary>The number of a term; null where something has been reported.</summary>
    public ulong? NumberOf(NumberTermSyntax term, Arguments scope)
    {
        if (term.Name is null)
            return term.Value;
        switch (Find(term, scope))
        {
            case NumberSyntax number:
                return number.Value;
            case null when !scope.TryFind(term.Name.Text, out _, out _) && !CoreRules.All.ContainsKey(term.Name.Text):
                Report(GrammarDiagnostics.NotDefined, term.Span,
                    $"There is no number '{term.Name.Text}'{diagnostics?.Suggest(term.Name.Text, rules.Names)}. " +
                    $"Write a number, make '{term.Name.Text}' an argument of the rule, or let a rule be the number: {term.Name.Text} = 1.");
                return null;
            default:
                Report(GrammarDiagnostics.NotUnderstood, term.Span, $"Found '{term.Name.Text}', which is no number, expected a number.");
                return null;
        }
    }

    private ulong? Mask(IReadOnlyList<NumberTermSyntax> terms, Arguments scope)
    {
        ulong? all = 0;
        foreach (var term in terms)
            all |= NumberOf(term, scope);
        return all;
    }

    private ExpressionSyntax? Find(NumberTermSyntax term, Arguments scope)
    {
        if (term.Name is null)
            return null;
        var found = Arguments.Resolve(new RuleReferenceSyntax(term.Name, [], term.Span), rules, scope, Enter);
        return found?.Expression;

        bool Enter(RuleSyntax? rule, RuleReferenceSyntax next, Arguments around)
        {
            if (rule is null || around.IsWithin(rule))
                return false;
            rules.MarkUsed(rule.Name.Text);
            return true;
        }
    }

    private void Report(GrammarDiagnosticDescriptor descriptor, TextSpan span, string message) =>
        diagnostics?.Report(descriptor, span, message);
}
