namespace ProtocolKit.LanguageServer.Protocol;

/// <summary>A place in a text: its line, and how many UTF-16 code units stand before it there; both from 0.</summary>
internal readonly record struct Position(int Line, int Character);

/// <summary>What stands between two places.</summary>
internal readonly record struct Range(Position Start, Position End);

/// <summary>A range in a file.</summary>
internal sealed record Location(string Uri, Range Range);

/// <summary>A file, by its URI.</summary>
internal sealed record TextDocumentIdentifier(string Uri);

/// <summary>A change of a text.</summary>
internal sealed record TextEdit(Range Range, string NewText);

/// <summary>Changes of texts, by their files' URIs.</summary>
internal sealed record WorkspaceEdit(IReadOnlyDictionary<string, IReadOnlyList<TextEdit>> Changes);
