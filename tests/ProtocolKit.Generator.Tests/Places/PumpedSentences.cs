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
    private const int LongPart = 12;
    private const int Drawn = 25;
    private static readonly byte[] s_octets = [0, 9, 10, 13, .. " !\",-./0=:;@AZ[az{|~"u8, 0x7F, 0x80, 0xFF];

    private static readonly byte[] s_few = [0, 9, 13, .. " =:x"u8, 0x80];

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
        _pumped.Clear();
        var parts = Draw(random).SelectMany(sentence => Parts(sentence).Select(part => (sentence, part.Begin, part.End))).ToArray();
        for (var i = 0; i < count && parts.Length > 0; i++)
        {
            var (sentence, begin, end) = parts[random.Next(parts.Length)];
            var octets = Pumped(sentence.Octets, begin, end, random);
            Check(i % 4 == 0 ? octets : Changed(octets, random), sentence.Values, random);
        }
    }

    /// <summary>Changes one of many repeated parts in each octet, in all ways that may matter.</summary>
    /// <param name="parts">How many parts are tried, at most.</param>
    /// <param name="random">Draws the sentences.</param>
    public void RunThrough(int parts, Random random)
    {
        var all = Draw(random).SelectMany(sentence => Parts(sentence).Select(part => (sentence, part.Begin, part.End))).ToArray();
        foreach (var (sentence, begin, end) in all.OrderByDescending(part => Math.Min(part.End - part.Begin, LongPart)).Take(parts))
            RunThrough(sentence, begin, end);
    }

    private IEnumerable<Sentence> Draw(Random random) => Enumerable.Range(0, Drawn).Select(_ => Sentence.Draw(protocol, message, random))
        .OfType<Sentence>().Where(sentence => sentence.Octets.Length <= MaxOctets);

    private void RunThrough(Sentence sentence, int begin, int end)
    {
        var part = sentence.Octets[begin..end];
        byte[] before = [.. sentence.Octets[..end], .. Enumerable.Repeat(part, 1 + MaxPart / part.Length).SelectMany(more => more)];
        byte[] behind = [.. part, .. sentence.Octets[end..]];
        var reader = new AutomatonReader(_facts, sentence.Values).ReadAll(before);
        for (var at = 0; at < part.Length; at++)
        {
            foreach (var octet in s_few)
            {
                Read([.. part[..at], octet, .. part[at..]]);
                Read([.. part[..at], octet, .. part[(at + 1)..]]);
            }

            Read([.. part[..at], .. part[(at + 1)..]]);
        }

        void Read(byte[] changed)
        {
            byte[] octets = [.. before, .. changed, .. behind];
            _agreement.Check(reader.Copy().ReadAll(octets.AsSpan(before.Length)), octets, octets.Length);
        }
    }

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
