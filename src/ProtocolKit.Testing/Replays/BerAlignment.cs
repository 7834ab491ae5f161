namespace ProtocolKit.Testing;

/// <summary>Compares messages of BER: the same tree of tags, in which numbers may differ.</summary>
internal static class BerAlignment
{
    private const byte Integer = 0x02;

    public static IReadOnlyList<Substitution>? Align(IReadOnlyList<BerElement> written, IReadOnlyList<BerElement> recorded)
    {
        var substitutions = new List<Substitution>();
        return TryAlign(written, recorded, substitutions) ? substitutions : null;
    }

    /// <summary>Replaces elements: as a tree, because all lengths around a replaced element may change.</summary>
    public static IEnumerable<BerElement> Apply(IEnumerable<BerElement> elements, IReadOnlyList<Substitution> substitutions) =>
        elements.Select(element =>
        {
            if (element.IsConstructed)
                return element with { Children = [.. Apply(element.Children, substitutions)] };
            var encoded = element.Encode();
            var found = substitutions.FirstOrDefault(substitution => substitution.Recorded.Span.SequenceEqual(encoded));
            return found is null ? element : element with { LengthOctets = 0, Content = found.Written.Span[2..].ToArray() };
        });

    private static bool TryAlign(IReadOnlyList<BerElement> written, IReadOnlyList<BerElement> recorded, List<Substitution> substitutions)
    {
        if (written.Count != recorded.Count)
            return false;
        foreach (var (mine, theirs) in written.Zip(recorded))
        {
            if (mine.Tag != theirs.Tag)
                return false;
            if (mine.IsConstructed)
            {
                if (!TryAlign(mine.Children, theirs.Children, substitutions))
                    return false;
            }
            else if (!mine.Content.AsSpan().SequenceEqual(theirs.Content))
            {
                if (mine.Tag != Integer)
                    return false;
                substitutions.Add(new Substitution(theirs.Encode(), mine.Encode()));
            }
        }

        return true;
    }
}
