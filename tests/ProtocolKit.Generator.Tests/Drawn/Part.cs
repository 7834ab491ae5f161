namespace ProtocolKit.Generator.Tests.Drawn;

/// <summary>A part of a message as a rule spells it, and as a text spells a sentence of it.</summary>
/// <param name="Rule">The element of the rule.</param>
/// <param name="Say">Draws a sentence as the element of a text; null where a text can't spell it.</param>
/// <param name="HasDefault">Whether its shortest sentence is determined.</param>
internal sealed record Part(string Rule, Func<Random, string?> Say, bool HasDefault = true)
{
    /// <summary>A part that has one sentence, spelled as the rule spells it.</summary>
    public static Part Fixed(string text) => new(text, _ => text);

    public static Part Sequence(IReadOnlyList<Part> parts) => new(
        string.Join(' ', parts.Select(part => part.Rule)),
        random =>
            parts.Select(part => part.Say(random)).ToArray() is var said && said.Contains(null) ? null
            : string.Join(' ', said.Where(text => text!.Length > 0)),
        parts.All(part => part.HasDefault));
}

/// <summary>A value that a label can have.</summary>
/// <param name="Rule">Its element.</param>
/// <param name="Sample">Draws a value, as an element of a text.</param>
/// <param name="Default">Draws a value, as the default of a parameter.</param>
/// <param name="Fresh">Whether it can be invented: a fixed number of octets, or a number with a range.</param>
/// <param name="IsBounded">Whether it is short enough to be needed later.</param>
/// <param name="Repeat">The element that repeats another value in its place, if that is not its name alone.</param>
/// <param name="ParameterRule">The rule of a parameter in its place, where that is not the same.</param>
internal sealed record Value(
    string Rule, Func<Random, string> Sample, Func<Random, string> Default, bool Fresh = false, bool IsBounded = true,
        string? ParameterRule = null,
    Func<string, string>? Repeat = null)
{
    /// <summary>The element of a text that is the value of a name, <c>$</c> included.</summary>
    public string InPlace(string name) => Repeat?.Invoke(name) ?? name;

    /// <summary>The rule of a parameter; <c>*</c> at its beginning would make a list of it.</summary>
    public string OfParameter => ParameterRule ?? (Rule[0] == '*' ? $"( {Rule} )" : Rule);
}
