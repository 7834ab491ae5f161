using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace ProtocolKit.LanguageServer.Rpc;

/// <summary>The errors that requests are answered with.</summary>
internal static class LspError
{
    private const int ServerNotInitialized = -32002;
    private const int RequestFailed = -32803;

    /// <summary>The request came before <c>initialize</c>.</summary>
    public static LocalRpcException NotInitialized() => Of(ServerNotInitialized, "The first request is 'initialize'.");

    /// <summary>The request does not fit here.</summary>
    public static LocalRpcException InvalidRequest(string message) => Of((int)JsonRpcErrorCode.InvalidRequest, message);

    /// <summary>Something in the request's parameters can't be.</summary>
    public static LocalRpcException InvalidParams(string message) => Of((int)JsonRpcErrorCode.InvalidParams, message);

    /// <summary>What is asked for can't be done; the editor shows why.</summary>
    public static LocalRpcException Failed(string message) => Of(RequestFailed, message);

    private static LocalRpcException Of(int code, string message) => new(message) { ErrorCode = code };
}
