using System.Runtime.CompilerServices;

namespace ProtocolKit.Fuzzing;

/// <summary>A promise was broken.</summary>
internal sealed class BrokenPromiseException(string message) : Exception(message)
{
    /// <summary>Throws unless a promise was kept.</summary>
    public static void Unless(bool isKept, string text)
    {
        if (!isKept)
            throw new BrokenPromiseException(text);
    }

    /// <inheritdoc cref="Unless(bool, string)"/>
    public static void Unless(bool isKept, [InterpolatedStringHandlerArgument(nameof(isKept))] ref Text text)
    {
        if (!isKept)
            throw new BrokenPromiseException(text.ToString());
    }

    /// <summary>What was broken: put into words only then.</summary>
    [InterpolatedStringHandler]
    internal ref struct Text
    {
        private DefaultInterpolatedStringHandler _text;

        public Text(int literalLength, int formattedCount, bool isKept, out bool isNeeded)
        {
            isNeeded = !isKept;
            if (isNeeded)
                _text = new DefaultInterpolatedStringHandler(literalLength, formattedCount);
        }

        public void AppendLiteral(string text) => _text.AppendLiteral(text);

        public void AppendFormatted<T>(T value, string? format = null) => _text.AppendFormatted(value, format);

        public override string ToString() => _text.ToString();
    }
}
