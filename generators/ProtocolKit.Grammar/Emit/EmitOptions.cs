using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>What the emitted code of a protocol is called and described with.</summary>
/// <param name="Namespace">The namespace of the generated type.</param>
/// <param name="FileName">The name of the grammar file, for the comment at the top.</param>
/// <param name="IsInternal">Whether the generated types are internal; they are public unless set.</param>
/// <param name="Roles">The roles that types are generated for.</param>
public sealed record EmitOptions(
    string Namespace = "ProtocolKit.Protocols", string? FileName = null, bool IsInternal = false, ProtocolRoles Roles = ProtocolRoles.Both)
{
    /// <summary>The C# keyword of the types' accessibility.</summary>
    internal string Access => IsInternal ? "internal" : "public";
}
