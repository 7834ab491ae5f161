using ProtocolKit.Grammar.Syntax;
using ProtocolKit.LanguageServer.Protocol;
using ProtocolKit.LanguageServer.Symbols;
using ProtocolKit.LanguageServer.Workspace;

namespace ProtocolKit.LanguageServer.Features;

/// <summary>The outline of a file: its protocol, values, rules with their labels, and parts.</summary>
internal static class Outline
{
    public static IReadOnlyList<DocumentSymbol> Of(Document document)
    {
        var file = document.Parsed.File;
        var all = new List<(TextSpan Span, DocumentSymbol Symbol)>();
        if (file.Protocol is { } protocol)
            Add(protocol.Name, protocol.Span, Kinds.OutlineModule, protocol.Like is { } like ? $"like {like.Text}" : null);
        foreach (var fact in file.Facts)
        {
            switch (fact)
            {
                case ParameterSyntax parameter:
                    Add(parameter.Name, parameter.Span, Kinds.OutlineVariable, "parameter");
                    break;
                case FreshSyntax fresh:
                    Add(fresh.Name, fresh.Span, Kinds.OutlineVariable, "fresh");
                    break;
                case NamespaceSyntax { Prefix: { } prefix } ns:
                    Add(prefix, ns.Span, Kinds.OutlineNamespace, ns.Uri);
                    break;
            }
        }

        foreach (var rule in file.Rules)
            Add(rule.Name, rule.Span, Kinds.OutlineFunction, Arguments(rule), Labels(rule));
        AddPart("dialogue", file.Dialogue?.Span);
        AddPart("dialogue from tls", file.DialogueFromTls?.Span);
        AddPart("any time", file.AnyTime?.Span);
        foreach (var text in file.Says)
            Add(text.Rule, text.Span, Kinds.OutlineText, text.InsideTls ? "says, inside TLS" : "says");
        return [.. all.OrderBy(item => item.Span.Start).Select(item => item.Symbol)];

        void Add(NameToken name, TextSpan span, int kind, string? detail, IReadOnlyList<DocumentSymbol>? children = null) => all.Add((span,
            new DocumentSymbol(
                name.Text, kind, document.Lines.RangeOf(span), document.Lines.RangeOf(name.Span)) { Detail = detail,
                Children = children }));

        void AddPart(string name, TextSpan? span)
        {
            if (span is { } part)
                all.Add((
                    part, new DocumentSymbol(
                    name, Kinds.OutlineEvent, document.Lines.RangeOf(part), document.Lines.RangeOf(part with { Length = 0 }))));
        }

        IReadOnlyList<DocumentSymbol> Labels(RuleSyntax rule) =>
            [.. document.Symbols.All
                .Where(name => name.Symbol.Kind == SymbolKind.Value && name.IsDefinition)
                .Where(name => name.Span.Start >= rule.Body.Span.Start && name.Span.End <= rule.Body.Span.End)
                .Select(name => (Text: document.Text[name.Span.Start..name.Span.End], Range: document.Lines.RangeOf(name.Span)))
                .Select(name => new DocumentSymbol(name.Text, Kinds.OutlineField, name.Range, name.Range))];
    }

    private static string? Arguments(RuleSyntax rule) =>
        rule.Parameters.Count == 0 ? null : $"({string.Join(", ", rule.Parameters.Select(name => name.Text))})";
}
