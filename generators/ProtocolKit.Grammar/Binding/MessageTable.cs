using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Emit.Parsers;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Proofs;
using ProtocolKit.Grammar.Syntax;
using ProtocolKit.Grammar.Xml;

namespace ProtocolKit.Grammar.Binding;

/// <summary>The messages of a dialogue: each expression once, with its automaton, labels and C# name.</summary>
internal sealed class MessageTable(BindingContext context)
{
    private readonly Dictionary<string, MessageModel> _byText = new(StringComparer.Ordinal);
    private readonly Dictionary<MessageModel, MessageSource> _sources = [];
    private readonly MessageLabels _labels = new(context);

    public IReadOnlyList<MessageModel> All => [.. _byText.Values];

    /// <summary>The syntax that a message came from, and its pattern.</summary>
    public MessageSource SourceOf(MessageModel message) => _sources[message];

    public MessageModel Get(ExpressionSyntax expression)
    {
        var text = context.TextOf(expression.Span);
        var key = Key(text);
        if (_byText.TryGetValue(key, out var known))
            return known;
        var message = Create(expression, text);
        _byText.Add(key, message);
        return message;
    }

    /// <summary>What two spellings of one message have in common: names are alike in both cases, literals and XML are not.</summary>
    private static string Key(string text) => text.Contains('<') ? text
        : string.Join('"', text.Split('"').Select((part, i) => i % 2 == 0 ? part.ToLowerInvariant() : part));

    private MessageModel Create(ExpressionSyntax expression, string text)
    {
        var rule = expression is RuleReferenceSyntax reference ? context.Rules.Find(reference.Name.Text) : null;
        var ruleText = rule is null ? text : context.TextOf(rule.Span);
        var name = rule is null ? text : rule.Parameters.Count == 0 ? rule.Name.Text : text;
        var typeName = context.Names.Message(
            TypeName(expression, rule), expression is XmlElementSyntax { Form: XmlForm.StartTag } ? "Open" : "");
        return context.ExpandXml(expression) is { } xml
            ? CreateXml(xml, expression, name, typeName, ruleText)
            : CreateOctets(expression, name, typeName, ruleText);
    }

