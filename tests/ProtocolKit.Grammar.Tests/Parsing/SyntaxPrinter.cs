using System.Globalization;
using System.Text;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Tests.Parsing;

/// <summary>Writes a syntax tree as nested calls, so that a test can say what it expects in one line.</summary>
internal static class SyntaxPrinter
{
    public static string Print(ExpressionSyntax node) => node switch
    {
        AlternationSyntax alternation => Call("alt", alternation.Options),
        ConcatenationSyntax sequence => Call("seq", sequence.Items),
        RepetitionSyntax turns => $"rep[{turns.Minimum}..{turns.Maximum}]({Print(turns.Item)})",
        OptionSyntax option => $"opt({Print(option.Item)})",
        DifferenceSyntax difference => $"except({Print(difference.Item)}, {Print(difference.Except)})",
        LiteralSyntax literal => (literal.CaseSensitive ? "s" : "") + $"'{literal.Text}'",
        OctetsSyntax octets => "x" + Convert.ToHexString([.. octets.Octets]),
        OctetRangeSyntax range => Invariant($"x{range.First:X2}-{range.Last:X2}"),
        ProseSyntax prose => $"prose({prose.Text})",
        RuleReferenceSyntax { Arguments.Count: 0 } reference => reference.Name.Text,
        RuleReferenceSyntax call => Call(call.Name.Text + "!", call.Arguments),
        NumberSyntax number => Invariant($"#{number.Value}"),
        LabelSyntax label => $"{label.Name.Text}:{Print(label.Item)}",
        ValueReferenceSyntax value => "$" + value.Name.Text,
        UnsignedIntegerSyntax integer => Invariant($"u{integer.Octets}{(integer.LittleEndian ? "le" : "")}") + Print(integer.Constraint),
        CountedOctetsSyntax octets => $"octets({Print(octets.Size)})",
        WithinSyntax within => $"within({Print(within.Size)}, {Print(within.Body)})",
        RestSyntax => "rest",
        PaddedSyntax padded => $"padded({Print(padded.Multiple)}, {Print(padded.Item)})",
        CountedRepetitionSyntax counted => $"${counted.Count.Text}*({Print(counted.Item)})",
        BerSyntax ber => $"{ber.Type}{Print(ber.Tag)}{Print(ber.Content)}",
        XmlElementSyntax element => Print(element),
        _ => throw new ArgumentException($"{node.GetType()} is not printed."),
    };

    public static string Print(RuleSyntax rule) =>
        rule.Name.Text + (rule.Parameters.Count > 0 ? $"({string.Join(", ", rule.Parameters.Select(name => name.Text))})" : "")
        + (rule.IsIncremental ? " =/ " : " = ") + Print(rule.Body);

    public static string Print(StepSyntax step) => step switch
    {
        MessageStepSyntax message =>
            (message.IsTogether ? "+" : "") + (message.FromClient ? "C: " : "S: ") + string.Join(" / ", message.Alternatives.Select(Print)),
        TlsStepSyntax tls =>
            "TLS" + (tls.AtOnce ? " at once" : "") + (tls.Packet is null ? "" : " in " + tls.Packet.Text) + Print(tls.If)
            + (tls.Keeps is null ? "" : " keeps " + tls.Keeps.Text)
            + (tls.Renews is null ? "" : " renews " + tls.Renews.Text),
        _ => throw new ArgumentException($"{step.GetType()} is not printed."),
    };

    public static string Print(AnyTimeLineSyntax line) =>
        (line.FromClient ? "C: " : "S: ") + Print(line.Message)
        + string.Concat(line.Answers.Select(answer => (line.FromClient ? " S: " : " C: ") + Print(answer)))
        + (line.Outcome is null ? "" : " => " + line.Outcome.Kind) + (line.OrClear ? " or clear" : "");

    public static string Print(FactSyntax fact) => fact switch
    {
        RfcFactSyntax rfc => "rfc " + string.Join(' ', rfc.Numbers),
        SpecFactSyntax spec => $"spec '{spec.Text}'",
        PortFactSyntax port => (port.ImplicitTls ? "tls " : "port ") + string.Join(' ', port.Ports),
        AlpnFactSyntax alpn => $"alpn '{alpn.Protocol}'",
        IdentityFactSyntax identity => $"identity srv '{identity.Service}' tls '{identity.TlsService}' other '{identity.Other}'",
        LimitFactSyntax limit => Invariant($"limit {limit.Octets} octets {limit.Items} items {limit.Rounds} rounds {limit.Depth} deep"),
        ParameterSyntax parameter =>
            $"parameter {parameter.Name.Text}" + (parameter.Rule is null ? "" : (parameter.IsList ? " : *" : " : ") + Print(parameter.Rule))
            + (parameter.Default is null ? "" : $" = '{parameter.Default}'"),
        FreshSyntax fresh => $"fresh {fresh.Name.Text} : {Print(fresh.Rule)}",
        NamespaceSyntax names => $"namespace {names.Prefix?.Text ?? "-"} '{names.Uri}'",
        _ => throw new ArgumentException($"{fact.GetType()} is not printed."),
    };

