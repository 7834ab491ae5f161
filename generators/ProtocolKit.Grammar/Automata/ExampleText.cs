using System.Text;

namespace ProtocolKit.Grammar.Automata;

/// <summary>Shows an example to a person.</summary>
internal static class ExampleText
{
    /// <summary>The octets of an example, escaped, with BER lengths filled in.</summary>
    public static string Of(IReadOnlyList<Symbol> example)
    {
        var octets = new List<byte>();
        var begun = new Stack<(int Position, bool IsBer)>();
        foreach (var symbol in example)
        {
            switch (symbol)
            {
                case OctetSymbol octet:
                    octets.Add(octet.Octets.Representative());
                    break;
                case MarkerSymbol { Marker: BeginWithin begin }:
                    begun.Push((octets.Count, begin.Size is BerSize));
                    break;
                case MarkerSymbol { Marker: EndWithin } when begun.TryPop(out var part):
                    CloseBer(octets, part);
                    break;
            }
        }

        while (begun.TryPop(out var part))
            CloseBer(octets, part);
        return Escape(octets);
    }

    private static void CloseBer(List<byte> octets, (int Position, bool IsBer) part)
    {
        if (part.IsBer)
            octets.Insert(part.Position, (byte)Math.Min(0x7F, octets.Count - part.Position));
    }

    private static string Escape(List<byte> octets)
    {
        var text = new StringBuilder();
        foreach (var octet in octets)
        {
            _ = octet switch
            {
                (byte)'\r' => text.Append("\\r"),
                (byte)'\n' => text.Append("\\n"),
                (byte)'\t' => text.Append("\\t"),
                (byte)'\\' => text.Append("\\\\"),
                >= 0x20 and <= 0x7E => text.Append((char)octet),
                _ => text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\x{octet:x2}"),
            };
        }

        return text.ToString();
    }
}
