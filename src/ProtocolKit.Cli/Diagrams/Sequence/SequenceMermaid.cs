namespace ProtocolKit.Cli.Diagrams.Sequence;

/// <summary>Writes sequence diagrams in Mermaid's language.</summary>
internal static class SequenceMermaid
{
    public static IEnumerable<string> Lines(IReadOnlyList<SequenceItem> items)
    {
        yield return "sequenceDiagram";
        yield return "    participant client";
        yield return "    participant server";
        foreach (var item in items)
        {
            foreach (var line in Of(item, "    "))
                yield return line;
        }
    }

    private static IEnumerable<string> Of(SequenceItem item, string indent) => item switch
    {
        SequenceMessage message =>
            [$"{indent}{(message.FromClient ? "client->>server" : "server->>client")}: {MermaidText.Of(message.Text)}"],
        SequenceNote note => [Note(note.Text, indent)],
        SequenceTls tls => [Note(tls.Text, indent)],
        SequenceEnd end => [Note(end.Text, indent)],
        SequenceFrame frame => Of(frame, indent),
        _ => throw new InvalidOperationException($"There is no item {item.GetType().Name}."),
    };

    private static string Note(string text, string indent) => $"{indent}Note over client,server: {MermaidText.Of(text)}";

    private static IEnumerable<string> Of(SequenceFrame frame, string indent)
    {
        var next = frame.Kind == SequenceFrameKind.Par ? "and" : "else";
        foreach (var (i, section) in frame.Sections.Index())
        {
            yield return $"{indent}{(i > 0 ? next : frame.Kind.ToString().ToLowerInvariant())} {MermaidText.Of(section.Caption)}".TrimEnd();
            foreach (var line in section.Items.SelectMany(item => Of(item, indent + "    ")))
                yield return line;
        }

        yield return indent + "end";
    }
}
