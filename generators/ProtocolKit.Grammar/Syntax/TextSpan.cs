namespace ProtocolKit.Grammar.Syntax;

/// <summary>A range of UTF-16 code units in a grammar file.</summary>
/// <param name="Start">The zero-based index of the first code unit.</param>
/// <param name="Length">The number of code units.</param>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The index behind the last code unit.</summary>
    public int End => Start + Length;

    /// <summary>The smallest range that holds both.</summary>
    public static TextSpan FromBounds(TextSpan first, TextSpan last) => new(first.Start, last.End - first.Start);
}
