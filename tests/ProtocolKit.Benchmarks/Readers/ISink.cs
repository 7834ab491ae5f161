namespace ProtocolKit.Benchmarks.Readers;

/// <summary>Takes what was captured.</summary>
internal interface ISink
{
    void Take(ReadOnlySpan<byte> octets);

    void Take(ReadOnlySpan<char> characters);

    void Take(long number);
}
