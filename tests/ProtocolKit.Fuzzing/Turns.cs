using System.Buffers.Binary;
using System.Numerics;

namespace ProtocolKit.Fuzzing;

/// <summary>What a peer says, turn by turn, in one input. Two octets that stand in no recording separate turns, or stand for the value that
/// the other side chose: nobody can foresee it.</summary>
internal static class Turns
{
    /// <summary>Between two turns.</summary>
    public static ReadOnlySpan<byte> Separator => [0xF5, 0xC0];

    /// <summary>The value as text.</summary>
    public static ReadOnlySpan<byte> FreshText => [0xF5, 0xC1];

    /// <summary>The value as an INTEGER of BER.</summary>
    public static ReadOnlySpan<byte> FreshInteger => [0xF5, 0xC2];

    /// <summary>The value as four octets.</summary>
    public static ReadOnlySpan<byte> FreshNumber => [0xF5, 0xC3];

    /// <summary>Puts turns into an input.</summary>
    public static byte[] Join(IEnumerable<byte[]> turns)
    {
        var joined = new List<byte>();
        foreach (var turn in turns)
        {
            if (joined.Count > 0)
                joined.AddRange(Separator);
            joined.AddRange(turn);
        }

        return [.. joined];
    }

    /// <summary>Takes turns out of an input.</summary>
    public static Queue<byte[]> Split(ReadOnlySpan<byte> joined)
    {
        var turns = new Queue<byte[]>();
        foreach (var range in joined.Split(Separator))
            turns.Enqueue(joined[range].ToArray());
        return turns;
    }

    /// <summary>Whether an input repeats a value.</summary>
    public static bool RepeatFresh(ReadOnlySpan<byte> joined) =>
        joined.IndexOf(FreshText) >= 0 || joined.IndexOf(FreshInteger) >= 0 || joined.IndexOf(FreshNumber) >= 0;

    /// <summary>Puts a value in its places.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="text">The value, where it is a text.</param>
    /// <param name="number">The value, where it is a number.</param>
    public static byte[] Fill(byte[] turn, ReadOnlySpan<byte> text, long number = 0)
    {
        if (!RepeatFresh(turn))
            return turn;
        var content = new BigInteger(number).ToByteArray(isBigEndian: true);
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(four, (uint)number);
        var filled = new List<byte>();
        for (var rest = (ReadOnlySpan<byte>)turn; !rest.IsEmpty;)
        {
            var isFresh = true;
            if (rest.StartsWith(FreshText))
                filled.AddRange(text);
            else if (rest.StartsWith(FreshInteger))
                filled.AddRange([2, (byte)content.Length, .. content]);
            else if (rest.StartsWith(FreshNumber))
                filled.AddRange(four);
            else
                isFresh = false;
            if (!isFresh)
                filled.Add(rest[0]);
            rest = rest[(isFresh ? 2 : 1)..];
        }

        return [.. filled];
    }
}
