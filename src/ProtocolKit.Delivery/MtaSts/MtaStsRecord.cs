namespace ProtocolKit;

/// <summary>Reads the TXT record that says that a domain has a policy, and which (RFC 8461, section 3.1).</summary>
internal static class MtaStsRecord
{
    /// <summary>Finds the id of the policy.</summary>
    /// <param name="texts">The TXT records.</param>
    /// <returns>The id, or why there is none.</returns>
    public static (string? Id, string Why) Read(IEnumerable<string> texts)
    {
        var records = texts.Where(text => text.Split(';')[0].TrimEnd() == "v=STSv1").ToArray();
        if (records.Length != 1)
            return (null, records.Length == 0 ? "It has no MTA-STS record."
                : $"It has {records.Length} MTA-STS records, of which none counts.");
        var ids = records[0].Split(';').Select(field => field.Trim()).Where(field => field.StartsWith("id=", StringComparison.Ordinal))
            .Select(field => field["id=".Length..]).ToArray();
        return ids is [{ Length: >= 1 and <= 32 } id] && id.All(char.IsAsciiLetterOrDigit)
            ? (id, "")
            : (null, "Its MTA-STS record has no id of up to 32 letters and digits.");
    }
}