    /// <summary>The whole file, one line each.</summary>
    public static string Print(GrammarFileSyntax file)
    {
        var text = new StringBuilder();
        text.AppendLine($"protocol {file.Protocol?.Name.Text}" + (file.Protocol?.Like is { } like ? $" like {like.Text}" : ""));
        text.AppendJoin('\n', file.Facts.Select(Print)).AppendLine();
        text.AppendJoin('\n', file.Rules.Select(Print)).AppendLine();
        text.AppendLine($"dialogue{(file.Dialogue is null ? " absent" : file.Dialogue.InAnyOrder ? " in any order" : "")}");
        text.AppendJoin('\n', file.Dialogue?.Steps.Select(Print) ?? []).AppendLine();
        if (file.DialogueFromTls is { } fromTls)
            text.AppendLine("dialogue from tls").AppendJoin('\n', fromTls.Steps.Select(step => Print(step))).AppendLine();
        text.AppendLine($"any time{(file.AnyTime is null ? " absent" : "")}");
        text.AppendJoin('\n', file.AnyTime?.Lines.Select(Print) ?? []).AppendLine();
        if (file.AnyTime?.Unreadable is { } unreadable)
            text.AppendLine("C: ..." + string.Concat(unreadable.Answers.Select(answer => " S: " + Print(answer))));
        text.AppendJoin('\n', file.Says.Select(says => $"{(says.InsideTls ? "inside" : "says")} {says.Rule.Text} {Print(says.Text)}"));
        return text.ToString();
    }

    private static string Print(AlternativeSyntax alternative) =>
        Print(alternative.Message) + Print(alternative.If)
        + (alternative.Else is null ? "" : " else " + alternative.Else.Kind) + (alternative.ElseSkip ? " else skip" : "")
        + (alternative.Ask is null ? "" : " else ask " + Print(alternative.Ask))
        + (alternative.Outcome is null ? "" : " => " + alternative.Outcome.Kind) + (alternative.OrClear is null ? "" : " or clear");

    private static string Print(ConditionSyntax? condition) =>
        condition is null ? "" : " if " + string.Join(" or ", condition.Tests.Select(test => test switch
        {
            LabelTestSyntax label => label.Label.Text + (label.Text is null ? "" : $" '{label.Text}'")
                + (label.Number is null ? "" : $" {Print(label.Number).Trim('[', ']')}"),
            _ => "unknown",
        }));

    private static string Print(SizeSyntax size) => size.Value is null
        ? Print(size.Number!)
        : "$" + size.Value.Text + (size.Number is null ? "" : "-" + Print(size.Number));

    private static string Print(NumberTermSyntax term) => term.Name?.Text ?? Invariant($"{term.Value}");

    private static string Print(NumberConstraintSyntax? constraint) => constraint switch
    {
        null => "",
        NumberRangeSyntax range => range.First == range.Last ? Invariant($"[{range.First}]") : Invariant($"[{range.First}..{range.Last}]"),
        NumberValueReferenceSyntax value => $"[${value.Name.Text}]",
        NamedRangeSyntax named => named.First == named.Last ? $"[{Print(named.First)}]" : $"[{Print(named.First)}..{Print(named.Last)}]",
        NumberBitsSyntax bits =>
            $"[{string.Join(' ', bits.Set.Select(bit => "& " + Print(bit)).Concat(bits.Unset.Select(bit => "&! " + Print(bit))))}]",
        _ => throw new ArgumentException($"{constraint.GetType()} is not printed."),
    };

    private static string Print(BerContentSyntax? content) => content switch
    {
        null => "",
        BerElementsSyntax list => Braces(list.Elements, list.Extensible),
        BerOfSyntax of => $" of {Print(of.Element)}",
        BerNumberSyntax number => Print(number.Constraint),
        BerBooleanSyntax boolean => $"[{boolean.Value}]",
        BerTextSyntax text => $"({Print(text.Text)})",
        _ => throw new ArgumentException($"{content.GetType()} is not printed."),
    };

    private static string Print(XmlElementSyntax element)
    {
        var name = (element.Prefix is null ? "" : element.Prefix.Text + ":") + (element.Name?.Text ?? "*");
        var attributes = string.Concat(element.Attributes.Select(attribute =>
            $" {(attribute.Prefix is null ? "" : attribute.Prefix.Text + ":")}{attribute.Name.Text}{(attribute.IsOptional ? "?" : "")}={Print(attribute.Value)}"));
        return element.Form switch
        {
            XmlForm.StartTag => $"<{name}{attributes}>",
            XmlForm.Empty => $"<{name}{attributes}/>",
            XmlForm.EndTag => $"</{name}>",
            _ => $"<{name}{attributes}>" + Braces(element.Children, element.Extensible),
        };
    }

    private static string Braces(IReadOnlyList<ExpressionSyntax> items, bool isExtensible) =>
        "{" + string.Join(", ", items.Select(Print).Concat(isExtensible ? ["..."] : [])) + "}";

    private static string Call(string name, IReadOnlyList<ExpressionSyntax> items) => $"{name}({string.Join(", ", items.Select(Print))})";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
