using System.Globalization;
using System.Text;
using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Binding;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Works out what is always the same in a text: sizes and lengths of constant parts, and their padding.</summary>
/// <param name="isBound">Whether a label's value is remembered: then it is not known beforehand who asks for it.</param>
internal sealed class ConstantParts(Func<string, bool> isBound)
{
    private readonly Dictionary<(string Label, int Number), IReadOnlyList<byte>> _sizes = [];

    /// <summary>The parts, with literals in the place of those that are constant.</summary>
    public IReadOnlyList<SentencePart> Fold(IReadOnlyList<SentencePart> parts)
    {
        int known;
        do
        {
            known = _sizes.Count;
            parts = FoldOnce(parts);
        }
        while (_sizes.Count > known);
        return parts;
    }

    private List<SentencePart> FoldOnce(IReadOnlyList<SentencePart> parts) => SentenceBuilder.Join([.. parts.Select(Fold)]);

    private SentencePart Fold(SentencePart part)
    {
        switch (part)
        {
            case BerPart ber:
                var contents = FoldOnce(ber.Body);
                return Constant(contents) is { Count: < 0x10000 } octets
                    ? new LiteralPart([ber.Tag, .. BerLength(octets.Count), .. octets])
                    : ber with { Body = contents };
            case PaddedPart padded:
                var inner = FoldOnce(padded.Body);
                return Constant(inner) is { } text
                    ? new LiteralPart([.. text, .. new byte[PaddedPattern.Padding(text.Count, padded.Multiple)]])
                    : padded with { Body = inner };
            case SizedPart sized:
                var body = FoldOnce(sized.Body);
                if (Constant(body) is not { } sizedOctets || isBound(sized.Size.Label)
                    || Octets(sizedOctets.Count - sized.Constant, sized.Size.Form) is not { } size)
                    return sized with { Body = body };
                _sizes.TryAdd((sized.Size.Label, sized.Size.Number), size);
                return new LiteralPart(sizedOctets);
            case SizePart place when _sizes.TryGetValue((place.Label, place.Number), out var written):
                return new LiteralPart(written);
            case LabelledPart labelled:
                return labelled with { Body = FoldOnce(labelled.Body) };
            case ListPart list:
                return list with { Body = FoldOnce(list.Body) };
            default:
                return part;
        }
    }

    private static IReadOnlyList<byte>? Constant(List<SentencePart> parts) => parts switch
    {
        [] => [],
        [LiteralPart only] => only.Octets,
        _ => null,
    };

    private static byte[] BerLength(int length) => length switch
    {
        < 0x80 => [(byte)length],
        < 0x100 => [0x81, (byte)length],
        _ => [0x82, (byte)(length >> 8), (byte)length],
    };

    private static byte[]? Octets(int size, NumberForm form) => form.Kind switch
    {
        LabelKind.Decimal => Encoding.ASCII.GetBytes(size.ToString("D" + form.Width, CultureInfo.InvariantCulture)),
        LabelKind.Hexadecimal =>
            Encoding.ASCII.GetBytes(size.ToString((form.IsLowerCase ? "x" : "X") + form.Width, CultureInfo.InvariantCulture)),
        LabelKind.BigEndian => [.. Enumerable.Range(0, form.Width).Select(i => (byte)((long)size >> 8 * (form.Width - 1 - i)))],
        LabelKind.LittleEndian => [.. Enumerable.Range(0, form.Width).Select(i => (byte)((long)size >> 8 * i))],
        _ => null,
    };
}
