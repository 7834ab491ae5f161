using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ProtocolKit;

/// <summary>How reports are written in JSON (RFC 8460, section 4.4).</summary>
internal static class TlsReportJson
{
    private static readonly JsonSerializerOptions s_options = Create();

    /// <summary>A whole report.</summary>
    public static JsonTypeInfo<TlsReport> Report { get; } = (JsonTypeInfo<TlsReport>)s_options.GetTypeInfo(typeof(TlsReport));

    /// <summary>A policy.</summary>
    public static JsonTypeInfo<TlsReportPolicy> Policy { get; } = (JsonTypeInfo<TlsReportPolicy>)s_options.GetTypeInfo(
        typeof(TlsReportPolicy));

    /// <summary>What came of one policy.</summary>
    public static JsonTypeInfo<TlsReportItem> Item { get; } = (JsonTypeInfo<TlsReportItem>)s_options.GetTypeInfo(typeof(TlsReportItem));

    private static JsonSerializerOptions Create() => new(TlsReportContext.Default.Options)
    {
        // Nobody puts a report into HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = TlsReportContext.Default.WithAddedModifier(OmitEmpty),
        Converters = { new KebabCase<TlsReportPolicyType>(), new KebabCase<TlsReportResultType>(), new UtcSeconds(), new OneOrMany() },
    };

    private static void OmitEmpty(JsonTypeInfo type)
    {
        if (type.Type == typeof(TlsReport))
            return;
        foreach (var property in type.Properties)
            property.ShouldSerialize = (_, value) => value is not (null or ICollection { Count: 0 });
    }

    private sealed class KebabCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
        where T : struct, Enum;

    private sealed class UtcSeconds : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
    }

    /// <summary>Lists of strings, also where one stands by itself, as in the example of the RFC.</summary>
    private sealed class OneOrMany : JsonConverter<IReadOnlyList<string>>
    {
        public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String)
                return [reader.GetString()!];
            if (reader.TokenType != JsonTokenType.StartArray)
                throw new JsonException();
            var texts = new List<string>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                texts.Add(reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException());
            return texts;
        }

        public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var text in value)
                writer.WriteStringValue(text);
            writer.WriteEndArray();
        }
    }
}

/// <summary>The code that reads and writes them, made when this is compiled.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TlsReport))]
internal sealed partial class TlsReportContext : JsonSerializerContext;
