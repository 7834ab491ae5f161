using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits the connection that callers get.</summary>
internal static class ConnectionEmitter
{
    public static void Emit(CodeWriter code, ProtocolModel protocol)
    {
        code.Summary("A connection that is verified TLS, with what was learnt inside it.");
        using (code.Block("public sealed class Connection : SecureConnection"))
        {
            code.Line("internal Connection(SecuredTransport transport) : base(transport) { }");

            foreach (
                var message in protocol.Messages.Where(message => message.KeptSlot >= 0 && protocol.IsRead(message))
                .OrderBy(message => message.KeptSlot))
                EmitKept(
                    code, message, message.KeptSlot, message.TypeName,
                    $"The last '{message.Name}' that the server said inside TLS; a client's connections have it.");
            if (protocol.Tls.Keeps is { } kept && protocol.IsRead(kept))
            {
                EmitKept(code, kept, UnauthenticatedSlot(protocol), "Unauthenticated" + kept.TypeName,
                    $"The '{kept.Name}' that was said before TLS. Nobody vouches for it: an attacker may have written it.");
            }
        }
    }

    /// <summary>The slot of the plaintext message that the caller gets, behind those that are kept inside TLS.</summary>
    public static int UnauthenticatedSlot(ProtocolModel protocol) => protocol.Messages.Max(message => message.KeptSlot) + 1;

    private static void EmitKept(CodeWriter code, MessageModel message, int slot, string property, string summary)
    {
        code.Line();
        code.Summary($"Whether '{message.Name}' was said.");
        code.Line($"public bool Has{property} => IsKept({slot});");
        code.Line();
        code.Summary(summary);
        code.Line("/// <remarks>Its octets are valid until the connection is disposed.</remarks>");
        code.Line("/// <exception cref=\"InvalidOperationException\">It was not said.</exception>");
        code.Line(
            $"public {message.TypeReference} {property} => Kept<{message.TypeReference}>({slot}, {CSharpText.Literal(message.Name)});");
    }
}
