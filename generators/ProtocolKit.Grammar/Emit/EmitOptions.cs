namespace ProtocolKit.Grammar.Emit;

/// <summary>What the emitted code of a protocol is called and described with.</summary>
/// <param name="Namespace">The namespace of the generated type.</param>
/// <param name="FileName">The name of the grammar file, for the comment at the top.</param>
public sealed record EmitOptions(string Namespace = "ProtocolKit.Protocols", string? FileName = null);
