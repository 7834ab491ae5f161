using System.Text;

namespace ProtocolKit.Testing;

/// <summary>How a dialogue is replayed.</summary>
public sealed record ReplayOptions
{
    /// <summary>The name that a client's machine believes to talk to.</summary>
    public string Host { get; init; } = "localhost";

    /// <summary>The protocol's parameters and their values; for a list, one entry per value.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; } = [];

    /// <summary>Whether the machine starts inside TLS. The recording then has no handshake note.</summary>
    public bool ImplicitTls { get; init; }

    /// <summary>With what a server's machine refuses, or null.</summary>
    public Func<UpgradeOutcome?>? Refusal { get; init; }

    /// <summary>What is noted of the client before the first message of a dialogue: <c>-- host NAME</c>, <c>-- parameter NAME=VALUE</c>
    /// with the escapes of <see cref="TranscriptEscapes"/>, and the handshake, where TLS starts with the first octet.</summary>
    /// <param name="dialogue">The dialogue.</param>
    /// <exception cref="FormatException">A note is not understood.</exception>
    public static ReplayOptions Of(TranscriptSection dialogue)
    {
        ArgumentNullException.ThrowIfNull(dialogue);
        var options = new ReplayOptions();
        foreach (var line in dialogue.Lines.TakeWhile(line => line.Kind == TranscriptLineKind.Note))
        {
            if (line.IsNote(TranscriptLine.Host))
                options = options with { Host = Unescape(line.Note[TranscriptLine.Host.Length..]) };
            else if (line.IsNote(TranscriptLine.Parameter))
                options = options with { Parameters = [.. options.Parameters, Setting(line.Note[TranscriptLine.Parameter.Length..])] };
            else if (line.IsNote(TranscriptLine.TlsHandshakeDone))
                options = options with { ImplicitTls = true };
        }

        return options;

        static KeyValuePair<string, string> Setting(string text) => text.Split('=', 2) is [var name, var value]
            ? new(name.Trim(), Unescape(value))
            : throw new FormatException($"A parameter is noted as NAME=VALUE, not as '{text}'.");
        static string Unescape(string text) => Encoding.UTF8.GetString(TranscriptEscapes.Unescape(text));
    }

    /// <summary>Compares what a client's machine wrote with what the recorded client had sent. Null for
    /// <see cref="MessageAlignment.Align"/>.</summary>
    public AlignMessages? Align { get; init; }
}

/// <summary>Compares a message that a machine wrote with the one that stands in the recording.</summary>
/// <param name="protocol">The protocol.</param>
/// <param name="message">The message's name in the grammar.</param>
/// <param name="written">What the machine wrote.</param>
/// <param name="recorded">What was recorded.</param>
/// <returns>Null if they are different messages; else what has to be replaced in the recorded answers, empty if nothing.</returns>
public delegate IReadOnlyList<Substitution>? AlignMessages(
    ProtocolDefinition protocol, string message, ReadOnlySpan<byte> written, ReadOnlySpan<byte> recorded);

/// <summary>A value of the recorded client that the machine chose otherwise, such as a tag: recorded answers repeat the old one.</summary>
/// <param name="Recorded">The recorded value: in text a word or more, in BER a whole element.</param>
/// <param name="Written">What the machine wrote in its place.</param>
public sealed record Substitution(ReadOnlyMemory<byte> Recorded, ReadOnlyMemory<byte> Written)
{
    /// <summary>Whether these are whole binary messages, somewhere in which there may be a number that an answer repeats.</summary>
    internal bool IsWholeMessage { get; init; }
}
