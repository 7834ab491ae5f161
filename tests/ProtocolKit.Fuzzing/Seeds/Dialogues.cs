using ProtocolKit.Protocols.Tests;
using ProtocolKit.Testing;

namespace ProtocolKit.Fuzzing.Seeds;

/// <summary>What peers say, turn by turn: as it was recorded, and as the generated machines say it.</summary>
internal static class Dialogues
{
    /// <summary>What one side says in its turns.</summary>
    /// <param name="Protocol">The protocol.</param>
    /// <param name="FromServer">Which side.</param>
    /// <param name="Turns">The turns.</param>
    internal sealed record Seed(ProtocolDefinition Protocol, bool FromServer, IReadOnlyList<byte[]> Turns);

    /// <summary>The turns of both sides, of all dialogues.</summary>
    public static IEnumerable<Seed> Turns => Recorded.Concat(Catalog.All.Select(OwnConversation.Record))
        .SelectMany(dialogue => new[] { dialogue.Of(isServer: true), dialogue.Of(isServer: false) })
        .Where(seed => seed.Turns.Count > 0);

    /// <summary>The messages in them.</summary>
    public static IEnumerable<(ProtocolDefinition Protocol, byte[] Octets)> Messages =>
        Recorded.SelectMany(dialogue => dialogue.Lines.Select(line => (dialogue.Protocol, line.Octets)))
            .Concat(Catalog.All.SelectMany(protocol => OwnConversation.Record(protocol).Lines.Select(line => (protocol, line.Octets))));

    private static IEnumerable<Dialogue> Recorded =>
        from path in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Transcripts"), "*.txt").Order()
        let file = Path.GetFileNameWithoutExtension(path)
        let protocol = Catalog.All.Single(definition => definition.Name == Recordings.ProtocolOf(file).Name)
        from section in Recordings.Read(file).Sections
        select new Dialogue(protocol, [.. Said(section.BeforeTls, isInside: false), .. Said(section.InsideTls, isInside: true)]);

    private static IEnumerable<Line> Said(IEnumerable<TranscriptLine> lines, bool isInside) =>
        lines.Where(line => line.Kind != TranscriptLineKind.Note)
            .Select(line => new Line(line.Kind == TranscriptLineKind.Server, isInside, line.Octets.ToArray()));

    /// <summary>What one side said.</summary>
    internal sealed record Line(bool FromServer, bool IsInsideTls, byte[] Octets);

    /// <summary>What both sides said.</summary>
    internal sealed record Dialogue(ProtocolDefinition Protocol, IReadOnlyList<Line> Lines)
    {
        /// <summary>The turns of one side, with what it repeats of the other's marked as such.</summary>
        public Seed Of(bool isServer)
        {
            var turns = new List<byte[]>();
            byte[] other = [];
            for (var i = 0; i < Lines.Count; i++)
            {
                if (Lines[i].FromServer != isServer)
                    other = Lines[i].Octets;
                else if (i > 0 && Lines[i - 1].FromServer == isServer && Lines[i - 1].IsInsideTls == Lines[i].IsInsideTls)
                    turns[^1] = [.. turns[^1], .. RepeatedValues.Mark(Lines[i].Octets, other)];
                else
                    turns.Add(RepeatedValues.Mark(Lines[i].Octets, other));
            }

            return new Seed(Protocol, isServer, turns);
        }
    }
}
