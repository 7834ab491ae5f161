using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Testing.Sentences;

/// <summary>A sentence of a message, and what a reader must find in it.</summary>
/// <param name="Octets">Its octets.</param>
/// <param name="Values">The values that it repeats from earlier messages.</param>
/// <param name="MakeLabels">Makes <see cref="Labels"/>.</param>
internal sealed record Sentence(byte[] Octets, DrawnValues Values, Func<string> MakeLabels)
{
    private const int MaxTries = 200;

    /// <summary>Its labels' values as text: first what the message's members give, then what a visitor is shown.</summary>
    public string Labels => field ??= MakeLabels();

    /// <summary>Draws a sentence that is within the protocol's limit; null where no try succeeds.</summary>
    public static Sentence? Draw(ProtocolModel protocol, MessageModel message, Random random) =>
        Draw(protocol, message, random, () => new DrawnValues(), MaxTries);

    /// <summary>Draws a sentence that repeats some values.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="message">The message.</param>
    /// <param name="random">Draws.</param>
    /// <param name="values">The values for a try.</param>
    /// <param name="tries">How often it is tried.</param>
    public static Sentence? Draw(ProtocolModel protocol, MessageModel message, Random random, Func<DrawnValues> values, int tries)
    {
        for (var i = 0; i < tries; i++)
        {
            try
            {
                var sentence = DrawOnce(protocol, message, random, values());
                if (sentence.Octets.Length <= protocol.Limits.Octets)
                    return sentence;
            }
            catch (RejectedException)
            {
            }
        }

        return null;
    }

    private static Sentence DrawOnce(ProtocolModel protocol, MessageModel message, Random random, DrawnValues values)
    {
        if (message.Xml is { } xml)
        {
            var drawer = new XmlDrawer(protocol, values, random);
            var text = drawer.Draw(xml);
            return new Sentence(text, values, () =>
                LabelText.Of(message.Members, [.. drawer.Labels.Select(label => new LabelText.Value(label.Name, label.Value, []))]));
        }

        var octets = new PatternDrawer(protocol, message, values, random);
        var piece = octets.Draw(message.Pattern!);
        return new Sentence(piece.ToArray(), values, () => LabelText.Of(message.Members, LabelText.Values(octets.Labels)));
    }
}
