using ProtocolKit.Grammar.Automata;

namespace ProtocolKit.Testing.Sentences;

/// <summary>A part of a sentence that is being drawn: its octets are put together at the end, as a size is known only when what it
/// measures has been drawn.</summary>
internal abstract class Piece
{
    public static byte[] Join(IEnumerable<Piece> pieces)
    {
        var octets = new List<byte>();
        foreach (var piece in pieces)
            piece.Append(octets);
        return [.. octets];
    }

    public byte[] ToArray()
    {
        var octets = new List<byte>();
        Append(octets);
        return [.. octets];
    }

    public abstract void Append(List<byte> octets);
}

/// <summary>Octets.</summary>
internal sealed class OctetsPiece(byte[] octets) : Piece
{
    public byte[] Octets { get; set; } = octets;

    public override void Append(List<byte> octets) => octets.AddRange(Octets);
}

/// <summary>Several pieces.</summary>
internal sealed class SequencePiece(IReadOnlyList<Piece> items) : Piece
{
    public override void Append(List<byte> octets)
    {
        foreach (var item in items)
            item.Append(octets);
    }
}

/// <summary>What a label stands for.</summary>
internal sealed class LabelPiece(string name, Pattern pattern, Piece value) : Piece
{
    public string Name => name;

    public Pattern Pattern => pattern;

    /// <summary>The labels within its value.</summary>
    public IReadOnlyList<LabelPiece> Inner { get; init; } = [];

    public Piece Value { get; set; } = value;

    /// <summary>Whether something has been measured by it, so that it can't change any more.</summary>
    public bool IsFixed { get; set; }

    public override void Append(List<byte> octets) => Value.Append(octets);
}

/// <summary>A part and octets of any kind up to a multiple of its length.</summary>
internal sealed class PaddedPiece(int multiple, Piece item, byte[] rest) : Piece
{
    public override void Append(List<byte> octets)
    {
        var padded = item.ToArray();
        octets.AddRange([.. padded, .. rest.Take(PaddedPattern.Padding(padded.Length, multiple))]);
    }
}

/// <summary>A BER element, whose length is written in more octets than it takes where that is asked for.</summary>
internal sealed class BerPiece(byte tag, Piece body, int lengthOctets) : Piece
{
    public override void Append(List<byte> octets)
    {
        var contents = body.ToArray();
        octets.Add(tag);
        var least = contents.Length switch { < 0x80 => 0, <= 0xFF => 1, <= 0xFFFF => 2, _ => 3 };
        var width = Math.Max(least, lengthOctets);
        octets.Add(width == 0 ? (byte)contents.Length : (byte)(0x80 | width));
        for (var i = width - 1; i >= 0; i--)
            octets.Add((byte)(contents.Length >> 8 * i));
        octets.AddRange(contents);
    }
}

/// <summary>A sentence that can't be drawn this way: another try may succeed.</summary>
internal sealed class RejectedException : Exception;
