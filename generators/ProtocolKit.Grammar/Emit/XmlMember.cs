namespace ProtocolKit.Grammar.Emit;

/// <summary>What a label of an XML message is.</summary>
public enum XmlMemberKind
{
    /// <summary>Octets.</summary>
    Octets,

    /// <summary>Whether an element was there.</summary>
    Presence,

    /// <summary>Octets of several places.</summary>
    List,
}

/// <summary>A label of an XML message, as a member of its type.</summary>
/// <param name="Label">The label as the grammar spells it.</param>
/// <param name="Name">The member's name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="IsOptional">Whether it may be absent.</param>
/// <param name="Type">Its C# type; for a list, that of <see cref="Declarations"/>.</param>
/// <param name="Body">The C# expression that gives it.</param>
/// <param name="PresenceBody">The C# expression that tells whether it is there.</param>
/// <param name="Declarations">The type of a list, to be nested in the message's type; else empty.</param>
public sealed record XmlMember(
    string Label, string Name, XmlMemberKind Kind, bool IsOptional, string Type, string Body, string PresenceBody, string Declarations);
