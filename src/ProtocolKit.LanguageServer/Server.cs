using System.Reflection;
using ProtocolKit.LanguageServer.Features;
using ProtocolKit.LanguageServer.Rpc;
using ProtocolKit.LanguageServer.Workspace;
using StreamJsonRpc;

namespace ProtocolKit.LanguageServer;

/// <summary>Serves one editor.</summary>
internal static class Server
{
    /// <summary>The version of this program.</summary>
    public static string Version { get; } =
        typeof(Server).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>Serves until the editor says <c>exit</c>, or closes the connection.</summary>
    /// <param name="input">What the editor says.</param>
    /// <param name="output">What it is told.</param>
    /// <param name="log">Takes why the connection broke.</param>
    /// <returns>0 where the editor has said <c>shutdown</c> before, else 1.</returns>
    public static async Task<int> RunAsync(Stream input, Stream output, TextWriter log)
    {
        using var formatter = LspJson.Formatter();
        await using var handler = new LspMessageHandler(output, input, formatter);
        using var rpc = new LspRpc(handler) { CancelLocallyInvokedMethodsWhenConnectionIsClosed = true };
        var (workspace, editor) = (new GrammarWorkspace(), new EditorConnection(rpc));
        await using var findings = new FindingsLoop(workspace, editor);
        var session = new Session(workspace, findings, editor);
        rpc.AddLocalRpcTarget(session, new JsonRpcTargetOptions { UseSingleObjectParameterDeserialization = true });
        rpc.StartListening();
        try
        {
            // A standard input that is being read can't be closed: who says 'exit' does not wait for that.
            await (await Task.WhenAny(rpc.Completion, session.Exited).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (Exception failure) when (
            failure is IOException or BadRpcHeaderException or ObjectDisposedException or ConnectionLostException)
        {
            // Without a header that says where the next message begins, nothing behind it can be read.
            await log.WriteLineAsync($"The connection to the editor broke: {failure.Message}").ConfigureAwait(false);
        }

        return session.IsShutDown ? 0 : 1;
    }
}
