using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Cli.Diagrams.Railroad;

/// <summary>Makes railroad diagrams of rules. Rules without arguments are named, and drawn by themselves; calls are drawn where they stand,
/// with their arguments put in.</summary>
internal sealed partial class RailroadBuilder
{
    private const int MaxColumns = 64;
    private const double MinWidth = 200;

    /// <summary>How many parts calls may add to a diagram: what stands behind is named only.</summary>
    private const int MaxParts = 800;

    private readonly Dictionary<string, RuleSyntax> _rules;
    private readonly ILookup<string, LabelModel> _labels;
    private readonly List<RuleSyntax> _named = [];
    private readonly HashSet<string> _mentioned = new(StringComparer.OrdinalIgnoreCase);
    private int _parts;

    public RailroadBuilder(ProtocolModel protocol)
    {
        _rules = protocol.Rules.ToDictionary(rule => rule.Name.Text, StringComparer.OrdinalIgnoreCase);
        _labels = protocol.Messages.SelectMany(message => message.AllMembers())
            .ToLookup(label => label.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The rules that the diagrams so far name, in the order of their first mention.</summary>
    public IReadOnlyList<RuleSyntax> Named => _named;

    /// <summary>The rule that a message is, or null where it is an expression.</summary>
    public RuleSyntax? RuleOf(MessageModel message) =>
        message.Expression is RuleReferenceSyntax { Arguments.Count: 0 } reference ? _rules.GetValueOrDefault(reference.Name.Text) : null;

    /// <summary>The name that links lead to.</summary>
    public static string IdOf(RuleSyntax rule) => "rule-" + rule.Name.Text.ToLowerInvariant();

    /// <summary>Draws a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="width">The width that should not be exceeded.</param>
    public RailroadItem Build(MessageModel message, double width)
    {
        if (message.Expression is RuleReferenceSyntax { Arguments.Count: > 0 } call && _rules.TryGetValue(call.Name.Text, out var called))
            return Start(called.Body, RuleScope.None.Enter(called, call.Arguments), width);
        return RuleOf(message) is { } rule ? Build(rule, width) : Start(message.Expression, RuleScope.None, width);
    }

    /// <summary>Draws a rule.</summary>
    public RailroadItem Build(RuleSyntax rule, double width) => Start(rule.Body, RuleScope.None, width);

    private RailroadItem Start(ExpressionSyntax expression, RuleScope scope, double width)
    {
        _parts = 0;
        return Build(expression, scope, width);
    }

    private RailroadItem Build(ExpressionSyntax expression, RuleScope scope, double width)
    {
        _parts++;
        width = Math.Max(MinWidth, width);
        (expression, scope) = scope.Resolve(expression);
        return expression switch
        {
            _ when IsClass(expression, scope) => Leaf(RailroadBoxKind.Class, ExpressionText.Of(expression, scope)),
            LiteralSyntax or OctetsSyntax => Leaf(RailroadBoxKind.Literal, ExpressionText.Of(expression, scope)),
            AlternationSyntax alternation => Choice(alternation, scope, width),
            ConcatenationSyntax concatenation => Sequence(concatenation.Items, scope, width),
            RepetitionSyntax repetition => Repetition(repetition, scope, width),
            OptionSyntax option => new RailroadOption(Build(option.Item, scope, width - 4 * RailroadItem.Radius)),
            DifferenceSyntax difference => Difference(difference, scope, width),
            RuleReferenceSyntax reference => Reference(reference, scope, width),
            LabelSyntax label => Label(label, scope, width),
            ValueReferenceSyntax => Leaf(RailroadBoxKind.Value, ExpressionText.Of(expression, scope)),
            WithinSyntax within => Group($"within {ExpressionText.Size(within.Size, scope)} octets", [within.Body], scope, width),
            PaddedSyntax padded => Group(
                $"padded to a multiple of {ExpressionText.Term(padded.Multiple, scope)} octets", [padded.Item], scope, width),
            CountedRepetitionSyntax counted => new RailroadOption(new RailroadLoop(
                Build(counted.Item, scope, width - 6 * RailroadItem.Radius), DiagramText.Of($"${counted.Count.Text} times"))),
            BerSyntax ber => Ber(ber, scope, width),
            XmlElementSyntax xml => Xml(xml, scope, width),
            _ => Leaf(RailroadBoxKind.Class, ExpressionText.Of(expression, scope)),
        };
    }

    private static RailroadBox Leaf(RailroadBoxKind kind, string text, string? link = null)
    {
        text = DiagramText.Of(text);
        return new RailroadBox(kind, [DiagramText.Shorten(text, MaxColumns)], text, link);
    }

    private RailroadItem Sequence(IReadOnlyList<ExpressionSyntax> items, RuleScope scope, double width) =>
        items is [var only]
            ? Build(only, scope, width)
            : new RailroadSequence([.. items.Select(item => Build(item, scope, width - 4 * RailroadItem.Radius))], width);

    private RailroadGroup Group(
        string caption, IReadOnlyList<ExpressionSyntax> items, RuleScope scope, double width, bool isName = false) =>
        Group(caption, items.Count == 0 ? new RailroadSkip() : Sequence(items, scope, width - 20), isName);

    private static RailroadGroup Group(string caption, RailroadItem item, bool isName = false)
    {
        caption = DiagramText.Of(caption);
        return new RailroadGroup(item, isName, DiagramText.Shorten(caption, MaxColumns), caption);
    }

    private RailroadLoop Loop(RepetitionSyntax repetition, RuleScope scope, double width) => new(
        Build(repetition.Item, scope, width - 2 * RailroadItem.Radius),
        (repetition.Minimum, repetition.Maximum) switch
        {
            (0 or 1, null) => "",
            (var least, null) => $"{least} times or more",
            (0 or 1, { } most) => $"at most {most} times",
            var (least, most) => least == most ? $"{least} times" : $"{least} to {most} times",
        });

    private RailroadItem Repetition(RepetitionSyntax repetition, RuleScope scope, double width) => repetition switch
    {
        { Maximum: 0 } => new RailroadSkip(),
        { Minimum: 1, Maximum: 1 } => Build(repetition.Item, scope, width),
        { Minimum: 0, Maximum: 1 } => new RailroadOption(Build(repetition.Item, scope, width - 4 * RailroadItem.Radius)),
        { Minimum: 0 } => new RailroadOption(Loop(repetition, scope, width - 4 * RailroadItem.Radius)),
        _ => Loop(repetition, scope, width),
    };

    private RailroadItem Reference(RuleReferenceSyntax reference, RuleScope scope, double width)
    {
        if (!_rules.TryGetValue(reference.Name.Text, out var rule))
            return Leaf(RailroadBoxKind.Class, reference.Name.Text);
        if (rule.Parameters.Count > 0)
        {
            var call = ExpressionText.Of(reference, scope);
            return _parts > MaxParts
                ? Leaf(RailroadBoxKind.Rule, call)
                : Group(call, [rule.Body], scope.Enter(rule, reference.Arguments), width);
        }

        if (_mentioned.Add(rule.Name.Text))
            _named.Add(rule);
        return Leaf(RailroadBoxKind.Rule, rule.Name.Text, IdOf(rule));
    }

    private RailroadGroup Difference(DifferenceSyntax difference, RuleScope scope, double width)
    {
        Mention(difference.Except, scope);
        return Group("but not " + ExpressionText.Of(difference.Except, scope), [difference.Item], scope, width);
    }

    /// <summary>Notes the rules that are named in what is shown as text.</summary>
    private void Mention(ExpressionSyntax expression, RuleScope scope) => Build(expression, scope, MinWidth);

    private RailroadGroup Label(LabelSyntax label, RuleScope scope, double width)
    {
        var known = _labels[label.Name.Text].ToArray();
        var what = known.Any(one => one.IsRecord) ? ", a list of records"
            : known.Any(one => one.IsList) ? ", a list"
            : known.Any(one => one.IsNumber) ? ", a number" : "";
        return Group(label.Name.Text + what, [label.Item], scope, width, isName: true);
    }

    private RailroadItem Ber(BerSyntax ber, RuleScope scope, double width) => ber.Content switch
    {
        BerElementsSyntax { Elements.Count: > 0 } elements => Group(
            ExpressionText.Tag(ber, scope), Elements(elements.Elements, elements.Extensible, scope, width - 20)),
        BerOfSyntax of => Group(
            ExpressionText.Tag(ber, scope) + " OF", new RailroadOption(new RailroadLoop(Build(of.Element, scope, width - 80), ""))),
        BerTextSyntax { Text: var text } when scope.Resolve(text).Expression is not LiteralSyntax =>
            Group(ExpressionText.Tag(ber, scope), [text], scope, width),
        _ => Leaf(RailroadBoxKind.Class, ExpressionText.Tag(ber, scope) + ExpressionText.Content(ber, scope)),
    };

    private RailroadItem Xml(XmlElementSyntax xml, RuleScope scope, double width)
    {
        if (xml.Attributes.Count == 0 && xml.Children.Count == 0)
            return Leaf(RailroadBoxKind.Literal, ExpressionText.Name(xml) + (xml.Extensible ? "{...}" : ""));
        var attributes = xml.Attributes.Select(attribute => Attribute(attribute, scope));
        var children = xml.Children.Select(child => Build(child, scope, width - 60));
        IEnumerable<RailroadItem> others = xml.Extensible ? [Leaf(RailroadBoxKind.Class, "...")] : [];
        RailroadItem[] parts = [.. attributes, .. children, .. others];
        return Group(ExpressionText.Name(xml) + (parts.Length > 1 ? ", in any order" : ""), new RailroadSequence(parts, width - 20));
    }

    private RailroadItem Attribute(XmlAttributeSyntax attribute, RuleScope scope)
    {
        Mention(attribute.Value, scope);
        var box = Leaf(RailroadBoxKind.Class, ExpressionText.Attribute(attribute, scope));
        return attribute.IsOptional ? new RailroadOption(box) : box;
    }

    private RailroadSequence Elements(IReadOnlyList<ExpressionSyntax> elements, bool isExtensible, RuleScope scope, double width)
    {
        var items = elements.Select(element => Build(element, scope, width - 4 * RailroadItem.Radius));
        return new RailroadSequence(isExtensible ? [.. items, Leaf(RailroadBoxKind.Class, "...")] : [.. items], width);
    }
}
