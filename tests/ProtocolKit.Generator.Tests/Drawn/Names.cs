namespace ProtocolKit.Generator.Tests.Drawn;

/// <summary>Draws names, each once: plain ones, and such as mean something in C# or in the base classes of what is generated.</summary>
internal sealed class Names(Random random)
{
    private static readonly string[] s_peculiar =
    [
        "tls", "messages", "dispose", "stream", "size", "count", "length", "octets", "span", "read", "write", "state", "step", "message",
            "received", "output",
        "cursor", "candidate", "definition", "equals", "get-hash-code", "to-string", "class", "string", "namespace", "new", "int", "byte",
            "value", "event", "host",
        "client", "server", "parameters", "bindings", "connection", "a-1", "a1", "a-1-b", "a1b", "x", "try-parse", "scan", "go", "learn",
            "end", "keep", "name", "labels",
        "operation-status", "read-only-span", "system", "expect", "any-time", "failure", "protocol", "kept", "observer", "outcome",
            "is-inside-tls", "number", "list", "item",
        "offers", "offer", "options", "refusal", "number2", "current", "get-enumerator", "move-next", "has-value", "values", "text",
            "octet", "secured", "complete",
    ];

    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    public string Draw()
    {
        while (true)
        {
            var name = random.Next(3) == 0 ? s_peculiar[random.Next(s_peculiar.Length)] : Word(2, 7).ToLowerInvariant();
            if (random.Next(8) == 0)
                name += random.Next(2) == 0 ? $"-{random.Next(10)}" : $"{random.Next(10)}";
            if (!s_reserved.Contains(name) && _taken.Add(name))
                return name;
        }
    }

    /// <summary>Letters.</summary>
    public string Word(int least, int most) =>
        new([.. Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => (char)('A' + random.Next(26)))]);

    /// <summary>Words that can't name a rule or a label, the host's names, and the core rules, which other rules need.</summary>
    private static readonly HashSet<string> s_reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "host", "unicode-host", "uri-host", "octets", "within", "rest", "if", "else", "or", "c", "s", "unknown", "alpha", "digit", "char",
            "cr", "lf", "crlf", "ctl", "dquote", "hexdig",
        "htab", "lwsp", "octet", "sp", "vchar", "wsp", "bit",
    };
}
