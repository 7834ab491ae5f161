namespace ProtocolKit.Fuzzing;

/// <summary>In which pieces octets arrive: in turns of one length and another. 0 is all that is left.</summary>
internal readonly record struct Pieces(byte Odd, byte Even)
{
    /// <summary>All at once.</summary>
    public static Pieces Whole => default;

    /// <summary>One after the other.</summary>
    public static Pieces Octets => new(1, 1);

    /// <summary>How long the next piece is.</summary>
    /// <param name="number">Its number, from 0.</param>
    /// <param name="left">How many octets are left.</param>
    public int Next(int number, int left)
    {
        var length = number % 2 == 0 ? Odd : Even;
        return length == 0 || length > left ? left : length;
    }
}
