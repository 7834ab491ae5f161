using ProtocolKit.Generator.Tests.Sentences;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Generator.Tests.Places;

/// <summary>Compares the emitted parser of a message with its automaton, on sentences that are changed and cut at random.</summary>
internal sealed class DrawnSentences(CompiledGrammars grammars, ProtocolModel protocol, MessageModel message)
{
    private readonly AutomatonFacts _facts = new(protocol, message);
    private readonly Agreement _agreement = new(grammars, protocol, message);

    /// <returns>How many were read.</returns>
    public int Run(int count, Random random)
    {
        var read = 0;
        for (var i = 0; i < count; i++)
        {
            if (Sentence.Draw(protocol, message, random) is not { } sentence)
                continue;
            read++;
            Check(sentence.Octets, sentence.Values, random);
            Check(Changed(sentence.Octets, random), sentence.Values, random);
        }

        return read;
    }

    private void Check(byte[] octets, DrawnValues values, Random random)
    {
        var reader = new AutomatonReader(_facts, values).ReadAll(octets);
        _agreement.Check(reader, octets, octets.Length);
        _agreement.Check(reader, octets, [.. Enumerable.Range(0, octets.Length).Where(_ => random.Next(4) == 0), octets.Length]);
    }

    private static byte[] Changed(byte[] octets, Random random)
    {
        var (first, second) = (random.Next(octets.Length), random.Next(octets.Length));
        return random.Next(6) switch
        {
            0 => [.. octets[..first], .. octets[second..]],
            1 => [.. octets[..first], (byte)random.Next(256), .. octets[first..]],
            2 => octets[..first],
            3 => [.. octets, .. octets],
            4 => [.. octets[..first], octets[second], .. octets[(first + 1)..]],
            _ => [.. octets[..first], (byte)(octets[first] ^ 1 << random.Next(8)), .. octets[(first + 1)..]],
        };
    }
}
