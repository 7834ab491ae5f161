namespace ProtocolKit;

/// <summary>The server names for which no session is resumed for a while, in the whole process: as the platform's cache of sessions, which
/// keeps a session with the certificate of then, and from which nothing can be removed.</summary>
internal static class UnresumedNames
{
    /// <summary>How long a ticket may be used (RFC 8446, section 4.6.1).</summary>
    private static readonly TimeSpan TicketLifetime = TimeSpan.FromDays(7);

    private const int MaxNames = 1000;

    private static readonly Lock Guard = new();
    private static readonly Dictionary<string, long> Ends = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds a name; where there are too many, the one that was added first goes.</summary>
    public static void Add(string name)
    {
        lock (Guard)
        {
            if (Ends.Count >= MaxNames && !Ends.ContainsKey(name))
                Ends.Remove(Ends.MinBy(pair => pair.Value).Key);
            Ends[name] = Environment.TickCount64 + (long)TicketLifetime.TotalMilliseconds;
        }
    }

    /// <summary>Whether a name is among them.</summary>
    public static bool Contains(string name)
    {
        lock (Guard)
            return Ends.TryGetValue(name, out var end) && Environment.TickCount64 < end;
    }
}
