using ProtocolKit.Generator.Tests.Sentences;
using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Generator.Tests.Places;

/// <summary>Compares the emitted parser of a message with its automaton, at every place.</summary>
internal sealed class PlaceProof
{
    private const int Variants = 4;
    private const int Sentences = 25;
    private static readonly byte[] s_garbage = [.. Enumerable.Repeat((byte)'A', 70), 13, 10];

    private readonly AutomatonFacts _facts;
    private readonly Agreement _agreement;
    private readonly Completion _completion;
    private readonly PlaceSearch _search;

    public PlaceProof(CompiledGrammars grammars, ProtocolModel protocol, MessageModel message)
    {
        _facts = new AutomatonFacts(protocol, message);
        _agreement = new Agreement(grammars, protocol, message);
        _completion = new Completion(_facts);
        _search = new PlaceSearch(_facts);
    }

    /// <summary>Tries every octet at every place.</summary>
    public PlaceCount Run(Random random)
    {
        var sentences = Enumerable.Range(0, Sentences)
            .Select(_ => Sentence.Draw(_facts.Protocol, _facts.Message, random)).OfType<Sentence>().ToArray();
        _search.Explore(new AutomatonReader(_facts, sentences.FirstOrDefault()?.Values ?? new DrawnValues()));
        foreach (var sentence in sentences)
        {
            var reader = new AutomatonReader(_facts, sentence.Values);
            foreach (var octet in sentence.Octets)
            {
                if (reader.Read(octet) == Verdict.NeedMoreData)
                    _search.Explore(reader.Copy());
            }
        }

        var ways = 0L;
        foreach (var readers in _search.Places.Values)
        {
            foreach (var reader in readers.Take(Variants).Concat(readers.Skip(Variants).TakeLast(1)))
                ways += Try(reader);
            foreach (var reader in readers.Take(1).SelectMany(Bounds.Of))
                ways += Try(reader);
        }

        return new PlaceCount(_search.Places.Count(place => place.Value.Count > 0), ways, _agreement.Compared, [.. _search.Unreached()]);
    }

    /// <summary>The end of input, and all octets, whole, resumed right before the octet, and with more behind them.</summary>
    /// <returns>How many ways led on.</returns>
    private int Try(AutomatonReader reader)
    {
        var length = reader.At.Position;
        byte[] octets = [.. reader.At.Octets, 0, .. s_garbage];
        _agreement.Check(reader, octets, length);
        var tried = new HashSet<(object?, Verdict)>();
        for (var octet = 0; octet < 256; octet++)
        {
            octets[length] = (byte)octet;
            if (reader.Refuses((byte)octet))
            {
                _agreement.CheckRefused(octets, length, reader.Values);
                continue;
            }

            var next = reader.Copy();
            next.Read((byte)octet);
            _agreement.Check(next, octets, length + 1);
            _agreement.Check(next, octets, length, length + 1);
            if (tried.Add((Way(reader, (byte)octet), next.Verdict)))
                TryFurther(next, octets[..(length + 1)]);
        }

        return tried.Count;
    }

    private static object? Way(AutomatonReader reader, byte octet) => reader.At.Header is not null ? null
        : (object?)reader.State.Transitions.Find(way => way.Octets.Contains(octet))
        ?? reader.State.Markers.Find(way => AutomatonReader.TagOf(way.Marker) == octet);

    /// <summary>The message is read to its end, at once and in parts, with what does not belong to it behind it.</summary>
    private void TryFurther(AutomatonReader next, byte[] octets)
    {
        byte[] all = [.. octets, .. _completion.Of(next) ?? [], .. s_garbage];
        next.ReadAll(all.AsSpan(octets.Length));
        _agreement.Check(next, all, all.Length);
        _agreement.Check(next, all, octets.Length - 1, all.Length);
        _agreement.Check(next, all, octets.Length, all.Length);
    }
}

/// <summary>How much was tried.</summary>
/// <param name="Places">Places that were reached.</param>
/// <param name="Ways">Ways from them.</param>
/// <param name="Compared">Comparisons with the emitted parser.</param>
/// <param name="Unreached">The numbers of the states that were not reached.</param>
internal sealed record PlaceCount(int Places, long Ways, long Compared, IReadOnlyList<int> Unreached);
