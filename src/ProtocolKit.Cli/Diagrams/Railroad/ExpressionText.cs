using System.Globalization;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Cli.Diagrams.Railroad;

/// <summary>Writes expressions in the notation of grammars, with the arguments of the rule that they stand in put in.</summary>
internal static class ExpressionText
{
    public static string Of(ExpressionSyntax expression, RuleScope scope) => expression switch
    {
        AlternationSyntax alternation => string.Join(" / ", alternation.Options.Select(option => Of(option, scope))),
        ConcatenationSyntax concatenation => string.Join(" ", concatenation.Items.Select(item => Item(item, scope))),
        RepetitionSyntax repetition => Times(repetition.Minimum, repetition.Maximum) + Item(repetition.Item, scope),
        OptionSyntax option => $"[{Of(option.Item, scope)}]",
        DifferenceSyntax difference => $"{Item(difference.Item, scope)} - {Item(difference.Except, scope)}",
        LiteralSyntax literal => (literal.CaseSensitive ? "%s" : "") + $"\"{literal.Text}\"",
        OctetsSyntax octets => "%x" + string.Join(".", octets.Octets.Select(Hex)),
        OctetRangeSyntax range => $"%x{Hex(range.First)}-{Hex(range.Last)}",
        ProseSyntax prose => $"<{prose.Text}>",
        RuleReferenceSyntax { Arguments.Count: 0 } reference => scope.TextOf(reference.Name),
        RuleReferenceSyntax call => $"{call.Name.Text}({string.Join(", ", call.Arguments.Select(argument => Of(argument, scope)))})",
        NumberSyntax number => Decimal(number.Value),
        LabelSyntax label => $"{label.Name.Text}:{Item(label.Item, scope)}",
        ValueReferenceSyntax value => "$" + value.Name.Text,
        UnsignedIntegerSyntax number => $"uint{number.Octets * 8}{(number.LittleEndian ? "le" : "")}{Constraint(number.Constraint, scope)}",
        CountedOctetsSyntax counted => $"octets({Size(counted.Size, scope)})",
        WithinSyntax within => $"within({Size(within.Size, scope)}, {Of(within.Body, scope)})",
        PaddedSyntax padded => $"padded({Term(padded.Multiple, scope)}, {Of(padded.Item, scope)})",
        RestSyntax => "rest",
        CountedRepetitionSyntax counted => $"${counted.Count.Text}( {Of(counted.Item, scope)} )",
        BerSyntax ber => Tag(ber, scope) + Content(ber, scope),
        XmlElementSyntax xml => Name(xml),
        _ => "…",
    };

    /// <summary>The name of a BER element: its type, with its tag where it has one of its own.</summary>
    public static string Tag(BerSyntax ber, RuleScope scope) => ber.Type switch
    {
        BerType.Application => "APPLICATION " + Number(ber.Tag!, scope),
        BerType.Context => "CONTEXT " + Number(ber.Tag!, scope),
        _ => ber.Type.ToString().ToUpperInvariant(),
    };

    /// <summary>What is in a BER element that has no elements of its own.</summary>
    public static string Content(BerSyntax ber, RuleScope scope) => ber.Content switch
    {
        BerNumberSyntax number =>
            Number(number.Constraint, scope) is var text && text.Contains("..", StringComparison.Ordinal) ? $"({text})" : " " + text,
        BerBooleanSyntax boolean => boolean.Value ? " TRUE" : " FALSE",
        BerTextSyntax text => " " + Of(text.Text, scope),
        BerOfSyntax of => " OF " + Of(of.Element, scope),
        BerElementsSyntax { Elements.Count: 0 } => " {...}",
        BerElementsSyntax elements =>
            $" {{ {string.Join(", ", elements.Elements.Select(element => Of(element, scope)))}{(elements.Extensible ? ", ..." : "")} }}",
        _ => "",
    };

    /// <summary>An XML tag, without attributes.</summary>
    public static string Name(XmlElementSyntax xml)
    {
        var name = (xml.Prefix is { } prefix ? prefix.Text + ":" : "") + (xml.Name?.Text ?? "*");
        return xml.Form switch
        {
            XmlForm.EndTag => $"</{name}>",
            XmlForm.Empty => $"<{name}/>",
            _ => $"<{name}>",
        };
    }

    /// <summary>An attribute of an XML element.</summary>
    public static string Attribute(XmlAttributeSyntax attribute, RuleScope scope) =>
        $"{(attribute.Prefix is { } prefix ? prefix.Text + ":" : "")}{attribute.Name.Text}={Of(attribute.Value, scope)}";

    /// <summary>How many octets something has.</summary>
    public static string Size(SizeSyntax size, RuleScope scope) => size switch
    {
        { Value: { } value, Number: { } number } => $"${value.Text} - {Term(number, scope)}",
        { Value: { } value } => "$" + value.Text,
        { Number: { } number } => Term(number, scope),
        _ => "",
    };

    /// <summary>A number, or the name that stands for it.</summary>
    public static string Term(NumberTermSyntax term, RuleScope scope) => term.Name is { } name ? scope.TextOf(name) : Decimal(term.Value);

    private static string Item(ExpressionSyntax expression, RuleScope scope)
    {
        var (resolved, _) = scope.Resolve(expression);
        var text = Of(expression, scope);
        return resolved is AlternationSyntax or ConcatenationSyntax or DifferenceSyntax ? $"( {text} )" : text;
    }

    private static string Times(int minimum, int? maximum) => (minimum, maximum) switch
    {
        (0, null) => "*",
        _ when minimum == maximum => Decimal((ulong)minimum),
        _ => $"{(minimum > 0 ? Decimal((ulong)minimum) : "")}*{(maximum is { } most ? Decimal((ulong)most) : "")}",
    };

    private static string Constraint(NumberConstraintSyntax? constraint, RuleScope scope) =>
        constraint is null ? "" : $"({Number(constraint, scope)})";

    private static string Number(NumberConstraintSyntax constraint, RuleScope scope) => constraint switch
    {
        NumberRangeSyntax range => range.First == range.Last ? Decimal(range.First) : $"{Decimal(range.First)}..{Decimal(range.Last)}",
        NumberValueReferenceSyntax value => "$" + value.Name.Text,
        NamedRangeSyntax { First: var first, Last: var last } =>
            first == last ? Term(first, scope) : $"{Term(first, scope)}..{Term(last, scope)}",
        NumberBitsSyntax bits => string.Join(" ", bits.Set.Select(bit => "& " + Term(bit, scope))
            .Concat(bits.Unset.Select(bit => "&! " + Term(bit, scope)))),
        NumberMaskSyntax mask => $"& 0x{mask.Set:X}{(mask.Unset != 0 ? $" &! 0x{mask.Unset:X}" : "")}",
        _ => "…",
    };

    private static string Hex(byte octet) => octet.ToString("X2", CultureInfo.InvariantCulture);

    private static string Decimal(ulong number) => number.ToString(CultureInfo.InvariantCulture);
}
