using System.Runtime.CompilerServices;

namespace ProtocolKit.Grammar.Automata;

/// <summary>A partition of numbers that is refined: some are marked, then each part with marked ones is split.</summary>
internal sealed class Partition
{
    private readonly int[] _elements;
    private readonly int[] _places;
    private readonly int[] _parts;
    private readonly int[] _first;
    private readonly int[] _end;
    private readonly int[] _marked;
    private readonly Stack<int> _touched = new();

    /// <summary>Makes a partition.</summary>
    /// <param name="parts">For each number the part that it is in, from 0 on.</param>
    /// <param name="count">How many parts there are; none is empty.</param>
    [MethodImpl(Hot.Loop)]
    public Partition(int[] parts, int count)
    {
        _parts = [.. parts];
        _elements = new int[parts.Length];
        _places = new int[parts.Length];
        (_first, _end, _marked) = (new int[parts.Length], new int[parts.Length], new int[parts.Length]);
        Count = count;
        var sizes = new int[count];
        foreach (var part in parts)
            sizes[part]++;
        for (int part = 0, at = 0; part < count; at += sizes[part++])
            _first[part] = _end[part] = at;
        for (var element = 0; element < parts.Length; element++)
        {
            var place = _end[parts[element]]++;
            (_elements[place], _places[element]) = (element, place);
        }
    }

    /// <summary>How many parts there are.</summary>
    public int Count { get; private set; }

    /// <summary>The part that a number is in.</summary>
    public int PartOf(int element) => _parts[element];

    /// <summary>The numbers in a part; not to be used any more once that is split.</summary>
    public ReadOnlySpan<int> ElementsOf(int part) => _elements.AsSpan(_first[part], _end[part] - _first[part]);

    /// <summary>Marks a number.</summary>
    [MethodImpl(Hot.Loop)]
    public void Mark(int element)
    {
        var part = _parts[element];
        var place = _places[element];
        var to = _first[part] + _marked[part];
        if (place < to)
            return;
        if (_marked[part]++ == 0)
            _touched.Push(part);
        var other = _elements[to];
        (_elements[place], _places[other]) = (other, place);
        (_elements[to], _places[element]) = (element, to);
    }

    /// <summary>Splits the parts in which some are marked and some are not: the smaller half becomes a new part. Nothing is marked
    /// then.</summary>
    [MethodImpl(Hot.Loop)]
    public void Split()
    {
        while (_touched.TryPop(out var part))
        {
            var marked = _marked[part];
            var middle = _first[part] + marked;
            _marked[part] = 0;
            if (middle == _end[part])
                continue;
            if (marked <= _end[part] - middle)
            {
                (_first[Count], _end[Count]) = (_first[part], middle);
                _first[part] = middle;
            }
            else
            {
                (_first[Count], _end[Count]) = (middle, _end[part]);
                _end[part] = middle;
            }

            foreach (var element in ElementsOf(Count))
                _parts[element] = Count;
            Count++;
        }
    }
}
