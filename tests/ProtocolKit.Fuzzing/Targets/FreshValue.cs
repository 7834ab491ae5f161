using System.Globalization;

namespace ProtocolKit.Fuzzing.Targets;

/// <summary>Guesses which of a message's values the machine has drawn: the first text, or the greatest number.</summary>
internal sealed class FreshValue
{
    /// <summary>The text.</summary>
    public byte[] Text { get; private set; } = [];

    /// <summary>The number.</summary>
    public long Number { get; private set; }

    /// <summary>Whether there was any.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>Takes a value of the message.</summary>
    public void See(ReadOnlySpan<byte> value)
    {
        if (!IsKnown)
            Text = value.ToArray();
        IsKnown = true;
        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            Number = Math.Max(Number, number);
    }
}
