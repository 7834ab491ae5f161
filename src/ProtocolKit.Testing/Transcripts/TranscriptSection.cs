namespace ProtocolKit.Testing;

/// <summary>One recorded dialogue: the lines below a <c># title</c>.</summary>
/// <param name="Title">The title, without the parenthesis at its end; empty if there is none.</param>
/// <param name="Remark">What stands in the parenthesis at the title's end, such as <c>port 10025</c>; empty if there is none.</param>
/// <param name="Lines">The lines.</param>
public sealed record TranscriptSection(string Title, string Remark, IReadOnlyList<TranscriptLine> Lines)
{
    /// <summary>Whether a handshake was done in it.</summary>
    public bool ReachesTls => Lines.Any(line => line.IsNote(TranscriptLine.TlsHandshakeDone));

    /// <summary>The lines up to the first handshake, or all of them if there was none.</summary>
    public IEnumerable<TranscriptLine> BeforeTls => Lines.TakeWhile(line => !line.IsNote(TranscriptLine.TlsHandshakeDone));

    /// <summary>The lines behind the first handshake.</summary>
    public IEnumerable<TranscriptLine> InsideTls => Lines.SkipWhile(line => !line.IsNote(TranscriptLine.TlsHandshakeDone)).Skip(1);

    /// <summary>Whether the recording ends because the server, or the network, ended the connection.</summary>
    public bool EndsByServer =>
        Lines.Count > 0 && (Lines[^1].IsNote(TranscriptLine.ServerClosed) || Lines[^1].IsNote("connection broken"));

    /// <summary>Shows the title.</summary>
    public override string ToString() => Title;
}
