namespace ProtocolKit.Testing;

/// <summary>One line of a transcript: octets that went over the wire, or a note.</summary>
/// <param name="Kind">What the line is.</param>
/// <param name="Octets">The octets that were sent; empty for a note.</param>
/// <param name="Note">The note's text; empty for octets.</param>
/// <param name="Number">The line's number in the file, from 1.</param>
public sealed record TranscriptLine(TranscriptLineKind Kind, ReadOnlyMemory<byte> Octets, string Note, int Number)
{
    /// <summary>How a note begins that stands where the handshake was done.</summary>
    public const string TlsHandshakeDone = "TLS handshake done";

    /// <summary>How a note begins that names the host which the client asked for.</summary>
    internal const string Host = "host ";

    /// <summary>How a note begins that holds a parameter of the client's: its name, <c>=</c>, its value.</summary>
    internal const string Parameter = "parameter ";

    /// <summary>How a note begins that stands where the server closed the connection.</summary>
    internal const string ServerClosed = "server closed the connection";

    /// <summary>Whether it is a note that begins so.</summary>
    /// <param name="beginning">The beginning.</param>
    public bool IsNote(string beginning) =>
        Kind == TranscriptLineKind.Note && Note.StartsWith(beginning, StringComparison.Ordinal);

    /// <summary>Writes the line as <see cref="Transcript.Parse"/> reads it.</summary>
    public override string ToString() =>
        Kind == TranscriptLineKind.Note ? DialogueNotation.Note(Note) : DialogueNotation.Write(Speaker, Octets.Span);

    /// <summary>Writes the line for people, as <see cref="DialogueNotation.Show"/> does.</summary>
    public string Show() => Kind == TranscriptLineKind.Note ? DialogueNotation.Note(Note) : DialogueNotation.Show(Speaker, Octets.Span);

    private UpgradeRole Speaker => Kind == TranscriptLineKind.Client ? UpgradeRole.Client : UpgradeRole.Server;
}

/// <summary>What a line of a transcript is.</summary>
public enum TranscriptLineKind
{
    /// <summary><c>-- </c>: not on the wire.</summary>
    Note,

    /// <summary><c>C: </c>: what the client sent.</summary>
    Client,

    /// <summary><c>S: </c>: what the server sent.</summary>
    Server,
}
