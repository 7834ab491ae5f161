using System.Text.Json;

namespace ProtocolKit.LanguageServer.Protocol;

/// <summary>The parameters of <c>initialize</c>: nothing that the editor says of itself changes what it is answered.</summary>
internal sealed record InitializeParams(JsonElement? Capabilities = null);

/// <summary>What the server can do.</summary>
internal sealed record InitializeResult(ServerCapabilities Capabilities, ServerInfo ServerInfo);

/// <summary>The server's name and version.</summary>
internal sealed record ServerInfo(string Name, string Version);

/// <summary>The features of the server.</summary>
internal sealed record ServerCapabilities
{
    public string PositionEncoding { get; init; } = "utf-16";

    public SyncOptions TextDocumentSync { get; init; } = new();

    public bool HoverProvider { get; init; } = true;

    public bool DefinitionProvider { get; init; } = true;

    public bool ReferencesProvider { get; init; } = true;

    public bool DocumentSymbolProvider { get; init; } = true;

    public RenameOptions RenameProvider { get; init; } = new();

    public CompletionOptions CompletionProvider { get; init; } = new();
}

/// <summary>How texts are kept up to date: whole.</summary>
internal sealed record SyncOptions
{
    public bool OpenClose { get; init; } = true;

    public int Change { get; init; } = 1;

    public bool Save { get; init; } = true;
}

/// <summary>The editor asks first whether a name can be changed.</summary>
internal sealed record RenameOptions
{
    public bool PrepareProvider { get; init; } = true;
}

/// <summary>The characters behind which completions are offered unasked.</summary>
internal sealed record CompletionOptions
{
    public IReadOnlyList<string> TriggerCharacters { get; init; } = ["$", ">"];
}
