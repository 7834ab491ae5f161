using ProtocolKit.Grammar.Parsing;
using ProtocolKit.Grammar.Parsing.Lexing;
using ProtocolKit.Grammar.Syntax;
using ProtocolKit.LanguageServer.Protocol;
using ProtocolKit.LanguageServer.Rpc;
using ProtocolKit.LanguageServer.Symbols;
using ProtocolKit.LanguageServer.Words;
using ProtocolKit.LanguageServer.Workspace;

namespace ProtocolKit.LanguageServer.Features;

/// <summary>Gives rules, arguments, labels, parameters and prefixes other names.</summary>
internal static class Renames
{
    /// <summary>The name that is to be changed.</summary>
    public static PrepareRenameResult Prepare(GrammarWorkspace workspace, Document document, int index)
    {
        var occurrence = Find(workspace, document, index);
        return new PrepareRenameResult(document.Lines.RangeOf(occurrence.Span), TextOf(document, occurrence));
    }

    /// <summary>What has to be changed in which files.</summary>
    public static WorkspaceEdit Rename(
        GrammarWorkspace workspace, Document document, int index, string newName, CancellationToken cancellationToken)
    {
        var occurrence = Find(workspace, document, index);
        var family = workspace.FamilyOf(document);
        var places = Definitions.All(family, document, occurrence.Symbol);
        if (places.FirstOrDefault(place => GrammarWorkspace.IsShipped(place.Document)) is { Document: { } shipped })
            throw LspError.Failed(
                $"'{TextOf(document, occurrence)}' is a name of the shipped grammar '{shipped.Name}', which can't be changed here.");
        Check(family, occurrence.Symbol, newName);

        var changes = new Dictionary<string, IReadOnlyList<TextEdit>>();
        var changed = new Dictionary<string, Document>();
        foreach (var file in places.GroupBy(place => place.Document))
        {
            changes[file.Key.Uri] = [.. file.Select(place => new TextEdit(file.Key.Lines.RangeOf(place.Occurrence.Span), newName))];
            changed[file.Key.Path] = file.Key.With(Replace(file.Key.Text, file.Select(place => place.Occurrence.Span), newName));
        }

        cancellationToken.ThrowIfCancellationRequested();
        RenameProof.Check(family, changed, occurrence.Symbol, newName, cancellationToken);
        return new WorkspaceEdit(changes);
    }

    private static Occurrence Find(GrammarWorkspace workspace, Document document, int index)
    {
        if (document.Symbols.At(index) is not { } occurrence)
        {
            throw LspError.Failed(document.WordAt(index) is { } word && LanguageWords.Explain(word.Text, word.IsFirstOnLine) is not null
                ? $"'{word.Text}' is a word of the language."
                : "Here is no name that can be changed. Put the cursor on the name of a rule, an argument, a label, a parameter or a prefix.");
        }

        var name = TextOf(document, occurrence);
        if (occurrence.Symbol.Kind == SymbolKind.XmlName)
            throw LspError.Failed($"'{name}' is a name of the protocol's XML, which its specification gives.");
        if (occurrence.Symbol.Kind == SymbolKind.Protocol)
            throw LspError.Failed($"'{name}' is the name of a protocol, which programs use. Change it by hand, in the files that name it.");
        if (occurrence.Symbol.Kind == SymbolKind.Value && BuiltInValues.IsFixed(name))
            throw LspError.Failed($"'{name}' has a meaning of its own in this language.");
        if (Definitions.Of(workspace, document, occurrence).Count == 0)
        {
            throw LspError.Failed(CoreRuleTexts.All.ContainsKey(name)
                ? $"'{name}' is a core rule of RFC 5234."
                : $"'{name}' is not defined, so nothing tells what else has to be changed.");
        }

        return occurrence;
    }

    private static void Check(IReadOnlyList<Document> family, Symbol symbol, string newName)
    {
        if (newName.Length == 0 || !char.IsAsciiLetter(newName[0]) || !newName.All(Lexer.IsNameCharacter))
            throw LspError.Failed($"'{newName}' is no name. A name begins with a letter and has letters, digits and '-'.");
        var name = Symbol.NameOf(newName);
        if (name == symbol.Name)
            return;
        if (Keywords.IsReserved(newName))
            throw LspError.Failed($"'{newName}' has a meaning of its own in this language.");
        if (symbol.Kind == SymbolKind.Value && BuiltInValues.IsFixed(newName))
            throw LspError.Failed($"'${newName}' has a meaning of its own in this language.");

        // An argument hides a rule of its name, so the two may have one name; who would be hidden, the proof finds.
        if (family.SelectMany(file => file.Symbols.All).Any(other => other.Symbol == symbol with { Name = name }))
        {
            throw LspError.Failed(CoreRuleTexts.All.ContainsKey(newName) && symbol.Kind == SymbolKind.Rule
                ? $"'{newName}' is a core rule of RFC 5234, which is used here."
                : $"There is a '{newName}' already. Choose another name.");
        }
    }

    private static string Replace(string text, IEnumerable<TextSpan> spans, string newName)
    {
        foreach (var span in spans.OrderByDescending(span => span.Start))
            text = string.Concat(text.AsSpan(0, span.Start), newName, text.AsSpan(span.End));
        return text;
    }

    private static string TextOf(Document document, Occurrence occurrence) => document.Text[occurrence.Span.Start..occurrence.Span.End];
}
