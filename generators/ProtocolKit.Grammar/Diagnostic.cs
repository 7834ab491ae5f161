using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar;

/// <summary>What was found in a grammar: where, what is wrong, and what to write instead.</summary>
/// <param name="Descriptor">The kind of finding: its id, title and severity.</param>
/// <param name="Message">The finding in words.</param>
/// <param name="Path">The file it stands in; for a variant, the file in which the offending name is written.</param>
/// <param name="Span">Where it stands in that file.</param>
public sealed record GrammarDiagnostic(GrammarDiagnosticDescriptor Descriptor, string Message, string Path, TextSpan Span)
{
    /// <summary>The id, such as <c>PK020</c>.</summary>
    public string Id => Descriptor.Id;

    /// <summary>Whether the grammar can't be compiled.</summary>
    public bool IsError => Descriptor.IsError;
}

/// <summary>A kind of finding.</summary>
/// <param name="Id">Its id, such as <c>PK020</c>.</param>
/// <param name="Title">What is wrong, in a few words.</param>
/// <param name="IsError">Whether a grammar with it can't be compiled; else it is a warning.</param>
public sealed record GrammarDiagnosticDescriptor(string Id, string Title, bool IsError = true)
{
    /// <summary>Where its cause and remedy are documented.</summary>
    public string HelpLink => LinkTo(Id);

    /// <summary>Where the cause and remedy of a finding are documented.</summary>
    /// <param name="id">Its id, such as <c>PK020</c>.</param>
    public static string LinkTo(string id) => $"{GrammarDiagnostics.Documentation}#{id.ToLowerInvariant()}";
}
