namespace ProtocolKit.Benchmarks.Readers;

/// <summary>Adds lengths and numbers up: as little as consumes them.</summary>
internal struct LengthSink : ISink
{
    public long Total { get; private set; }

    public void Take(ReadOnlySpan<byte> octets) => Total += octets.Length;

    public void Take(ReadOnlySpan<char> characters) => Total += characters.Length;

    public void Take(long number) => Total += number;
}
