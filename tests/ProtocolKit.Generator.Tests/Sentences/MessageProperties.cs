using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Generator.Tests.Sentences;

/// <summary>What holds for every sentence of every message of every grammar.</summary>
internal static class MessageProperties
{
    private const int MaxCut = 400;

    /// <summary>Draws sentences of all messages of a protocol and reads them.</summary>
    /// <returns>How many sentences were drawn of each message.</returns>
    public static Dictionary<string, int> Check(CompiledGrammars grammars, ProtocolModel protocol, int seed, int sentences)
    {
        var drawn = new Dictionary<string, int>();
        foreach (var message in protocol.Messages.Where(message => message.ReadByClient || message.ReadByServer))
        {
            drawn[message.Name] = 0;
            var random = new Random(seed);
            for (var i = 0; i < sentences; i++)
            {
                if (Sentence.Draw(protocol, message, random) is not { } sentence)
                    continue;
                drawn[message.Name]++;
                CheckRead(grammars, protocol, message, sentence, random);
                CheckChanged(grammars, protocol, message, sentence, random);
            }
        }

        return drawn;
    }

    /// <summary>A sentence is read whole and octet by octet, with the same labels; all it begins with asks for more; what follows it does
    /// not matter.</summary>
    private static void CheckRead(CompiledGrammars grammars, ProtocolModel protocol, MessageModel message, Sentence sentence, Random random)
    {
        var (octets, values) = (sentence.Octets, sentence.Values);
        var expected = $"Done {octets.Length} {sentence.Labels}";
        Same(expected, Read(octets.Length));
        Same(expected, Read([.. Enumerable.Range(0, octets.Length + 1)]));
        Same(expected, Read([.. Enumerable.Range(0, octets.Length).Where(_ => random.Next(5) == 0), octets.Length]));

        var followed = octets.Concat(octets).Append((byte)random.Next(256)).ToArray();
        Same(expected, grammars.Read(protocol, message, followed, values, followed.Length));
        foreach (var cut in Enumerable.Range(0, octets.Length).Where(cut => cut < MaxCut || cut > octets.Length - MaxCut))
            Same("NeedMoreData", Read(cut));

        string Read(params int[] cuts) => grammars.Read(protocol, message, octets, values, cuts);

        void Same(string wanted, string found)
        {
            if (wanted != found)
                Assert.Fail($"{protocol.Name}: {message.Name}: {Convert.ToHexString(octets)} ({Shown(octets)})\n   expected {wanted}\n        got {found}");
        }
    }

    /// <summary>Whatever the octets are, nothing is thrown, and what is said of them does not depend on how they were cut.</summary>
    private static void CheckChanged(
        CompiledGrammars grammars, ProtocolModel protocol, MessageModel message, Sentence sentence, Random random)
    {
        var octets = sentence.Octets.ToArray();
        for (var i = random.Next(1, 3); i > 0; i--)
            octets[random.Next(octets.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : octets[random.Next(octets.Length)];
        if (random.Next(3) == 0)
            octets = [.. octets[..random.Next(octets.Length)], .. octets[random.Next(octets.Length)..], .. octets];
        var atOnce = grammars.Read(protocol, message, octets, sentence.Values, octets.Length);
        var inParts = grammars.Read(protocol, message, octets, sentence.Values, [.. Enumerable.Range(0, octets.Length + 1)]);
        if (Verdict(atOnce) != Verdict(inParts))
            Assert.Fail($"{protocol.Name}: {message.Name}: {Convert.ToHexString(octets)} ({Shown(octets)})\n  at once {atOnce}\n  in parts {inParts}");
    }

    /// <summary>What was said, but for the place at which it was said that this is no such message.</summary>
    private static string Verdict(string result) => result.StartsWith("Done", StringComparison.Ordinal) ? result : result.Split(' ')[0];

    public static string Shown(byte[] octets) =>
        System.Text.Encoding.Latin1.GetString(octets).Replace("\r", "\\r", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);
}
