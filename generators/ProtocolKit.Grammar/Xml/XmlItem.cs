using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Xml;

/// <summary>A child as the grammar writes it: what it is without brackets, repetition and label.</summary>
internal sealed record XmlItem(ExpressionSyntax Core, int Minimum, int Maximum, string? Label)
{
    /// <summary>Takes brackets, repetitions of elements and labels off.</summary>
    internal static XmlItem Create(ExpressionSyntax syntax, int maxItems) => syntax switch
    {
        OptionSyntax option => Create(option.Item, maxItems) with { Minimum = 0 },
        LabelSyntax label => Create(label.Item, maxItems) with { Label = label.Name.Text },
        RepetitionSyntax repetition when Create(repetition.Item, maxItems) is { Core: XmlElementSyntax } item => item with
        {
            Minimum = Math.Min(repetition.Minimum, item.Minimum == 0 ? 0 : int.MaxValue),
            Maximum = Math.Min(repetition.Maximum ?? maxItems, maxItems),
        },
        _ => new XmlItem(syntax, 1, 1, null),
    };
}
