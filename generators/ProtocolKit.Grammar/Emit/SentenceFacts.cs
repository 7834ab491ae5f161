using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>What can be told of a sentence.</summary>
internal static class SentenceFacts
{
    /// <summary>Whether it repeats a value that was read or written before.</summary>
    public static bool Repeats(SentenceModel sentence) => sentence.Parts.Concat(sentence.XmlValues.Values).Any(Repeats);

    private static bool Repeats(SentencePart part) => part switch
    {
        BindingPart => true,
        NumberPart number => Repeats(number.Value),
        BerNumberPart number => Repeats(number.Value),
        SizedPart sized => sized.Body.Any(Repeats),
        BerPart ber => ber.Body.Any(Repeats),
        ListPart list => list.Body.Any(Repeats),
        _ => false,
    };
}
