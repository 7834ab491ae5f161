using System.Text.Json;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace ProtocolKit.LanguageServer.Rpc;

/// <summary>Reads and writes messages with the headers of the Language Server Protocol. What is no message is answered with an error, and
/// the next one is read.</summary>
internal sealed class LspMessageHandler(Stream output, Stream input, IJsonRpcMessageFormatter formatter)
    : HeaderDelimitedMessageHandler(output, input, formatter)
{
    protected override async ValueTask<JsonRpcMessage?> ReadCoreAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await base.ReadCoreAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (JsonException failure)
            {
                await WriteAsync(Refusal(JsonRpcErrorCode.ParseError, $"This is no JSON: {failure.Message}"), cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (ArgumentOutOfRangeException failure)
            {
                throw new IOException("The length of a message is not above 0.", failure);
            }
            catch (Exception failure) when (failure is InvalidOperationException or FormatException or ArgumentException)
            {
                await WriteAsync(
                    Refusal(JsonRpcErrorCode.InvalidRequest, $"This is no message of JSON-RPC: {failure.Message}"), cancellationToken)
                    .ConfigureAwait(false);
            }
        }
    }

    private static JsonRpcError Refusal(JsonRpcErrorCode code, string message) => new()
    {
        Version = "2.0",
        RequestId = RequestId.Null,
        Error = new JsonRpcError.ErrorDetail { Code = code, Message = message },
    };
}
