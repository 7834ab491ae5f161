namespace ProtocolKit.Testing;

/// <summary>Knows in which lines of the dialogue the octets of a turn stand that a machine is given.</summary>
internal sealed class TurnLines
{
    private readonly List<(int Start, TranscriptLine Line)> _lines = [];

    /// <summary>Adds a turn behind what is unread of those before it.</summary>
    /// <param name="consumed">How many octets have been consumed.</param>
    /// <param name="unread">How many have not.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="octets">How many octets it has now.</param>
    /// <param name="substitutions">What has been replaced in it.</param>
    public void Load(int consumed, int unread, ReplayScript.Turn turn, int octets, IReadOnlyList<Substitution> substitutions)
    {
        for (var i = 0; i < _lines.Count; i++)
            _lines[i] = _lines[i] with { Start = _lines[i].Start - consumed };
        if (unread == 0)
            _lines.Clear();
        int[] lengths = [.. turn.Lines.Select(line => OctetSubstitution.Apply(line.Octets.ToArray(), substitutions).Length)];
        if (lengths.Sum() != octets)
            lengths = [.. turn.Lines.Select(line => line.Octets.Length)];
        foreach (var (line, length) in turn.Lines.Zip(lengths))
        {
            _lines.Add((unread, line));
            unread += length;
        }
    }

    /// <summary>Finds the line of an octet, and how many octets stand before it there; null before the first turn.</summary>
    public (TranscriptLine Line, int Offset)? Find(int octet)
    {
        var index = _lines.FindLastIndex(line => line.Start <= octet);
        return index < 0 ? null : (_lines[index].Line, Math.Min(octet - _lines[index].Start, _lines[index].Line.Octets.Length));
    }
}
