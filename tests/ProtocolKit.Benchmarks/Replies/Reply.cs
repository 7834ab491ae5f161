using System.Text;

namespace ProtocolKit.Benchmarks;

/// <summary>What a server said.</summary>
internal readonly struct Reply(byte[] octets, long id = 0)
{
    private readonly byte[] _octets = octets;
    private readonly char[] _characters = Encoding.Latin1.GetChars(octets);

    public ReadOnlySpan<byte> Octets => _octets;

    /// <summary>The octets as characters of the same number, for what reads characters only.</summary>
    public ReadOnlySpan<char> Characters => _characters;

    /// <summary>The number of the request that it answers, where replies have one.</summary>
    public long Id { get; } = id;

    public Reply With(byte[] octets) => new(octets, Id);
}
