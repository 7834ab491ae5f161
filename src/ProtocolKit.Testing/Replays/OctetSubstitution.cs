namespace ProtocolKit.Testing;

/// <summary>Changes recorded octets to match what a machine wrote.</summary>
internal static class OctetSubstitution
{
    /// <summary>Replaces whole elements in BER, whole words elsewhere, and numbers of binary messages. Where several fit, the first
    /// counts.</summary>
    public static byte[] Apply(byte[] octets, IReadOnlyList<Substitution> substitutions)
    {
        if (substitutions.Count == 0)
            return octets;
        if (BerElement.TryParse(octets, out var elements))
            return [.. BerAlignment.Apply(elements, substitutions).SelectMany(element => element.Encode())];
        var ofMessages = substitutions.ToLookup(substitution => substitution.IsWholeMessage);
        return ReplaceWords(ofMessages[true].Aggregate(octets, BinaryAlignment.Apply), [.. ofMessages[false]]);
    }

    private static byte[] ReplaceWords(ReadOnlySpan<byte> octets, IReadOnlyList<Substitution> substitutions)
    {
        var result = new List<byte>(octets.Length);
        for (var at = 0; at < octets.Length;)
        {
            if (FindWord(octets, at, substitutions) is { } found)
            {
                result.AddRange(found.Written.Span);
                at += found.Recorded.Length;
            }
            else
            {
                result.Add(octets[at++]);
            }
        }

        return [.. result];
    }

    private static Substitution? FindWord(ReadOnlySpan<byte> octets, int at, IReadOnlyList<Substitution> substitutions)
    {
        if (at > 0 && IsOfWord(octets[at - 1]))
            return null;
        foreach (var substitution in substitutions)
        {
            var end = at + substitution.Recorded.Length;
            if (substitution.Recorded.Length > 0 && octets[at..].StartsWith(substitution.Recorded.Span)
                && (end == octets.Length || !IsOfWord(octets[end])))
            {
                return substitution;
            }
        }

        return null;
    }

    private static bool IsOfWord(byte octet) => char.IsAsciiLetterOrDigit((char)octet) || octet >= 0x80;
}
