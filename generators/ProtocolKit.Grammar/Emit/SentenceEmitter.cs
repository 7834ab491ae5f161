using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits the method that writes a sentence.</summary>
/// <remarks>
/// Its shape: <c>private static void MethodName(ref OctetWriter writer, ref Bindings bindings, ClientParameters parameters)</c>, or with
/// <c>ServerParameters</c>, nested in the protocol's type.
/// </remarks>
public static class SentenceEmitter
{
    /// <summary>Emits the method.</summary>
    public static void Emit(CodeWriter code, ProtocolModel protocol, SentenceModel sentence, bool byClient)
    {
    }
}
