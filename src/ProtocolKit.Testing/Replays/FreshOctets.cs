namespace ProtocolKit.Testing;

/// <summary>Finds out which octets of its binary messages a client's machine draws anew each time: those that differ from one replay to the
/// next.</summary>
internal sealed class FreshOctets
{
    private readonly Dictionary<int, (byte[] Last, bool[] IsFresh)> _messages = [];

    /// <summary>Notes a message, and puts what was recorded in place of all that is not drawn anew.</summary>
    /// <param name="number">Which of the machine's messages it is.</param>
    /// <param name="messages">The message, and what was recorded in its place, which is as long.</param>
    public Substitution Only(int number, Substitution messages)
    {
        var written = messages.Written.ToArray();
        if (!_messages.TryGetValue(number, out var known) || known.Last.Length != written.Length)
            _messages[number] = known = (written, new bool[written.Length]);
        var fresh = messages.Recorded.ToArray();
        for (var i = 0; i < written.Length; i++)
        {
            known.IsFresh[i] |= written[i] != known.Last[i];
            if (known.IsFresh[i])
                fresh[i] = written[i];
        }

        return messages with { Written = fresh };
    }
}
