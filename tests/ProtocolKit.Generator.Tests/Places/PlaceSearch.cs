using ProtocolKit.Grammar.Automata;

namespace ProtocolKit.Generator.Tests.Places;

/// <summary>Finds the shortest beginning of a message that leads to each place, breadth first; several where sizes differ.</summary>
internal sealed class PlaceSearch
{
    private const int MaxWithParts = 60;
    private const int MaxRest = 64;
    private static readonly byte[] s_sizes = [0, 1, 2, 3, 4, 5, 6, 8, 9, 12, 16, 20, 32, 127, 128, 255];
    private static readonly byte[] s_lengths =
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 18, 20, 24, 28, 32, 36, 40, 48, 127, 0x80, 0x81, 0x82, 0x84];


    private readonly AutomatonFacts _facts;
    private readonly int _most;
    private readonly HashSet<string> _seen = [];
    private readonly Queue<AutomatonReader> _waiting = [];
    private readonly Dictionary<Place, List<AutomatonReader>> _places = [];

    public PlaceSearch(AutomatonFacts facts)
    {
        _facts = facts;
        _most = facts.HasParts || facts.Runs.Count > 0 ? MaxWithParts : 1;
    }

    /// <summary>The places that have been reached, with readers that stand there, those of the shortest beginning first.</summary>
    public IReadOnlyDictionary<Place, List<AutomatonReader>> Places => _places;

    /// <summary>The states in which an octet is read and none has been.</summary>
    public IEnumerable<int> Unreached()
    {
        var reached = _places.Keys.Select(place => place.State).ToHashSet();
        return _facts.States.Where(state => NeedsOctet(state) && !reached.Contains(state.Id)).Select(state => state.Id);
    }

    /// <summary>Goes on from a reader to all that can be reached.</summary>
    public void Explore(AutomatonReader from)
    {
        Add(from);
        while (_waiting.TryDequeue(out var reader))
        {
            foreach (var octet in Candidates(reader))
            {
                var next = reader.Copy();
                if (next.Read(octet) == Verdict.NeedMoreData)
                    Add(next);
            }
        }
    }

    private static bool NeedsOctet(DfaState state) => !state.IsAccepting
        && (state.Transitions.Count > 0 || state.Markers.Exists(way => AutomatonReader.TagOf(way.Marker) >= 0));

    private void Add(AutomatonReader reader)
    {
        var place = Place.Of(reader);
        if (!_places.TryGetValue(place, out var known))
            _places.Add(place, known = []);
        if (known.Count >= _most || reader.IsHopeless || !_seen.Add(Signature(reader, place)))
            return;
        known.Add(reader);
        _waiting.Enqueue(reader);
    }

    /// <summary>What differs between readers at one place that matters for what may follow.</summary>
    private string Signature(AutomatonReader reader, Place place)
    {
        var at = reader.At;
        var text = new System.Text.StringBuilder($"{place}");
        for (var depth = 1; depth <= reader.State.Depth; depth++)
            text.Append('|').Append(Math.Min(at.PartEnds[depth] - at.Position, MaxRest));
        foreach (var (loop, count) in at.Loops)
        {
            if (_facts.Runs.TryGetValue(loop, out var run))
                text.Append('|').Append(Math.Min(at.Position - count, run.Minimum));
            else if (_facts.HasParts)
                text.Append('|').Append(Math.Min(count, 4));
        }

        foreach (var label in _facts.Sizes.Where(at.Begun.ContainsKey))
        {
            var end = at.Values.TryGetValue(label, out var value) && value.Start == at.Begun[label] ? value.End : at.Position;
            text.Append('|').Append(Convert.ToHexString(at.Octets[at.Begun[label]..Math.Min(end, at.Begun[label] + 8)]));
        }

        return at.Header is { } header ? text.Append('|').Append(header.Missing).Append(',').Append(header.Length).ToString()
            : text.ToString();
    }

    /// <summary>One octet for each way, and some more where they are numbers.</summary>
    private IEnumerable<byte> Candidates(AutomatonReader reader)
    {
        if (reader.At.Header is { } header)
            return header.Contents > 0 ? [0, 1, 2, 5, 127] : header.Missing < 0 ? s_lengths : s_sizes;
        var isSize = _facts.Sizes.Count > 0;
        return reader.State.Transitions.SelectMany(way => isSize && way.Octets.Count > 1
                ? s_sizes.Concat("012359"u8.ToArray()).Where(way.Octets.Contains).Prepend(way.Octets.Representative()).Distinct()
                : [way.Octets.Representative()])
            .Concat(reader.State.Markers.Select(way => AutomatonReader.TagOf(way.Marker)).Where(tag => tag >= 0)
                .Select(tag => (byte)tag));
    }
}
