using ProtocolKit.Testing;

namespace ProtocolKit.Cli;

/// <summary>Shows a dialogue as RFCs print it.</summary>
internal static class DialogueText
{
    private const int MaxOctets = 2048;

    /// <summary>A line of it, its octets escaped; the line end of text is left out, as in RFCs.</summary>
    public static string Of(TranscriptLine line) => line.Kind switch
    {
        TranscriptLineKind.Client => "C: " + Shown(line),
        TranscriptLineKind.Server => "S: " + Shown(line),
        _ => "-- " + line.Note,
    };

    private static string Shown(TranscriptLine line)
    {
        var octets = line.Octets.Span;
        return EscapedText.Escape(octets.EndsWith("\r\n"u8) ? octets[..^2] : octets, MaxOctets);
    }
}
