using ProtocolKit.Generator.Tests.Sentences;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Generator.Tests.Places;

/// <summary>Compares the emitted parser of a message with its automaton, on sentences in which a part is repeated that leads from a state
/// back to it: parsers read many octets at once where lists are long.</summary>
internal sealed class PumpedSentences(CompiledGrammars grammars, ProtocolModel protocol, MessageModel message)
{
    /// <summary>Longer than the blocks in which octets are classified.</summary>
    private const int MaxOctets = 300;

    private const int MaxPart = 70;
    private const int Drawn = 25;
    private static readonly byte[] s_octets = [0, 9, 10, 13, .. " !\",-./0=:;@AZ[az{|~"u8, 0x7F, 0x80, 0xFF];

    private readonly AutomatonFacts _facts = new(protocol, message);
    private readonly Agreement _agreement = new(grammars, protocol, message);
    private readonly HashSet<(int State, int Length)> _pumped = [];

    /// <summary>How many sentences were compared.</summary>
    public long Compared => _agreement.Compared;

    /// <summary>Repeats parts of sentences, and changes what comes of that.</summary>
    /// <param name="count">How often.</param>
    /// <param name="random">Draws the sentences, the parts and the changes.</param>
    public void Run(int count, Random random)
    {
        var parts = Draw(random).SelectMany(sentence => Parts(sentence).Select(part => (sentence, part.Begin, part.End))).ToArray();
        for (var i = 0; i < count && parts.Length > 0; i++)
        {
            var (sentence, begin, end) = parts[random.Next(parts.Length)];
            var octets = Pumped(sentence.Octets, begin, end, random);
            Check(i % 4 == 0 ? octets : Changed(octets, random), sentence.Values, random);
        }
    }

    /// <summary>Tries each way through a repetition behind, and before, others.</summary>
    /// <param name="count">How many messages are tried of each repetition.</param>
    /// <param name="random">Draws the ways.</param>
    public void RunThrough(int count, Random random)
    {
        var search = new PlaceSearch(_facts);
        var values = Draw(random).FirstOrDefault()?.Values ?? new DrawnValues();
        search.Explore(new AutomatonReader(_facts, values));
        foreach (var cycles in count == 0 ? [] : Cycles.Of(_facts.States))
        {
            if (!search.Places.TryGetValue(new Place(cycles.Begin.Id, -1, 0), out var readers))
                continue;
            var (ways, ends) = (cycles.Ways(random).ToArray(), cycles.Ends(random).Append([]).ToArray());
            for (var i = 0; i < count; i++)
                RunThrough(readers[0], ways, ends[random.Next(ends.Length)], values, random);
        }
    }

    private void RunThrough(AutomatonReader reader, byte[][] ways, byte[] end, DrawnValues values, Random random)
    {
        var most = ways[random.Next(ways.Length)];
        var octets = reader.At.Octets.ToArray().ToList();
        for (var length = random.Next(MaxPart, MaxOctets); octets.Count < length;)
            octets.AddRange(random.Next(3) == 0 ? ways[random.Next(ways.Length)] : most);
        octets.AddRange(end);
        var read = new AutomatonReader(_facts, values).ReadAll(octets.ToArray());
        octets.AddRange(new Completion(_facts).Of(read) ?? []);
        Check(random.Next(4) == 0 ? Changed([.. octets], random) : [.. octets], values, random);
    }

    private IEnumerable<Sentence> Draw(Random random) => Enumerable.Range(0, Drawn).Select(_ => Sentence.Draw(protocol, message, random))
        .OfType<Sentence>().Where(sentence => sentence.Octets.Length <= MaxOctets);

    /// <summary>The parts of a sentence that lead from a state back to it, each of another state or length than those before.</summary>
    private List<(int Begin, int End)> Parts(Sentence sentence)
    {
        var parts = new List<(int, int)>();
        var reader = new AutomatonReader(_facts, sentence.Values);
        var states = new List<int>();
        foreach (var octet in sentence.Octets)
        {
            states.Add(reader.At.Header is null && reader.State.Depth == 0 ? reader.At.State : -1);
            if (reader.Read(octet) != Verdict.NeedMoreData)
                break;
            if (reader.At.Header is not null || reader.State.Depth > 0)
                continue;
            var begin = states.LastIndexOf(reader.At.State);
            var length = states.Count - begin;
            if (begin >= 0 && length is > 1 and <= MaxPart && _pumped.Add((reader.At.State, length)))
                parts.Add((begin, states.Count));
        }

        return parts;
    }

    /// <summary>Parts of several lengths stand one behind the other, so that blocks begin and end anywhere in them.</summary>
    private static byte[] Pumped(byte[] octets, int begin, int end, Random random)
    {
        var part = octets[begin..end];
        var count = random.Next(2, Math.Max(3, (MaxOctets - octets.Length) / part.Length));
        return [.. octets[..end], .. Enumerable.Repeat(part, count).SelectMany(more => more), .. octets[end..]];
    }

    private void Check(byte[] octets, DrawnValues values, Random random)
    {
        var reader = new AutomatonReader(_facts, values).ReadAll(octets);
        _agreement.Check(reader, octets, octets.Length);
        var cut = random.Next(octets.Length);
        _agreement.Check(reader, octets, [cut, octets.Length]);
        _agreement.Check(reader, octets, [.. Enumerable.Range(0, octets.Length).Where(_ => random.Next(16) == 0), octets.Length]);
    }

    private static byte[] Changed(byte[] octets, Random random)
    {
        var changed = octets.ToList();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var position = random.Next(changed.Count);
            var octet = random.Next(4) == 0 ? (byte)random.Next(256) : s_octets[random.Next(s_octets.Length)];
            switch (random.Next(4))
            {
                case 0:
                    changed.Insert(position, octet);
                    break;
                case 1 when changed.Count > 1:
                    changed.RemoveAt(position);
                    break;
                case 2:
                    changed.InsertRange(position, Enumerable.Repeat((byte)'x', random.Next(1, 70)));
                    break;
                default:
                    changed[position] = octet;
                    break;
            }
        }

        return [.. changed];
    }
}
