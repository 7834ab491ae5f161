using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Binding;

/// <summary>Visits expressions.</summary>
internal static class SyntaxWalk
{
    /// <summary>The expressions directly within an expression.</summary>
    public static IEnumerable<ExpressionSyntax> Children(ExpressionSyntax expression) => expression switch
    {
        AlternationSyntax alternation => alternation.Options,
        ConcatenationSyntax concatenation => concatenation.Items,
        RepetitionSyntax repetition => [repetition.Item],
        OptionSyntax option => [option.Item],
        DifferenceSyntax difference => [difference.Item, difference.Except],
        RuleReferenceSyntax reference => reference.Arguments,
        LabelSyntax label => [label.Item],
        WithinSyntax within => [within.Body],
        PaddedSyntax padded => [padded.Item],
        CountedRepetitionSyntax counted => [counted.Item],
        BerSyntax { Content: BerElementsSyntax elements } => elements.Elements,
        BerSyntax { Content: BerOfSyntax of } => [of.Element],
        BerSyntax { Content: BerTextSyntax text } => [text.Text],
        XmlElementSyntax xml => xml.Attributes.Select(attribute => attribute.Value).Concat(xml.Children),
        _ => [],
    };

    /// <summary>An expression and all within it.</summary>
    public static IEnumerable<ExpressionSyntax> All(ExpressionSyntax expression) =>
        Children(expression).SelectMany(All).Prepend(expression);

    /// <summary>All expressions of a file.</summary>
    public static IEnumerable<ExpressionSyntax> All(GrammarFileSyntax file) => Roots(file).SelectMany(All);

    /// <summary>The names behind <c>$</c> in a file.</summary>
    public static IEnumerable<NameToken> References(GrammarFileSyntax file) => All(file).SelectMany(expression => expression switch
    {
        ValueReferenceSyntax reference => [reference.Name],
        UnsignedIntegerSyntax { Constraint: NumberValueReferenceSyntax number } => [number.Name],
        BerSyntax { Content: BerNumberSyntax { Constraint: NumberValueReferenceSyntax number } } => [number.Name],
        _ => Array.Empty<NameToken>(),
    });

    /// <summary>The names in a file that stand in a number's place.</summary>
    public static IEnumerable<NameToken> NumberNames(GrammarFileSyntax file)
    {
        var declared = file.Facts.SelectMany(fact => fact switch
        {
            FreshSyntax fresh => All(fresh.Rule),
            ParameterSyntax { Rule: { } rule } => All(rule),
            _ => [],
        });
        var tests = file.MessageSteps.SelectMany(step => step.Alternatives).Select(alternative => alternative.If)
            .Concat(file.Dialogue?.Steps.OfType<TlsStepSyntax>().Select(step => step.If) ?? [])
            .SelectMany(condition => condition?.Tests ?? []).OfType<LabelTestSyntax>();
        return All(file).Concat(declared).SelectMany(Terms).Concat(tests.SelectMany(test => Terms(test.Number))).Select(term => term?.Name)
            .Concat(file.Facts.OfType<ParameterSyntax>().Select(parameter => (parameter.DefaultValue as RuleReferenceSyntax)?.Name))
            .OfType<NameToken>();
    }

    private static IEnumerable<NumberTermSyntax?> Terms(ExpressionSyntax expression) => expression switch
    {
        UnsignedIntegerSyntax number => Terms(number.Constraint),
        CountedOctetsSyntax counted => [counted.Size.Number],
        WithinSyntax within => [within.Size.Number],
        PaddedSyntax padded => [padded.Multiple],
        BerSyntax ber => Terms(ber.Tag).Concat(Terms((ber.Content as BerNumberSyntax)?.Constraint)),
        _ => [],
    };

    private static IEnumerable<NumberTermSyntax?> Terms(NumberConstraintSyntax? constraint) => constraint switch
    {
        NamedRangeSyntax range => [range.First, range.Last],
        NumberBitsSyntax bits => bits.Set.Concat(bits.Unset),
        _ => [],
    };

    /// <summary>The names in a file that say how many octets or turns something has.</summary>
    public static IEnumerable<NameToken> Sizes(GrammarFileSyntax file) => All(file).Select(expression => expression switch
    {
        CountedOctetsSyntax counted => counted.Size.Value,
        WithinSyntax within => within.Size.Value,
        CountedRepetitionSyntax counted => counted.Count,
        _ => null,
    }).OfType<NameToken>();

    private static IEnumerable<ExpressionSyntax> Roots(GrammarFileSyntax file) =>
        file.Rules.Select(rule => rule.Body)
            .Concat(file.MessageSteps.SelectMany(step => step.Alternatives).Select(alternative => alternative.Message))
            .Concat(file.MessageSteps.SelectMany(step => step.Alternatives).Select(alternative => alternative.Ask)
                .OfType<ExpressionSyntax>())
            .Concat(file.AnyTime?.Messages ?? [])
            .Concat(file.Says.Select(text => text.Text));
}
