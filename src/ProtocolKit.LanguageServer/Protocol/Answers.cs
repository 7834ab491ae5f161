namespace ProtocolKit.LanguageServer.Protocol;

/// <summary>The findings of a file.</summary>
internal sealed record PublishDiagnosticsParams(string Uri, int? Version, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>A finding.</summary>
internal sealed record Diagnostic(Range Range, int Severity, string Code, CodeDescription CodeDescription, string Message)
{
    public const int Error = 1;
    public const int Warning = 2;

    /// <summary>Shown faded: nothing uses it.</summary>
    public const int Unnecessary = 1;

    public string Source { get; init; } = "protocolkit";

    public IReadOnlyList<int>? Tags { get; init; }

    public IReadOnlyList<RelatedInformation>? RelatedInformation { get; init; }
}

/// <summary>Where a kind of finding is documented.</summary>
internal sealed record CodeDescription(string Href);

/// <summary>Another place that a finding is about.</summary>
internal sealed record RelatedInformation(Location Location, string Message);

/// <summary>A text in Markdown.</summary>
internal sealed record MarkupContent(string Value)
{
    public string Kind { get; init; } = "markdown";
}

/// <summary>What is shown of a name under the pointer.</summary>
internal sealed record Hover(MarkupContent Contents, Range Range);

/// <summary>The name that is about to be changed.</summary>
internal sealed record PrepareRenameResult(Range Range, string Placeholder);

/// <summary>Something in a file's outline.</summary>
internal sealed record DocumentSymbol(string Name, int Kind, Range Range, Range SelectionRange)
{
    public string? Detail { get; init; }

    public IReadOnlyList<DocumentSymbol>? Children { get; init; }
}

/// <summary>What may be written at a place.</summary>
internal sealed record CompletionItem(string Label, int Kind, TextEdit TextEdit)
{
    public string? Detail { get; init; }

    public MarkupContent? Documentation { get; init; }
}

/// <summary>The protocol's numbers for kinds in outlines and of completions.</summary>
internal static class Kinds
{
    public const int OutlineNamespace = 3;
    public const int OutlineField = 8;
    public const int OutlineFunction = 12;
    public const int OutlineVariable = 13;
    public const int OutlineModule = 2;
    public const int OutlineEvent = 24;
    public const int OutlineText = 15;

    public const int Function = 3;
    public const int Field = 5;
    public const int Variable = 6;
    public const int Module = 9;
    public const int Keyword = 14;
    public const int EnumMember = 20;
    public const int Constant = 21;
}
