using ProtocolKit.Grammar.Binding;
using ProtocolKit.Grammar.Parsing.Lexing;
using ProtocolKit.Grammar.Syntax;
using ProtocolKit.LanguageServer.Protocol;
using ProtocolKit.LanguageServer.Symbols;
using ProtocolKit.LanguageServer.Words;
using ProtocolKit.LanguageServer.Workspace;

namespace ProtocolKit.LanguageServer.Features;

/// <summary>What is shown of what the pointer is on.</summary>
internal static class Hovers
{
    private const int MostPlaces = 8;

    public static Hover? At(GrammarWorkspace workspace, Document document, int index)
    {
        if (document.Symbols.At(index) is { } occurrence)
        {
            return Explain(workspace, document, occurrence) is { } text
                ? new Hover(new MarkupContent(text), document.Lines.RangeOf(occurrence.Span))
                : null;
        }

        return document.WordAt(index) is { } token && Explain(token) is { } word
            ? new Hover(new MarkupContent(word), document.Lines.RangeOf(token.Span))
            : null;
    }

    /// <summary>What a rule is, or null where there is none.</summary>
    public static string? Rule(IReadOnlyList<Place> places, string name)
    {
        if (places.Count == 0)
        {
            return CoreRuleTexts.All.TryGetValue(name, out var core)
                ? Code($"{name.ToUpperInvariant()} = {core}") + "\n\nA core rule (RFC 5234, appendix B.1)."
                : null;
        }

        var parts = new List<string>();
        foreach (var (document, occurrence) in places)
        {
            if (document.Parsed.File.Rules.FirstOrDefault(rule => rule.Name.Span == occurrence.Span) is not { } rule)
                continue;
            parts.Add(Code(Comments.Without(document, rule.Span)));
            if (rule.Parameters.Count > 0)
                parts.Add(
                    $"A rule with {(rule.Parameters.Count == 1 ? "an argument, which is" : "arguments, which are")} put in as written.");
            parts.AddRange(Comments.Of(document, rule.Span).Select(Markdown.Plain));
        }

        return string.Join("\n\n", parts);
    }

    /// <summary>What a value is, or null where there is none.</summary>
    public static string? Value(IReadOnlyList<Place> places, string name)
    {
        var parts = new List<string>();
        var labels = new List<string>();
        foreach (var (document, occurrence) in places)
        {
            var file = document.Parsed.File;
            if (file.Facts.FirstOrDefault(fact => NameOf(fact)?.Span == occurrence.Span) is { } fact)
            {
                parts.Add(Code(Comments.Without(document, fact.Span)));
                parts.Add(fact is FreshSyntax
                    ? "A fresh value, invented at random each time it is written."
                    : "A parameter: the caller sets it.");
                parts.AddRange(Comments.Of(document, fact.Span).Select(Markdown.Plain));
            }
            else if (SyntaxWalk.All(file).OfType<LabelSyntax>().FirstOrDefault(label => label.Name.Span == occurrence.Span) is { } label)
            {
                var text = Markdown.Inline(document.Text[label.Span.Start..label.Span.End]);
                labels.Add(occurrence.Owner is { } owner ? $"- {text} in `{owner.Name.ToLowerInvariant()}`" : $"- {text}");
            }
        }

        if (labels.Count > 0)
        {
            parts.Add("A label: a member of the messages that it stands in.");
            parts.Add(string.Join('\n', labels.Distinct().Take(MostPlaces)) + (labels.Distinct().Count() > MostPlaces ? "\n- …" : ""));
        }

        if (BuiltInValues.Hosts.TryGetValue(name, out var host))
            parts.Add(host);
        return parts.Count > 0 ? string.Join("\n\n", parts) : null;
    }

    private static string? Explain(GrammarWorkspace workspace, Document document, Occurrence occurrence)
    {
        var places = Definitions.Of(workspace, document, occurrence);
        var name = document.Text[occurrence.Span.Start..occurrence.Span.End];
        return occurrence.Symbol.Kind switch
        {
            SymbolKind.Rule => Rule(places, name),
            SymbolKind.Argument =>
                $"An argument of the rule `{occurrence.Owner?.Name.ToLowerInvariant()}`: what it is called with is put in here.",
            SymbolKind.Value => Value(places, name),
            SymbolKind.Prefix => places.Count > 0 ? Code(TextOfNamespace(places[0])) + "\n\nA prefix of a namespace of XML." : null,
            SymbolKind.Protocol => places.Count > 0 ? Protocol(places[0]) : null,
            _ => "A name in XML, of its namespace.",
        };
    }

    private static string? Explain(Token token) => token.Kind switch
    {
        TokenKind.Role => token.Text == "C" ? "What the client says: the server reads it." : "What the server says: the client reads it.",
        TokenKind.Word => LanguageWords.Explain(token.Text, token.IsFirstOnLine),
        _ => null,
    };

    private static string TextOfNamespace(Place place)
    {
        var fact = place.Document.Parsed.File.Facts.OfType<NamespaceSyntax>().First(ns => ns.Prefix?.Span == place.Occurrence.Span);
        return Comments.Without(place.Document, fact.Span);
    }

    private static string Protocol(Place place)
    {
        var line = place.Document.Parsed.File.Protocol!;
        return string.Join("\n\n", Comments.Of(place.Document, line.Span).Select(Markdown.Plain)
            .Prepend(Code(Comments.Without(place.Document, line.Span))));
    }

    private static NameToken? NameOf(FactSyntax fact) => fact switch
    {
        ParameterSyntax parameter => parameter.Name,
        FreshSyntax fresh => fresh.Name,
        _ => null,
    };

    private static string Code(string text) => $"```protocolkit\n{text}\n```";
}
