namespace ProtocolKit.Testing;

/// <summary>Compares binary messages of one length: they may differ in numbers that the sender chose. Where an answer repeats such a
/// number, its octets stand there too, and perhaps some of those around it.</summary>
internal static class BinaryAlignment
{
    /// <summary>How far what is repeated is looked for around an octet: a number has 8 octets at most.</summary>
    private const int Reach = 16;

    /// <summary>What differs in more octets differs in more than a few numbers.</summary>
    private const int MostOctets = 64;

    /// <summary>Tells the whole messages from each other; what in them is a number is found where it is repeated.</summary>
    public static IReadOnlyList<Substitution>? Align(ReadOnlySpan<byte> written, ReadOnlySpan<byte> recorded) =>
        written.Length == recorded.Length ? [new Substitution(recorded.ToArray(), written.ToArray()) { IsWholeMessage = true }] : null;

    /// <summary>Replaces what an answer repeats of a recorded message where the written one differs.</summary>
    public static byte[] Apply(byte[] octets, Substitution messages)
    {
        var recorded = messages.Recorded.Span;
        var written = messages.Written.Span;
        var result = octets.ToArray();
        if (recorded.Length - CommonOctets(recorded, written) > MostOctets)
            return result;
        for (var at = 0; at < recorded.Length; at++)
        {
            if (recorded[at] == written[at])
                continue;
            var (start, end) = (at, EndOfDifference(recorded, written, at));
            if (end <= octets.Length && octets.AsSpan(start..end).SequenceEqual(recorded[start..end]))
            {
                // An answer repeats a number where it stood, or else anywhere.
                written[start..end].CopyTo(result.AsSpan(start));
                at = end - 1;
                continue;
            }

            (start, end) = Repeated(recorded, at, octets);
            for (var found = 0; end > start && octets.AsSpan(found).IndexOf(recorded[start..end]) is >= 0 and var next; found += next + 1)
                written[start..end].CopyTo(result.AsSpan(found + next));
            at = Math.Max(at, end - 1);
        }

        return result;
    }

    /// <summary>Where a number ends that differs: one of its octets may be the same by chance.</summary>
    private static int EndOfDifference(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other, int start)
    {
        var end = start + 1;
        for (var i = end; i < Math.Min(one.Length, end + 2); i++)
        {
            if (one[i] != other[i])
                end = i + 1;
        }

        return end;
    }

    /// <summary>The longest part of a message around an octet that an answer repeats; empty where that is a single octet, which proves
    /// nothing.</summary>
    private static (int Start, int End) Repeated(ReadOnlySpan<byte> message, int at, ReadOnlySpan<byte> answer)
    {
        var (start, end) = (at, at);
        for (var first = at; first >= Math.Max(0, at - Reach) && answer.IndexOf(message[first..(at + 1)]) >= 0; first--)
        {
            var last = at + 1;
            while (last < Math.Min(message.Length, at + Reach) && answer.IndexOf(message[first..(last + 1)]) >= 0)
                last++;
            if (last - first > Math.Max(1, end - start))
                (start, end) = (first, last);
        }

        return (start, end);
    }

    private static int CommonOctets(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var common = 0;
        for (var i = 0; i < one.Length; i++)
            common += one[i] == other[i] ? 1 : 0;
        return common;
    }
}
