using System.Text;

namespace ProtocolKit.Testing;

/// <summary>Compares messages of text: they may differ where the written one has labelled values.</summary>
internal static class LabelAlignment
{
    public static IReadOnlyList<Substitution>? Align(
        ProtocolDefinition protocol, string message, ReadOnlySpan<byte> written, ReadOnlySpan<byte> recorded)
    {
        var substitutions = new List<Substitution>();
        var at = 0;
        foreach (var (start, end) in FindValues(protocol, message, written))
        {
            if (start < at)
                continue;
            if (!TakeLiteral(ref recorded, written[at..start]))
                return null;
            // A value reaches to the octet that ends it in the written message.
            var length = end < written.Length ? recorded.IndexOf(written[end]) : recorded.Length;
            if (length < 0)
                return null;
            if (!recorded[..length].SequenceEqual(written[start..end]))
                substitutions.Add(new Substitution(recorded[..length].ToArray(), written[start..end].ToArray()));
            recorded = recorded[length..];
            at = end;
        }

        return TakeLiteral(ref recorded, written[at..]) && recorded.IsEmpty ? substitutions : null;
    }

    private static bool TakeLiteral(ref ReadOnlySpan<byte> recorded, ReadOnlySpan<byte> literal)
    {
        if (recorded.Length < literal.Length || !Ascii.EqualsIgnoreCase(recorded[..literal.Length], literal))
            return false;
        recorded = recorded[literal.Length..];
        return true;
    }

    private static List<(int Start, int End)> FindValues(ProtocolDefinition protocol, string message, ReadOnlySpan<byte> written)
    {
        var values = new List<(int Start, int End)>();
        var octets = written.ToArray();
        protocol.VisitLabels(message, octets, (_, value, _) =>
        {
            if (octets.AsSpan().Overlaps(value, out var start))
                values.Add((start, start + value.Length));
        });
        values.Sort();
        return values;
    }
}
