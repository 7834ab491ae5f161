using ProtocolKit.Testing;

namespace ProtocolKit.Cli;

/// <summary>Reads recorded dialogues.</summary>
internal static class DialogueFile
{
    /// <summary>The most octets that a dialogue may have: it is replayed as many times.</summary>
    private const int MaxOctets = 32 * 1024;

    public const string Help =
        """
        A dialogue is text:
          # TITLE       begins a dialogue; there may be several
          C: OCTETS     what the client said, with the escapes \r \n \t \\ \" and \xNN
          S: OCTETS     what the server said
          -- NOTE       a note; these count, the last two before the first message only:
                          TLS handshake done              server closed the connection
                          host NAME                       parameter NAME=VALUE, one of the client's
        """;

    /// <exception cref="UsageException">The file cannot be read, or holds no dialogue.</exception>
    public static IReadOnlyList<TranscriptSection> Read(string path, string? title)
    {
        IReadOnlyList<TranscriptSection> dialogues;
        try
        {
            dialogues = [.. Transcript.Parse(File.ReadAllText(path)).Sections.Where(IsDialogue)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{path} cannot be read: {failure.Message}");
        }
        catch (FormatException failure)
        {
            throw new UsageException($"{path} is no dialogue. {PeerText.Escape(failure.Message)}");
        }

        if (dialogues.Count == 0)
            throw new UsageException($"{path} holds no dialogue: no line begins with 'C: ' or 'S: '.");
        if (dialogues.FirstOrDefault(dialogue => dialogue.Lines.Sum(line => line.Octets.Length) > MaxOctets) is { } tooLong)
            throw new UsageException($"{path}({tooLong.Lines[0].Number}): the dialogue has more than {MaxOctets} octets.");
        if (title is null)
            return dialogues;
        TranscriptSection[] chosen = [.. dialogues.Where(dialogue => dialogue.Title.StartsWith(title, StringComparison.OrdinalIgnoreCase))];
        return chosen.Length > 0
            ? chosen
            : throw new UsageException($"No dialogue in {path} has a title that begins with '{PeerText.Escape(title)}'.");
    }

    private static bool IsDialogue(TranscriptSection section) =>
        section.ReachesTls || section.Lines.Any(line => line.Kind != TranscriptLineKind.Note);
}
