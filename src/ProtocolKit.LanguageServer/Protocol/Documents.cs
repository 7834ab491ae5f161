namespace ProtocolKit.LanguageServer.Protocol;

/// <summary>An opened file with its text.</summary>
internal sealed record TextDocumentItem(string Uri, string Text, int Version = 0);

/// <summary>The parameters of <c>textDocument/didOpen</c>.</summary>
internal sealed record DidOpenParams(TextDocumentItem TextDocument);

/// <summary>A file of which the text has changed.</summary>
internal sealed record VersionedTextDocumentIdentifier(string Uri, int Version = 0);

/// <summary>A whole new text. A range has no place here, as the server asks for whole texts.</summary>
internal sealed record ContentChange(string Text);

/// <summary>The parameters of <c>textDocument/didChange</c>.</summary>
internal sealed record DidChangeParams(VersionedTextDocumentIdentifier TextDocument, IReadOnlyList<ContentChange> ContentChanges);

/// <summary>The parameters of requests for a file, and of <c>textDocument/didClose</c> and <c>didSave</c>.</summary>
internal sealed record DocumentParams(TextDocumentIdentifier TextDocument);

/// <summary>The parameters of requests for a place.</summary>
internal sealed record PositionParams(TextDocumentIdentifier TextDocument, Position Position);

/// <summary>The parameters of <c>textDocument/references</c>.</summary>
internal sealed record ReferenceParams(TextDocumentIdentifier TextDocument, Position Position, ReferenceContext? Context = null);

/// <summary>Whether definitions are wanted among the references.</summary>
internal sealed record ReferenceContext(bool IncludeDeclaration = true);

/// <summary>The parameters of <c>textDocument/rename</c>.</summary>
internal sealed record RenameParams(TextDocumentIdentifier TextDocument, Position Position, string NewName);
