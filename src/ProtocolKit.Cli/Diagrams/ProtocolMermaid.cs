using System.Text;
using ProtocolKit.Cli.Diagrams.Sequence;
using ProtocolKit.Cli.Diagrams.States;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Cli.Diagrams;

/// <summary>The diagrams of protocols as Markdown with Mermaid in it, without those of messages, which Mermaid does not have.</summary>
internal static class ProtocolMermaid
{
    /// <summary>Writes a section for each protocol; several get a heading, and stand in the order of their names.</summary>
    public static string Of(IReadOnlyList<ProtocolModel> protocols)
    {
        var text = new StringBuilder();
        if (protocols.Count > 1)
        {
            text.Append("# Diagrams\n\n<!-- Made by protocolkit diagram; do not edit. -->\n\n");
            text.Append("How each protocol upgrades to TLS: what is said, and what the machines of the client and the server do.\n\n");
            text.AppendJoin(" ·\n", Ordered(protocols).Select(Link)).Append("\n\n");
        }

        text.AppendJoin('\n', Ordered(protocols).Select(protocol => Section(protocol, protocols)));
        return text.ToString();
    }

    private static string Link(ProtocolModel protocol) => $"[{protocol.Name}](#{protocol.Name.ToLowerInvariant()})";

    private static IEnumerable<ProtocolModel> Ordered(IEnumerable<ProtocolModel> protocols) =>
        protocols.OrderBy(protocol => protocol.Name, StringComparer.Ordinal);

    private static string Section(ProtocolModel protocol, IReadOnlyList<ProtocolModel> all)
    {
        var text = new StringBuilder($"## {protocol.Name}\n\n");
        foreach (var fact in ProtocolFacts.Of(protocol))
            text.Append(Markdown(DiagramText.Of(fact))).Append("  \n");
        text.Append('\n');
        if (all.FirstOrDefault(other => other != protocol && other.TypeName == protocol.SameAs) is { } origin)
            return text.Append($"The same as {Link(origin)}, on other ports.\n").ToString();

        (string Title, IReadOnlyList<SequenceItem> Items)[] sequences =
        [
            ("The dialogue", SequenceBuilder.Dialogue(protocol)),
            ("Where TLS starts with the first octet", SequenceBuilder.DialogueFromTls(protocol)),
            ("At any time, one of these", SequenceBuilder.AnyTime(protocol)),
        ];
        foreach (var (title, items) in sequences.Where(sequence => sequence.Items.Count > 0))
            Block(text, title, SequenceMermaid.Lines(items));
        Block(text, "The client's machine", StateMermaid.Lines(StateGraph.Of(protocol, isClient: true)));
        Block(text, "The server's machine", StateMermaid.Lines(StateGraph.Of(protocol, isClient: false)));
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void Block(StringBuilder text, string title, IEnumerable<string> lines) =>
        text.Append($"{title}:\n\n```mermaid\n").AppendJoin('\n', lines).Append("\n```\n\n");

    private static string Markdown(string text) => string.Concat(
        text.Select(c => "\\`*_{}[]<>()#+!|&".Contains(c, StringComparison.Ordinal) ? $"\\{c}" : $"{c}"));
}
