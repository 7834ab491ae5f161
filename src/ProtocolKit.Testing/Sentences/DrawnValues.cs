namespace ProtocolKit.Testing.Sentences;

/// <summary>The values that a message repeats from messages before it: drawn where they are needed first.</summary>
internal sealed class DrawnValues
{
    private readonly Dictionary<string, byte[]> _octets = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, long> _numbers = new(StringComparer.OrdinalIgnoreCase);
    private bool _isKnown;

    /// <summary>The octets that labels of the sentence itself get, by name; others are drawn.</summary>
    public IReadOnlyDictionary<string, byte[]> FixedOctets { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>The numbers that labels of the sentence itself get, by name; others are drawn.</summary>
    public IReadOnlyDictionary<string, long> FixedNumbers { get; init; } = new Dictionary<string, long>();

    /// <summary>Values that are known: no other is drawn.</summary>
    public static DrawnValues Known(IReadOnlyDictionary<string, byte[]> octets, IReadOnlyDictionary<string, long> numbers)
    {
        var values = Starting(octets, numbers);
        values._isKnown = true;
        return values;
    }

    /// <summary>Values of which some are known; the others are drawn.</summary>
    public static DrawnValues Starting(
        IReadOnlyDictionary<string, byte[]> octets, IReadOnlyDictionary<string, long> numbers,
        IReadOnlyDictionary<string, byte[]>? fixedOctets = null, IReadOnlyDictionary<string, long>? fixedNumbers = null)
    {
        var values =
            new DrawnValues { FixedOctets = fixedOctets ?? new Dictionary<string, byte[]>(),
            FixedNumbers = fixedNumbers ?? new Dictionary<string, long>() };
        foreach (var (name, value) in octets)
            values._octets.Add(name, value);
        foreach (var (name, value) in numbers)
            values._numbers.Add(name, value);
        return values;
    }

    public IReadOnlyDictionary<string, byte[]> AllOctets => _octets;

    public IReadOnlyDictionary<string, long> AllNumbers => _numbers;

    /// <summary>Octets as they are repeated: the host's name in any case.</summary>
    public byte[] Octets(string name, Func<byte[]> draw, Random random)
    {
        if (!_octets.TryGetValue(name, out var value))
            _octets.Add(name, value = Drawn(name, draw));
        return name.ToLowerInvariant() is "host" or "unicode-host" or "uri-host"
            ? [.. value.Select(octet => char.IsAsciiLetter((char)octet) && random.Next(2) == 0 ? (byte)(octet ^ 0x20) : octet)]
            : value;
    }

    public long Number(string name, Func<long> draw)
    {
        if (!_numbers.TryGetValue(name, out var value))
            _numbers.Add(name, value = Drawn(name, draw));
        return value;
    }

    private T Drawn<T>(string name, Func<T> draw) => _isKnown ? throw new InvalidOperationException($"${name} is not known.") : draw();
}
