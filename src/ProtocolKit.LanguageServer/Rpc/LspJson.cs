using System.Text.Json;
using System.Text.Json.Serialization;
using StreamJsonRpc;

namespace ProtocolKit.LanguageServer.Rpc;

/// <summary>How messages are written in JSON.</summary>
internal static class LspJson
{
    /// <summary>A formatter for one connection.</summary>
    public static SystemTextJsonFormatter Formatter() => new()
    {
        JsonSerializerOptions = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            NumberHandling = JsonNumberHandling.Strict,
            PropertyNameCaseInsensitive = false,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
        },
    };
}
