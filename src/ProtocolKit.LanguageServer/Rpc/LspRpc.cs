using System.Text.Json;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace ProtocolKit.LanguageServer.Rpc;

/// <summary>Answers what fails with the codes of the Language Server Protocol.</summary>
internal sealed class LspRpc(IJsonRpcMessageHandler handler) : JsonRpc(handler)
{
    protected override JsonRpcError.ErrorDetail CreateErrorDetails(JsonRpcRequest request, Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        if (exception is JsonException or RpcArgumentDeserializationException)
            return Detail(JsonRpcErrorCode.InvalidParams, $"The parameters of '{request.Method}' are wrong: {exception.Message}");
        var detail = base.CreateErrorDetails(request, exception);
        return detail.Code == JsonRpcErrorCode.InvocationError ? Detail(JsonRpcErrorCode.InternalError, exception.Message) : detail;
    }

    private static JsonRpcError.ErrorDetail Detail(JsonRpcErrorCode code, string message) => new() { Code = code, Message = message };
}
