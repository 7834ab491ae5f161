using System.ComponentModel;
using System.Security.Cryptography;

namespace ProtocolKit.Generated;

/// <summary>Numbers that nobody can foresee, to tell answers from forged ones.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FreshNumber
{
    /// <summary>Draws a number uniformly from a range, with the system's cryptographic generator.</summary>
    /// <param name="first">The least number, 0 or more.</param>
    /// <param name="last">The greatest number.</param>
    /// <param name="previous">A number that is not drawn again.</param>
    public static long Draw(long first, long last, long previous)
    {
        var count = (ulong)(last - first) + 1;
        var greatest = ulong.MaxValue - ulong.MaxValue % count;
        while (true)
        {
            ulong random = 0;
            RandomNumberGenerator.Fill(System.Runtime.InteropServices.MemoryMarshal.AsBytes(new Span<ulong>(ref random)));
            var drawn = first + (long)(random % count);
            if (random < greatest && (drawn != previous || count == 1))
                return drawn;
        }
    }
}
