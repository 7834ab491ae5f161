using ProtocolKit.Grammar.Parsing;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Binding;

/// <summary>A variant joined with its base. Places count through both texts, the base's first.</summary>
internal sealed class Variant
{
    private readonly GrammarSource _source;
    private readonly GrammarSource _base;
    private readonly string _name;

    private Variant(GrammarSource source, GrammarSource baseSource, string name)
    {
        (_source, _base, _name) = (source, baseSource, name);
        Text = baseSource.Text + source.Text;
    }

    /// <summary>Both texts, one behind the other.</summary>
    public string Text { get; }

    /// <summary>The base, if the variant is the same protocol but for its name, its specifications, its ports, its ALPN name and its
    /// identity; else empty.</summary>
    public string SameAs { get; private set; } = "";

    /// <summary>Joins a variant with its base.</summary>
    /// <param name="source">The variant.</param>
    /// <param name="baseSource">Its base.</param>
    /// <param name="below">What the base says.</param>
    /// <param name="diagnostics">Takes what is wrong with the pair.</param>
    /// <param name="file">What they are together.</param>
    public static Variant Join(
        GrammarSource source, GrammarSource baseSource, GrammarFileSyntax below, DiagnosticBag diagnostics, out GrammarFileSyntax file)
    {
        var above = GrammarParser.Parse(source.Path, source.Text, baseSource.Text.Length).File;
        var variant = new Variant(source, baseSource, above.Protocol?.Name.Text ?? "");
        if (below.Protocol?.Like is not null)
        {
            diagnostics.Report(GrammarDiagnostics.BaseNotFound, above.Protocol!.Like!.Span,
                $"'{below.Protocol.Name.Text}' is a variant itself. Name the protocol that it is like: '{below.Protocol.Like.Text}'.");
        }

        ReportUnknown(below, above, diagnostics);
        variant.SameAs = IsSame(below, above) ? below.Protocol?.Name.Text ?? "" : "";
        file = new GrammarFileSyntax
        {
            Protocol = above.Protocol,
            Facts = [.. below.Facts.Where(fact => !above.Facts.Any(other => Replaces(other, fact))), .. above.Facts],
            Rules = [
                .. below.Rules.Where(rule => !above.Rules.Any(other => !other.IsIncremental && Same(other.Name, rule.Name))),
                .. above.Rules],
            Dialogue = above.Dialogue ?? below.Dialogue,
            DialogueFromTls = above.DialogueFromTls ?? below.DialogueFromTls,
            AnyTime = above.AnyTime ?? below.AnyTime,
            Says = [.. below.Says.Where(text =>
                !above.Says.Any(other => Same(other.Rule, text.Rule) && other.InsideTls == text.InsideTls)), .. above.Says],
        };
        return variant;
    }

    /// <summary>Puts a finding where it is written: in the variant, or in the base.</summary>
    public GrammarDiagnostic Place(GrammarDiagnostic diagnostic) => diagnostic.Span.Start >= _base.Text.Length
        ? diagnostic with { Path = _source.Path, Span = new TextSpan(diagnostic.Span.Start - _base.Text.Length, diagnostic.Span.Length) }
        : diagnostic with { Path = _base.Path, Message = $"{diagnostic.Message} (In the variant '{_name}'.)" };

    private static bool IsSame(GrammarFileSyntax below, GrammarFileSyntax above) =>
        above is { Rules.Count: 0, Dialogue: null, DialogueFromTls: null, AnyTime: null, Says.Count: 0 }
        && above.Facts.All(fact => fact is RfcFactSyntax or SpecFactSyntax or PortFactSyntax or AlpnFactSyntax or IdentityFactSyntax)
        && !HasPortOfBoth(below.Facts.OfType<PortFactSyntax>()) && !HasPortOfBoth(above.Facts.OfType<PortFactSyntax>())
        && !HasPortOfBoth(
            above.Facts.Concat(below.Facts.Where(fact => !above.Facts.Any(other => Replaces(other, fact)))).OfType<PortFactSyntax>());

    /// <summary>Whether a server takes TLS from the first octet where it waits for the client.</summary>
    private static bool HasPortOfBoth(IEnumerable<PortFactSyntax> ports) =>
        ports.Where(fact => fact.ImplicitTls).SelectMany(fact => fact.Ports)
            .Intersect(ports.Where(fact => !fact.ImplicitTls).SelectMany(fact => fact.Ports)).Any();

    private static bool Same(NameToken? a, NameToken? b) => string.Equals(a?.Text, b?.Text, StringComparison.OrdinalIgnoreCase);

    private static bool Replaces(FactSyntax above, FactSyntax below) => (above, below) switch
    {
        (ParameterSyntax a, ParameterSyntax b) => Same(a.Name, b.Name),
        (FreshSyntax a, FreshSyntax b) => Same(a.Name, b.Name),
        (NamespaceSyntax a, NamespaceSyntax b) => Same(a.Prefix, b.Prefix),
        (PortFactSyntax a, PortFactSyntax b) => a.ImplicitTls == b.ImplicitTls,
        (LimitFactSyntax, LimitFactSyntax) => false,
        (RfcFactSyntax or SpecFactSyntax, RfcFactSyntax or SpecFactSyntax) => true,
        _ => above.GetType() == below.GetType(),
    };

    /// <summary>What the base lacks must at least be used by the variant itself; else a name is probably misspelt.</summary>
    private static void ReportUnknown(GrammarFileSyntax below, GrammarFileSyntax above, DiagnosticBag diagnostics)
    {
        var used = SyntaxWalk.All(above).OfType<RuleReferenceSyntax>().Select(reference => reference.Name.Text)
            .Concat(SyntaxWalk.References(above).Concat(SyntaxWalk.NumberNames(above)).Select(name => name.Text))
                .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var rules = below.Rules.Select(rule => rule.Name.Text).ToArray();
        var values = below.Facts.OfType<ParameterSyntax>().Select(fact => fact.Name.Text)
            .Concat(below.Facts.OfType<FreshSyntax>().Select(fact => fact.Name.Text)).ToArray();
        foreach (
            var name in above.Rules.Select(rule => rule.Name)
            .Where(name => !used.Contains(name.Text) && !rules.Contains(name.Text, StringComparer.OrdinalIgnoreCase)))
            Report(name, "rule", rules);
        foreach (
            var name in above.Facts.OfType<ParameterSyntax>().Select(fact => fact.Name)
            .Where(name => !used.Contains(name.Text) && !values.Contains(name.Text, StringComparer.OrdinalIgnoreCase)))
            Report(name, "parameter", values);
        var texts = rules.Concat(above.Rules.Select(rule => rule.Name.Text)).ToArray();
        foreach (
            var name in above.Says.Select(text => text.Rule).Where(name => !texts.Contains(name.Text, StringComparer.OrdinalIgnoreCase)))
            Report(name, "rule", texts);

        void Report(NameToken name, string what, string[] known) => diagnostics.Report(GrammarDiagnostics.NothingToReplace, name.Span,
            $"'{below.Protocol?.Name.Text}' has no {what} '{name.Text}' to replace{Suggestion.For(name.Text, known)}, and nothing here uses it.");
    }
}
