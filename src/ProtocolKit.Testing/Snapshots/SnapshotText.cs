using System.Globalization;
using System.Text;
using ProtocolKit.Grammar.Emit;

namespace ProtocolKit.Testing.Snapshots;

/// <summary>Texts that are worth a snapshot.</summary>
public static class SnapshotText
{
    /// <summary>The C# that a protocol's grammar becomes, in the namespace <c>ProtocolKit.Protocols</c>.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <exception cref="ArgumentNullException"><paramref name="protocol"/> is null.</exception>
    /// <exception cref="ArgumentException">The assembly of the protocol does not hold its grammar.</exception>
    public static string OfGeneratedCode(ProtocolDefinition protocol)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        return ProtocolEmitter.Emit(EmbeddedGrammars.Compile(protocol), new EmitOptions(FileName: protocol.Name + ".protocol"));
    }

    /// <summary>The labelled values of a message, one a line: the label, and its octets, escaped by <see cref="EscapedText"/>. Those of a
    /// record stand behind its number.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="message">The message's name in the grammar.</param>
    /// <param name="octets">The whole message.</param>
    /// <exception cref="ArgumentNullException"><paramref name="protocol"/> or <paramref name="message"/> is null.</exception>
    /// <exception cref="ArgumentException">The octets are not that message.</exception>
    public static string OfLabels(ProtocolDefinition protocol, string message, ReadOnlySpan<byte> octets)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(message);
        var text = new StringBuilder();
        protocol.VisitLabels(message, octets, (label, value, record) =>
        {
            if (record > 0)
                text.Append(CultureInfo.InvariantCulture, $"{record}. ");
            text.Append(CultureInfo.InvariantCulture, $"{label}: {EscapedText.Escape(value, int.MaxValue)}\n");
        });
        return text.ToString();
    }

    /// <summary>A dialogue, in the lines that <see cref="Transcript.Parse"/> reads.</summary>
    /// <remarks>Values that a protocol invents are others each time.</remarks>
    /// <param name="dialogue">The dialogue.</param>
    /// <exception cref="ArgumentNullException"><paramref name="dialogue"/> is null.</exception>
    public static string OfDialogue(TranscriptSection dialogue)
    {
        ArgumentNullException.ThrowIfNull(dialogue);
        return $"# {dialogue.Title}\n{string.Concat(dialogue.Lines.Select(line => line + "\n"))}";
    }
}
