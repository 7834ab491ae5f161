using ProtocolKit.Grammar.Binding;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.LanguageServer.Symbols;

/// <summary>Finds the names in a file.</summary>
internal sealed class SymbolCollector
{
    private readonly List<Occurrence> _all = [];

    /// <summary>The arguments of the rule that is looked at, and where it begins.</summary>
    private HashSet<string> _arguments = [];
    private int _scope;
    private Symbol? _owner;

    public IReadOnlyList<Occurrence> Collect(GrammarFileSyntax file)
    {
        Add(SymbolKind.Protocol, file.Protocol?.Name, isDefinition: true);
        Add(SymbolKind.Protocol, file.Protocol?.Like);
        foreach (var fact in file.Facts)
            AddFact(fact);
        foreach (var rule in file.Rules)
            AddRule(rule);
        foreach (var alternative in file.MessageSteps.SelectMany(step => step.Alternatives))
            AddAlternative(alternative);
        foreach (var step in file.Dialogue?.Steps.OfType<TlsStepSyntax>() ?? [])
            AddTls(step);
        foreach (var message in file.AnyTime?.Messages ?? [])
            AddExpression(message);
        foreach (var text in file.Says)
        {
            Add(SymbolKind.Rule, text.Rule);
            _owner = new Symbol(SymbolKind.Rule, Symbol.NameOf(text.Rule.Text));
            AddExpression(text.Text);
            _owner = null;
        }

        return _all;
    }

    private void AddFact(FactSyntax fact)
    {
        switch (fact)
        {
            case ParameterSyntax parameter:
                Add(SymbolKind.Value, parameter.Name, isDefinition: true);
                AddExpression(parameter.Rule);
                AddExpression(parameter.DefaultValue);
                break;
            case FreshSyntax fresh:
                Add(SymbolKind.Value, fresh.Name, isDefinition: true);
                AddExpression(fresh.Rule);
                break;
            case NamespaceSyntax ns:
                Add(SymbolKind.Prefix, ns.Prefix, isDefinition: true);
                break;
        }
    }

    private void AddRule(RuleSyntax rule)
    {
        Add(SymbolKind.Rule, rule.Name, isDefinition: true);
        _owner = new Symbol(SymbolKind.Rule, Symbol.NameOf(rule.Name.Text));
        _scope = rule.Span.Start;
        _arguments = [.. rule.Parameters.Select(name => Symbol.NameOf(name.Text))];
        foreach (var name in rule.Parameters)
            Add(SymbolKind.Argument, name, isDefinition: true);
        AddExpression(rule.Body);
        (_owner, _scope, _arguments) = (null, 0, []);
    }

    private void AddAlternative(AlternativeSyntax alternative)
    {
        AddExpression(alternative.Message);
        AddCondition(alternative.If);
        AddExpression(alternative.Ask);
    }

    private void AddTls(TlsStepSyntax step)
    {
        Add(SymbolKind.Rule, step.Packet);
        AddCondition(step.If);
        Add(SymbolKind.Rule, step.Keeps);
        Add(SymbolKind.Value, step.Renews);
    }

    private void AddCondition(ConditionSyntax? condition)
    {
        foreach (var test in condition?.Tests.OfType<LabelTestSyntax>() ?? [])
        {
            Add(SymbolKind.Value, test.Label);
            AddNumber(test.Number);
        }
    }

    private void AddExpression(ExpressionSyntax? expression)
    {
        switch (expression)
        {
            case null:
                return;
            case RuleReferenceSyntax reference:
                AddRuleOrArgument(reference.Name, reference.Arguments.Count == 0);
                break;
            case LabelSyntax label:
                Add(SymbolKind.Value, label.Name, isDefinition: true);
                break;
            case ValueReferenceSyntax value:
                AddValue(value.Name);
                break;
            case CountedRepetitionSyntax counted:
                AddValue(counted.Count);
                break;
            case UnsignedIntegerSyntax number:
                AddNumber(number.Constraint);
                break;
            case CountedOctetsSyntax octets:
                AddSize(octets.Size);
                break;
            case WithinSyntax within:
                AddSize(within.Size);
                break;
            case PaddedSyntax padded:
                AddTerm(padded.Multiple);
                break;
            case BerSyntax ber:
                AddNumber(ber.Tag);
                AddNumber((ber.Content as BerNumberSyntax)?.Constraint);
                break;
            case XmlElementSyntax element:
                Add(SymbolKind.Prefix, element.Prefix);
                Add(SymbolKind.XmlName, element.Name);
                foreach (var attribute in element.Attributes)
                {
                    Add(SymbolKind.Prefix, attribute.Prefix);
                    Add(SymbolKind.XmlName, attribute.Name);
                }

                break;
            case ProseSyntax prose:
                foreach (var name in ProseNames.In(prose))
                    Add(SymbolKind.Rule, name);
                break;
        }

        foreach (var child in SyntaxWalk.Children(expression))
            AddExpression(child);
    }

    private void AddSize(SizeSyntax size)
    {
        if (size.Value is not null)
            AddValue(size.Value);
        AddTerm(size.Number);
    }

    private void AddNumber(NumberConstraintSyntax? constraint)
    {
        switch (constraint)
        {
            case NumberValueReferenceSyntax value:
                AddValue(value.Name);
                break;
            case NamedRangeSyntax range:
                AddTerm(range.First);
                AddTerm(range.Last);
                break;
            case NumberBitsSyntax bits:
                foreach (var term in bits.Set.Concat(bits.Unset))
                    AddTerm(term);
                break;
        }
    }

    private void AddTerm(NumberTermSyntax? term)
    {
        if (term?.Name is { } name)
            AddRuleOrArgument(name, mayBeArgument: true);
    }

    private void AddRuleOrArgument(NameToken name, bool mayBeArgument) =>
        Add(mayBeArgument && _arguments.Contains(Symbol.NameOf(name.Text)) ? SymbolKind.Argument : SymbolKind.Rule, name);

    /// <summary>A name with a <c>$</c> before it.</summary>
    private void AddValue(NameToken name) =>
        Add(SymbolKind.Value, name with { Span = new TextSpan(name.Span.End - name.Text.Length, name.Text.Length) });

    private void Add(SymbolKind kind, NameToken? name, bool isDefinition = false)
    {
        if (name is null)
            return;
        var symbol = new Symbol(kind, Symbol.NameOf(name.Text), kind == SymbolKind.Argument ? _scope : 0);
        _all.Add(new Occurrence(symbol, name.Span, isDefinition, _owner));
    }
}
