namespace ProtocolKit.Benchmarks.Xmpp;

internal readonly record struct XmlRange(int Start, int End)
{
    public int Length => End - Start;

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> source) => source[Start..End];
}
