namespace ProtocolKit.AspNetCore;

/// <summary>A capability that a server offered.</summary>
/// <param name="Label">The grammar's label for it, such as <c>capability</c>.</param>
/// <param name="Value">Its value, escaped by <see cref="EscapedText"/>, such as <c>STARTTLS</c>; empty if it has none of its own.</param>
public readonly record struct OfferedCapability(string Label, string Value);
