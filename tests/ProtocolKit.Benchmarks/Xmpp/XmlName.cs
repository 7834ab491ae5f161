namespace ProtocolKit.Benchmarks.Xmpp;

/// <summary>Where a name stands, and its local part in it.</summary>
internal readonly record struct XmlName(int Start, int LocalStart, int End)
{
    public bool HasPrefix => LocalStart != Start;

    public ReadOnlySpan<byte> All(ReadOnlySpan<byte> source) => source[Start..End];

    public ReadOnlySpan<byte> Prefix(ReadOnlySpan<byte> source) => HasPrefix ? source[Start..(LocalStart - 1)] : default;

    public ReadOnlySpan<byte> Local(ReadOnlySpan<byte> source) => source[LocalStart..End];
}
