namespace ProtocolKit.Cli.Diagrams.States;

/// <summary>Writes state diagrams in Mermaid's language.</summary>
internal static class StateMermaid
{
    public static IEnumerable<string> Lines(StateGraph graph)
    {
        var ids = graph.Nodes.Index().ToDictionary(
            node => node.Item.Id, node => node.Item.Kind == StateNodeKind.Begin ? "[*]" : $"s{node.Index}");
        var ends = graph.Nodes.SelectMany(node => node.Ways).Select(way => way.End).OfType<string>().Distinct().Index()
            .ToDictionary(end => end.Item, end => $"e{end.Index + 1}");
        yield return "stateDiagram-v2";
        foreach (var node in graph.Nodes.Where(node => node.Kind != StateNodeKind.Begin))
            yield return $"    state \"{MermaidText.Of(node.IsInsideTls ? $"{node.Name}, inside TLS" : node.Name)}\" as {ids[node.Id]}";
        foreach (var (name, id) in ends)
            yield return $"    state \"ends: {MermaidText.Of(name)}\" as {id}";
        foreach (var node in graph.Nodes)
        {
            foreach (var group in node.Ways.GroupBy(way => way.Then is { } then ? ids[then] : ends[way.End!]))
            {
                var label = string.Join(", ", group.Select(way => MermaidText.Of(way.Label)).Where(one => one.Length > 0));
                yield return $"    {ids[node.Id]} --> {group.Key}{(label.Length > 0 ? ": " + label : "")}";
            }
        }

        foreach (var last in graph.Nodes.Where(node => node.Kind == StateNodeKind.Done))
            yield return $"    {ids[last.Id]} --> [*]";
    }
}
