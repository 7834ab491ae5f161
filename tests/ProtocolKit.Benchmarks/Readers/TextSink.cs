using System.Globalization;
using System.Text;

namespace ProtocolKit.Benchmarks.Readers;

/// <summary>Writes captures down, to compare them.</summary>
internal struct TextSink : ISink
{
    private StringBuilder? _text;

    public void Take(ReadOnlySpan<byte> octets) => (_text ??= new()).Append(Encoding.Latin1.GetString(octets)).Append('|');

    public void Take(ReadOnlySpan<char> characters) => (_text ??= new()).Append(characters).Append('|');

    public void Take(long number) => (_text ??= new()).Append(CultureInfo.InvariantCulture, $"{number}|");

    public override readonly string ToString() => _text?.ToString() ?? "";
}
