using System.Text;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Xml;

/// <summary>Resolves what a value or a text must be.</summary>
internal sealed class XmlValueBuilder(XmlContext context)
{
    /// <summary>Whether nothing has been reported.</summary>
    internal bool IsSound { get; private set; } = true;

    internal XmlValue Value(ExpressionSyntax syntax)
    {
        switch (syntax)
        {
            case LiteralSyntax literal:
                return new XmlLiteral(literal.Text);
            case OctetsSyntax octets:
                return new XmlLiteral(Encoding.Latin1.GetString([.. octets.Octets]));
            case ValueReferenceSyntax reference when context.ResolveValue(reference) is { } shape:
                return new XmlEarlierValue(reference.Name.Text, shape);
            case XmlElementSyntax:
                context.Report(
                    GrammarDiagnostics.NotUnderstood, "an element can't be a value: expected a quoted text, a rule or $name", syntax.Span);
                break;
            case not ValueReferenceSyntax when context.ResolveRule(syntax) is { } rule:
                return new XmlRuleValue(rule);
        }

        IsSound = false;
        return new XmlRuleValue(XmlRule.Anything);
    }
}
