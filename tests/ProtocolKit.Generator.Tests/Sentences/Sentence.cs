using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Generator.Tests.Sentences;

/// <summary>A sentence of a message, and what a reader must find in it.</summary>
/// <param name="Octets">Its octets.</param>
/// <param name="Values">The values that it repeats from earlier messages.</param>
/// <param name="Labels">Its labels' values, as <see cref="DriverSource"/> shows them: first what the message's members give, then what a visitor is shown.</param>
internal sealed record Sentence(byte[] Octets, DrawnValues Values, string Labels)
{
    private const int MaxTries = 200;

    /// <summary>Draws a sentence that is within the protocol's limit; null where no try succeeds.</summary>
    public static Sentence? Draw(ProtocolModel protocol, MessageModel message, Random random)
    {
        for (var i = 0; i < MaxTries; i++)
        {
            try
            {
                var sentence = DrawOnce(protocol, message, random);
                if (sentence.Octets.Length <= protocol.Limits.Octets)
                    return sentence;
            }
            catch (RejectedException)
            {
            }
        }

        return null;
    }

    private static Sentence DrawOnce(ProtocolModel protocol, MessageModel message, Random random)
    {
        var values = new DrawnValues();
        if (message.Xml is { } xml)
        {
            var drawer = new XmlDrawer(protocol, values, random);
            var text = drawer.Draw(xml);
            return new Sentence(text, values, LabelText.Of(message.Members, [.. drawer.Labels.Select(label => new LabelText.Value(label.Name, label.Value, []))]));
        }

        var octets = new PatternDrawer(protocol, message, values, random);
        var piece = octets.Draw(message.Pattern!);
        return new Sentence(piece.ToArray(), values, LabelText.Of(message.Members, LabelText.Values(octets.Labels)));
    }
}
