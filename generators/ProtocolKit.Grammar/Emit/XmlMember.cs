namespace ProtocolKit.Grammar.Emit;

/// <summary>A label of an XML message, as a member of its type.</summary>
/// <param name="Label">The label as the grammar spells it.</param>
/// <param name="Name">The member's name in Pascal case; in the plural for a list.</param>
/// <param name="IsOptional">Whether it may be absent.</param>
/// <param name="IsList">Whether it has several values.</param>
/// <param name="Type">The C# type of <paramref name="Value"/>, or null for an element, which is there or not.</param>
/// <param name="Value">The C# expression of its value: <c>ReadOnlySpan&lt;byte&gt;</c>, for a list what <c>foreach</c> enumerates; null
/// for an element.</param>
/// <param name="Presence">The C# expression that tells whether it is there.</param>
public sealed record XmlMember(
    string Label, string Name, bool IsOptional, bool IsList, string? Type, string? Value, string Presence);