    private MessageModel CreateOctets(ExpressionSyntax expression, string name, string typeName, string ruleText)
    {
        var source = context.Compiler.Compile(expression);
        var labels = _labels.Flat(source);
        var members = context.Names.Labels(_labels.Members(source), typeName, out var memberNames);
        var pattern = MessageLabels.WithIds(source, members);
        Dfa? automaton = null;
        Dfa? language = null;
        IReadOnlyList<string> references = [];
        CheckShape(source, expression.Span);
        if (OwnValues.FindUnknown(pattern, members.SelectMany(member => member.WithMembers()).Select(label => label.Id)) is { } unknown)
        {
            unknown = PlainName(unknown);
            context.Diagnostics.Report(GrammarDiagnostics.MayBeUnknown, expression.Span,
                $"'{name}' repeats ${unknown}, a label of its own that may not have been read by then. Label it on every way to there, or give the two values different names.");
        }

        if (members.Count(label => !label.IsList) > MessageRegisters.Maximum / 2)
            ReportRegisters(name, expression.Span);
        if (!context.Diagnostics.HasErrors)
        {
            var errors = new List<DeterminizationError>();
            var nfa = NfaBuilder.Build(pattern);
            references = [.. nfa.References];
            var all = members.SelectMany(member => member.WithMembers()).ToArray();
            string[] lists = [.. all.Except(members.Where(member => !member.IsList)).Select(label => label.Id)];
            automaton = language = Determinizer.Determinize(nfa, lists, errors);

            // What is written is compared with the rule by the names of the file.
            if (members.Any(member => member.IsRecord))
                language = Determinizer.Determinize(NfaBuilder.Build(source), lists, []);

            if (errors.Count == 0 && PatternFacts.HasElements(pattern))
            {
                var late = new List<DeterminizationError>();
                var elements = Determinizer.Determinize(NfaBuilder.Build(pattern, readsElements: true), lists, late);
                automaton = late.Count == 0 ? elements : automaton;
            }

            language = WithSizes(language, labels);

            // Of a label that can be filled in two ways it is never known early where it begins.
            var ambiguous = errors.Where(error => error.Kind == DeterminizationErrorKind.AmbiguousLabel).Select(error => error.Name)
                .ToHashSet();
            foreach (
                var error in errors.Where(error => error.Kind != DeterminizationErrorKind.LateLabel || !ambiguous.Contains(error.Name))
                .DistinctBy(error => (error.Kind, error.Name)))
                Report(error with { Name = PlainName(error.Name) }, name, expression.Span);
        }

        var own = labels.Select(label => label.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var needed = References(source).Where(reference => !own.Contains(reference)).Distinct();
        var message = new MessageModel
        {
            Name = name,
            TypeName = typeName,
            MemberNames = memberNames,
            RuleText = ruleText,
            Expression = expression,
            Labels = labels,
            Members = members,
            Pattern = source,
            Automaton = automaton,
            Language = language,
            References = references,
            HasFreeOctets = PatternFacts.HasFreeOctets(pattern),
            NeededBindings = [.. needed.Select(context.BindingOf)],
        };
        if (automaton is not null && !context.Diagnostics.HasErrors && new MessageRegisters(message).All.Count > MessageRegisters.Maximum)
            ReportRegisters(name, expression.Span);
        return Finish(new MessageSource(expression, source, null), message);
    }

    private static string PlainName(string id) => id[(id.LastIndexOf('/') + 1)..];

    /// <summary>An automaton that knows the sizes and counts in it.</summary>
    public static Dfa WithSizes(Dfa language, IEnumerable<LabelModel> labels)
    {
        var sizes = language.States.SelectMany(state => state.Markers).Select(marker => marker.Marker switch
        {
            BeginWithin { Size: LabelSize size } => size.Label,
            BeginCount count => count.Count,
            _ => null,
        }).OfType<string>().ToHashSet();
        return sizes.Count == 0 ? language
            : new Dfa(
            language.States) { Sizes = labels.Where(label => sizes.Contains(label.Name))
            .ToDictionary(label => label.Name, label => label.Kind) };
    }

    private void ReportRegisters(string name, TextSpan span) => context.Diagnostics.Report(GrammarDiagnostics.NotCompilable, span,
        $"A parser notes up to {MessageRegisters.Maximum} places of a message, two for each label and repeated value, one for each bound that is counted and each size; '{name}' needs more. " +
        "Take labels off, or write numbers of turns up to 16.");

    private MessageModel CreateXml(XmlElementSyntax xml, ExpressionSyntax expression, string name, string typeName, string ruleText)
    {
        var pattern = XmlPatternBuilder.Build(xml, context.XmlContext);
        var labels = context.Names.Labels(pattern is null ? [] : XmlLabels.Of(pattern), typeName, out var members);
        var references = SyntaxWalk.All(xml).OfType<ValueReferenceSyntax>().Select(reference => reference.Name.Text.ToLowerInvariant())
            .Distinct().ToArray();
        if (references.FirstOrDefault(reference => labels.Any(label => label.Name == reference)) is { } own)
        {
            context.Diagnostics.Report(GrammarDiagnostics.MayBeUnknown, expression.Span,
                $"'{name}' repeats ${own}, a label of its own: in XML only the values of earlier messages are repeated. Give the two values different names.");
        }

        return Finish(new MessageSource(expression, null, xml), new MessageModel
        {
            Name = name,
            TypeName = typeName,
            MemberNames = members,
            RuleText = ruleText,
            Expression = expression,
            Labels = labels,
            Members = labels,
            Xml = pattern,
            HasFreeOctets = true,
            NeededBindings = [.. references.Select(context.BindingOf)],
        });
    }

    private MessageModel Finish(MessageSource source, MessageModel message)
    {
        _sources.Add(message, source);
        return message;
    }

    private void CheckShape(Pattern pattern, TextSpan span)
    {
        if (PatternFacts.Depth(pattern) > context.Limits.Depth)
            context.Diagnostics.Report(GrammarDiagnostics.NotUnderstood, span, $"Found parts within parts {PatternFacts.Depth(pattern)} deep, expected at most {context.Limits.Depth}: name a greater depth in a 'limit' line.");
        if (PatternFacts.MinLength(pattern) == 0)
            context.Diagnostics.Report(
                GrammarDiagnostics.EmptyTurn, span,
                "This message can be empty, so nobody could tell when it has come. Let it have at least one octet.");
        if (EndlessOctets(pattern, isWithin: false))
        {
            context.Diagnostics.Report(GrammarDiagnostics.LengthInComment, span,
                "'*OCTET' has no end here: how many octets there are probably stands in a comment of the RFC. Label the number and write octets($size) in its place.");
        }
    }

    private static bool EndlessOctets(Pattern pattern, bool isWithin) => pattern switch
    {
        RepeatPattern { Maximum: null } repeat when PatternFacts.AsClass(repeat.Item) is { } set => !isWithin && set.Count >= 255,
        BerPattern or WithinPattern => PatternFacts.Children(pattern).Any(child => EndlessOctets(child, isWithin: true)),
        _ => PatternFacts.Children(pattern).Any(child => EndlessOctets(child, isWithin)),
    };

    private void Report(DeterminizationError error, string name, TextSpan span)
    {
        var example = ExampleText.Of(error.Example);
        switch (error.Kind)
        {
            case DeterminizationErrorKind.AmbiguousLabel:
                context.Diagnostics.Report(GrammarDiagnostics.AmbiguousLabel, span,
                    $"There are two ways to fill '{error.Name}' with \"{example}\" in '{name}'. Let only one of them match, or take the label off.");
                break;
            case DeterminizationErrorKind.LateLabel:
                context.Diagnostics.Report(GrammarDiagnostics.NotCompilable, span,
                    $"After \"{example}\" it is not known yet where '{error.Name}' of '{name}' begins or ends. Give the alternatives different beginnings, or different labels.");
                break;
            case DeterminizationErrorKind.LateReference:
                var what = error.Name.Length == 0 ? "whether a bound applies" : $"whether ${error.Name} must be repeated";
                context.Diagnostics.Report(GrammarDiagnostics.NotCompilable, span,
                    $"After \"{example}\" it is not known yet {what} in '{name}'. Give the alternatives different beginnings.");
                break;
            case DeterminizationErrorKind.LateSize:
                context.Diagnostics.Report(GrammarDiagnostics.NotCompilable, span,
                    $"After \"{example}\" a part of known size begins in one alternative of '{name}', and something else in another. Let them differ before it.");
                break;
            default:
                context.Diagnostics.Report(GrammarDiagnostics.NotCompilable, span,
                    $"'{name}' has too many places to be compiled. Let it have fewer alternatives, options and fixed octets, make bounds larger than {NfaBuilder.MaxCopies} (those are counted), or split it into messages of their own.");
                break;
        }
    }

    private static IEnumerable<string> References(Pattern pattern) =>
        PatternFacts.Children(pattern).SelectMany(References).Concat(pattern is ReferencePattern reference ? [reference.Name] : []);

    private string TypeName(ExpressionSyntax expression, RuleSyntax? rule)
    {
        var words = SyntaxWalk.All(expression).Select(item => item switch
        {
            LiteralSyntax literal when literal.Text.Any(char.IsAsciiLetter) => literal.Text,
            LabelSyntax label => label.Name.Text,
            RuleReferenceSyntax inner when inner != expression && !CoreRules.All.ContainsKey(inner.Name.Text) => inner.Name.Text,
            XmlElementSyntax xml => (xml.Name?.Text ?? "any") + (xml.Form == XmlForm.EndTag ? "-end" : ""),
            NumberSyntax number => number.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
            BerSyntax ber when ber == expression => ber.Type.ToString(),
            _ => null,
        }).OfType<string>().Where(word => word.Any(char.IsAsciiLetterOrDigit)).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        if (rule is not null)
            words = [rule.Name.Text, .. words];
        else
            words = [.. words.Take(words.Length > 0 && words[0].Any(char.IsAsciiLetterUpper) ? 1 : 2)];
        var name = CSharpNames.Pascal(
            string.Join('-', words.Select(word => new string([.. word.Take(32).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]))));
        return words.Length == 0 ? "OtherLine" : rule is null && context.Rules.Names.Any(other => CSharpNames.Pascal(other) == name)
            ? "Other" + name : name;
    }
}

/// <summary>Where a message came from.</summary>
/// <param name="Expression">The expression of the dialogue.</param>
/// <param name="Pattern">Its pattern, or null for XML.</param>
/// <param name="Xml">The expanded element, or null for anything else.</param>
internal sealed record MessageSource(ExpressionSyntax Expression, Pattern? Pattern, XmlElementSyntax? Xml);
