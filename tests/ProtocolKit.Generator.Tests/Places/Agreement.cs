using ProtocolKit.Generator.Tests.Sentences;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Generator.Tests.Places;

/// <summary>Whether the emitted parser says what the interpreter says.</summary>
internal sealed class Agreement(CompiledGrammars grammars, ProtocolModel protocol, MessageModel message)
{
    /// <summary>How often they were compared.</summary>
    public long Compared { get; private set; }

    /// <summary>Compares what the parser says at the last cut, or before, with what the interpreter has said.</summary>
    public void Check(AutomatonReader reader, byte[] octets, params int[] cuts)
    {
        Compared++;
        var found = grammars.Scan(protocol, message, octets, reader.Values, cuts);
        var expected = (reader.Verdict, reader.Verdict == Verdict.Done ? reader.At.Position : 0);
        if (found != expected && (found.Verdict != Verdict.InvalidData || !reader.IsUndecided))
            Fail(octets, cuts, $"{expected}", $"{found}");
        if (reader.Verdict != Verdict.Done)
            return;
        var shown = $"Done {reader.At.Position} {reader.Labels}";
        var read = grammars.Read(protocol, message, octets, reader.Values, cuts);
        if (read != shown)
            Fail(octets, cuts, shown, read);
    }

    /// <summary>Compares where an octet leads nowhere: whole, resumed before it, and with more behind it.</summary>
    /// <param name="octets">The octets.</param>
    /// <param name="position">The position of that octet.</param>
    /// <param name="values">The values of earlier messages.</param>
    public void CheckRefused(byte[] octets, int position, DrawnValues values)
    {
        Compared += 3;
        Refused(position + 1);
        Refused(position, position + 1);
        Refused(octets.Length);

        void Refused(params int[] cuts)
        {
            var found = grammars.Scan(protocol, message, octets, values, cuts);
            if (found.Verdict != Verdict.InvalidData)
                Fail(octets, cuts, $"{Verdict.InvalidData}", $"{found}");
        }
    }

    private void Fail(byte[] octets, int[] cuts, string expected, string found)
    {
        var shown = octets.AsSpan(0, cuts[^1]).ToArray();
        var text = $"{Convert.ToHexString(shown)} ({MessageProperties.Shown(shown)}) cut at {string.Join(", ", cuts)}";
        Assert.Fail($"{protocol.Name}: {message.Name}: {text}\n   automaton {expected}\n     emitted {found}");
    }
}
