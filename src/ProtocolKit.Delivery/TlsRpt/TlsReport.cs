using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text.Json;

namespace ProtocolKit;

/// <summary>What a sender tells a domain of a day's TLS sessions with its mail exchangers (RFC 8460, section 4).</summary>
public sealed record TlsReport
{
    /// <summary>The media type of a report that is compressed with gzip (RFC 8460, section 6.5).</summary>
    public const string GzipMediaType = "application/tlsrpt+gzip";

    /// <summary>Who is responsible for it.</summary>
    public required string OrganizationName { get; init; }

    /// <summary>The time that it is about.</summary>
    public required TlsReportDateRange DateRange { get; init; }

    /// <summary>The mail address of who can be asked about it.</summary>
    public required string ContactInfo { get; init; }

    /// <summary>What no other report is called.</summary>
    public required string ReportId { get; init; }

    /// <summary>The policies that were applied, and what came of each.</summary>
    public required IReadOnlyList<TlsReportItem> Policies { get; init; }

    /// <summary>Reads a report.</summary>
    /// <param name="json">It, in JSON.</param>
    /// <exception cref="FormatException">It is none; the message says where, and why.</exception>
    public static TlsReport Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, TlsReportJson.Report) ?? throw new FormatException("The report is null.");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"It is no report of TLS sessions (RFC 8460): {exception.Message}", exception);
        }
    }

    /// <summary>Writes it in JSON.</summary>
    /// <returns>UTF-8.</returns>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, TlsReportJson.Report);

    /// <summary>Writes it in JSON that is compressed with gzip.</summary>
    public byte[] ToGzip()
    {
        using var octets = new MemoryStream();
        using (var gzip = new GZipStream(octets, CompressionLevel.SmallestSize))
            gzip.Write(ToJson());
        return octets.ToArray();
    }

    /// <summary>Makes the body of a POST request that gives it to an address of the scheme <c>https</c> (RFC 8460, section 5.4).</summary>
    /// <returns>The body with its media type; the caller disposes it, or the request does.</returns>
    public HttpContent ToHttpContent() =>
        new ByteArrayContent(ToGzip()) { Headers = { ContentType = new MediaTypeHeaderValue(GzipMediaType) } };
}

/// <summary>The time that a report is about: a day, from midnight to midnight of UTC.</summary>
/// <param name="StartDatetime">Its first second.</param>
/// <param name="EndDatetime">Its last second.</param>
public sealed record TlsReportDateRange(DateTimeOffset StartDatetime, DateTimeOffset EndDatetime)
{
    /// <summary>A day of UTC.</summary>
    /// <param name="day">The day.</param>
    public static TlsReportDateRange Of(DateOnly day)
    {
        var start = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        return new TlsReportDateRange(start, start.AddDays(1).AddSeconds(-1));
    }
}
