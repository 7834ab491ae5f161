using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>What can be told of a sentence.</summary>
internal static class SentenceFacts
{
    /// <summary>Whether it repeats a value that was read or written before.</summary>
    public static bool Repeats(SentenceModel sentence) => Repeated(sentence).Any();

    /// <summary>Whether it repeats a value of this name that was read or written before.</summary>
    public static bool Repeats(SentenceModel sentence, string value) => Repeated(sentence).Contains(value);

    /// <summary>Whether it draws a value of this name.</summary>
    public static bool Draws(SentenceModel sentence, string value) =>
        All(sentence).OfType<FreshPart>().Any(fresh => fresh.Binding == value);

    /// <summary>The values that it repeats, of those that were read or written before.</summary>
    public static IEnumerable<string> Repeated(SentenceModel sentence) =>
        All(sentence).OfType<BindingPart>().Select(binding => binding.Binding);

    /// <summary>The parameters that it says, but for those that are the value of the label of their name.</summary>
    public static IEnumerable<string> UnlabelledParameters(SentenceModel sentence)
    {
        return sentence.Parts.Concat(sentence.XmlValues.Values).SelectMany(Of);

        static IEnumerable<string> Of(SentencePart part) => part switch
        {
            ParameterPart parameter => [parameter.Parameter],
            LabelledPart labelled => labelled.Body.SelectMany(Of).Where(name => name != labelled.Label),
            _ => Within(part).SelectMany(Of),
        };
    }

    /// <summary>Whether it has the values of a list parameter.</summary>
    public static bool HasList(SentenceModel sentence) => All(sentence).OfType<ListPart>().Any();

    /// <summary>Whether it has the value of a parameter where the message has free octets, not a label of the parameter's name.</summary>
    public static bool HasUnlabelledParameter(SentenceModel sentence, MessageModel message) => message.HasFreeOctets && All(sentence)
        .Select(part => part switch { ParameterPart parameter => parameter.Parameter, ListPart list => list.Parameter, _ => null })
        .Any(name => name is not null && !message.Labels.Any(label => label.Name == name));

    /// <summary>The counts of the values of list parameters that it says.</summary>
    public static IEnumerable<NumberPart> Counts(SentenceModel sentence) =>
        All(sentence).OfType<NumberPart>().Where(number => number.Value is TurnsPart);

    /// <summary>The labels whose values it gives to later messages.</summary>
    public static IEnumerable<string> Given(SentenceModel sentence) => All(sentence).Select(part => part switch
    {
        LabelledPart labelled => labelled.Label,
        FreshPart { Binding: { } binding } => binding,
        SizedPart sized => sized.Size.Label,
        _ => null,
    }).OfType<string>();

    private static IEnumerable<SentencePart> All(SentenceModel sentence) =>
        sentence.Parts.Concat(sentence.XmlValues.Values).SelectMany(All);

    /// <summary>A part and all within it.</summary>
    public static IEnumerable<SentencePart> All(SentencePart part) => Within(part).SelectMany(All).Prepend(part);

    private static IReadOnlyList<SentencePart> Within(SentencePart part) => part switch
    {
        NumberPart number => [number.Value],
        SizedPart sized => sized.Body,
        LabelledPart labelled => labelled.Body,
        PaddedPart padded => padded.Body,
        BerPart ber => ber.Body,
        ListPart list => list.Body,
        _ => [],
    };
}
