using ProtocolKit.LanguageServer.Protocol;
using StreamJsonRpc;

namespace ProtocolKit.LanguageServer.Rpc;

/// <summary>What the server says by itself.</summary>
internal sealed class EditorConnection(JsonRpc rpc)
{
    /// <summary>Shows the findings of a file, in place of those before.</summary>
    public Task PublishAsync(PublishDiagnosticsParams findings) => NotifyAsync("textDocument/publishDiagnostics", findings);

    private async Task NotifyAsync(string method, object parameters)
    {
        try
        {
            await rpc.NotifyWithParameterObjectAsync(method, parameters).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is ConnectionLostException or ObjectDisposedException)
        {
            // The editor is gone, and nobody wants to know.
        }
    }
}
