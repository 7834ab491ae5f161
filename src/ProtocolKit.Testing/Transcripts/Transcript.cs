namespace ProtocolKit.Testing;

/// <summary>Recorded dialogues.</summary>
/// <remarks>
/// <c># title</c> begins a section, <c>C: </c> and <c>S: </c> hold what client and server sent, with the escapes of
/// <see cref="TranscriptEscapes"/>, and <c>-- </c> a note. A title without lines below it is a remark.
/// </remarks>
public sealed class Transcript
{
    private Transcript(IReadOnlyList<TranscriptSection> sections) => Sections = sections;

    /// <summary>The dialogues.</summary>
    public IReadOnlyList<TranscriptSection> Sections { get; }

    /// <summary>Finds a dialogue by the beginning of its title.</summary>
    /// <param name="title">The title, or its beginning.</param>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public TranscriptSection this[string title] =>
        Sections.FirstOrDefault(section => section.Title.StartsWith(title, StringComparison.Ordinal))
        ?? throw new KeyNotFoundException($"No section begins with \"{title}\". There are: {string.Join("; ", Sections)}.");

    /// <summary>Reads a transcript.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">A line is not understood; the message says which and why.</exception>
    public static Transcript Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sections = new List<TranscriptSection>();
        var title = "";
        var lines = new List<TranscriptLine>();
        var number = 0;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (line.StartsWith('#'))
            {
                Finish();
                title = line[1..].Trim();
            }
            else if (line.Length > 0)
            {
                lines.Add(ParseLine(line, number));
            }
        }

        Finish();
        return new Transcript(sections);

        void Finish()
        {
            if (lines.Count > 0)
                sections.Add(MakeSection(title, [.. lines]));
            lines.Clear();
        }
    }

    private static TranscriptSection MakeSection(string title, TranscriptLine[] lines)
    {
        var remark = title.EndsWith(')') ? title.LastIndexOf(" (", StringComparison.Ordinal) : -1;
        return remark < 0
            ? new TranscriptSection(title, "", lines)
            : new TranscriptSection(title[..remark], title[(remark + 2)..^1], lines);
    }

    private static TranscriptLine ParseLine(string line, int number)
    {
        // Editors take away the space at the end of a line without content.
        var mark = line.Length > 3 ? line[..3] : line.TrimEnd() + " ";
        var rest = line.Length > 3 ? line[3..] : "";
        try
        {
            return mark switch
            {
                "C: " => new TranscriptLine(TranscriptLineKind.Client, TranscriptEscapes.Unescape(rest), "", number),
                "S: " => new TranscriptLine(TranscriptLineKind.Server, TranscriptEscapes.Unescape(rest), "", number),
                "-- " => new TranscriptLine(TranscriptLineKind.Note, default, rest, number),
                _ => throw new FormatException("A line begins with '# ', 'C: ', 'S: ' or '-- '."),
            };
        }
        catch (FormatException failure)
        {
            throw new FormatException($"Line {number}: {failure.Message}", failure);
        }
    }
}
