using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits the connection that callers get, and the methods that make it.</summary>
internal static class ConnectionEmitter
{
    public static void Emit(CodeWriter code, ProtocolModel protocol)
    {
        code.Summary("A connection that is verified TLS, with what was learnt inside it.");
        using (code.Block("public sealed class Connection : SecureConnection"))
        {
            code.Line("internal Connection(SecuredTransport transport)");
            using (code.Indent())
                code.Line(": base(transport)");
            using (code.Block(""))
            {
            }

            foreach (var message in protocol.Messages.Where(message => message.KeptSlot >= 0).OrderBy(message => message.KeptSlot))
                EmitKept(code, message, message.KeptSlot, message.TypeName, $"The last '{message.Name}' that the server said inside TLS; a client's connections have it.");
            if (protocol.Tls.Keeps is { } kept)
            {
                EmitKept(code, kept, MachineEmitter.UnauthenticatedSlot(protocol), "Unauthenticated" + kept.TypeName,
                    $"The '{kept.Name}' that was said before TLS. Nobody vouches for it: an attacker may have written it.");
            }
        }
    }

    private static void EmitKept(CodeWriter code, MessageModel message, int slot, string property, string summary)
    {
        code.Line();
        code.Summary($"Whether '{message.Name}' was said.");
        code.Line($"public bool Has{property} => Messages.TryGet({slot}, out _);");
        code.Line();
        code.Summary(summary + " Its octets are valid until the connection is disposed.");
        code.Line("/// <exception cref=\"InvalidOperationException\">It was not said.</exception>");
        using (code.Block($"public {message.TypeReference} {property}"))
        using (code.Block("get"))
        {
            code.Line($"if (!Messages.TryGet({slot}, out var octets))");
            using (code.Indent())
                code.Line($"throw new InvalidOperationException(\"'{message.Name}' was not said on this connection.\");");
            code.Line("var cursor = default(ScanCursor);");
            code.Line(MessageEmitter.RescanCall(message, "cursor", "octets") + ";");
            code.Line($"return new {message.TypeReference}(octets, in cursor);");
        }
    }

    public static void EmitFacade(CodeWriter code, ProtocolModel protocol)
    {
        var specification = protocol.Specifications.Count > 0 ? $" ({string.Join(", ", protocol.Specifications)})" : "";
        code.Summary($"Connects to a server and upgrades the connection to verified TLS{specification}.");
        EmitClientDocs(code, "host", "The server's name or address: where to connect, and what its certificate must carry.");
        EmitFacadeMethod(code, "ConnectAsync", "string host, int port", "UpgradeClient.ConnectAsync(Definition, host, port, parameters, options, cancellationToken)", "ClientParameters? parameters = null, UpgradeClientOptions? options = null");
        code.Line();
        code.Summary($"Upgrades a stream of the caller's to verified TLS{specification}.");
        EmitClientDocs(code, "host", "What the server's certificate must carry.", "stream", "The connected stream; owned by the connection from now on.");
        EmitFacadeMethod(code, "UpgradeAsync", "Stream stream, string host", "UpgradeClient.UpgradeAsync(Definition, stream, host, parameters, options, cancellationToken)", "ClientParameters? parameters = null, UpgradeClientOptions? options = null");
        code.Line();
        code.Summary($"Serves a client that has connected until its connection is TLS{specification}.");
        code.Doc("param name=\"stream\"", "The accepted stream; owned by the connection from now on.");
        code.Doc("param name=\"options\"", "The certificate, limits and so on.");
        code.Doc("param name=\"parameters\"", "The protocol's parameters; null for their defaults.");
        code.Doc("param name=\"cancellationToken\"", "Gives the upgrade up.");
        code.Doc("returns", "The connection, in the state of one that has just been greeted.");
        code.Line("/// <exception cref=\"UpgradeException\">The upgrade has failed; the stream is closed.</exception>");
        EmitFacadeMethod(code, "AcceptAsync", "Stream stream, UpgradeServerOptions options", "UpgradeServer.AcceptAsync(Definition, stream, options, parameters, cancellationToken)", "ServerParameters? parameters = null");
    }

    private static void EmitClientDocs(CodeWriter code, string name, string text, string? first = null, string? firstText = null)
    {
        if (first is not null)
            code.Doc($"param name=\"{first}\"", firstText!);
        code.Doc($"param name=\"{name}\"", text);
        if (first is null)
            code.Doc("param name=\"port\"", "The TCP port.");
        code.Doc("param name=\"parameters\"", "The protocol's parameters; null for their defaults.");
        code.Doc("param name=\"options\"", "Trust, deadline and so on; null for required TLS with the system's roots.");
        code.Doc("param name=\"cancellationToken\"", "Gives the upgrade up.");
        code.Doc("returns", "The connection; the caller disposes it.");
        code.Line("/// <exception cref=\"UpgradeException\">The upgrade has failed; the connection is closed.</exception>");
    }

    private static void EmitFacadeMethod(CodeWriter code, string name, string parameters, string call, string options)
    {
        code.Line($"public static async Task<Connection> {name}({parameters}, {options}, CancellationToken cancellationToken = default) =>");
        using (code.Indent())
            code.Line($"(Connection)await {call}.ConfigureAwait(false);");
    }
}
