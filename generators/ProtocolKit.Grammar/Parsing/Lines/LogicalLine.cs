using ProtocolKit.Grammar.Parsing.Lexing;

namespace ProtocolKit.Grammar.Parsing.Lines;

internal enum LineKind
{
    /// <summary>Nothing that can be told; reported by who cut the lines.</summary>
    Unknown,
    Protocol,
    Fact,
    Rule,
    DialogueHeader,

    /// <summary>The line <c>dialogue from tls</c>.</summary>
    TlsDialogueHeader,
    MessageStep,

    /// <summary>A line below <c>dialogue from tls</c>.</summary>
    TlsMessageStep,
    TlsStep,
    AnyTimeHeader,
    AnyTimeLine,
    UnreadableLine,
    SaysHeader,
    SaysText,

    /// <summary>The <c>TLS</c> line of <c>says</c>.</summary>
    SaysTls,
}

/// <summary>A line with those that continue it.</summary>
/// <param name="Kind">What it is, to judge by how it begins.</param>
/// <param name="Tokens">Its tokens, and one of kind <see cref="TokenKind.End"/>.</param>
internal sealed record LogicalLine(LineKind Kind, Token[] Tokens);
