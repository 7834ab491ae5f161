using System.Buffers;
using System.ComponentModel;
using System.Text;

namespace ProtocolKit.Generated;

/// <summary>The name that a client's machine was made for, as octets that may stand in a dialogue.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class HostOctets
{
    /// <summary>The longest name, in octets.</summary>
    public const int MaxLength = 255;

    private static readonly SearchValues<char> Legal =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._:");

    /// <summary>Checks a name.</summary>
    /// <param name="host">The name.</param>
    /// <exception cref="ArgumentException">It is empty or too long, or has other characters than letters, digits, <c>-</c>, <c>_</c>,
    /// <c>.</c> and <c>:</c>.</exception>
    public static void Check(string host)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        if (host.Length > MaxLength || host.AsSpan().ContainsAnyExcept(Legal))
            throw new ArgumentException(
                $"\"{host}\" is no host: letters, digits, '-', '_', '.' and ':', {MaxLength} at most.", nameof(host));
    }

    /// <summary>Checks a name, and writes it as octets.</summary>
    /// <param name="host">The name.</param>
    /// <param name="buffer">Takes the octets; <see cref="MaxLength"/> long.</param>
    /// <returns>The octets.</returns>
    /// <exception cref="ArgumentException">It is empty or too long, or has other characters than letters, digits, <c>-</c>, <c>_</c>,
    /// <c>.</c> and <c>:</c>.</exception>
    public static ReadOnlySpan<byte> Of(string host, Span<byte> buffer)
    {
        Check(host);
        return buffer[..Encoding.ASCII.GetBytes(host, buffer)];
    }

    /// <summary>Checks a name, and writes it with U-labels (RFC 5890), in UTF-8.</summary>
    /// <param name="host">The name, with A-labels.</param>
    /// <param name="buffer">Takes the octets; <see cref="MaxLength"/> long.</param>
    /// <returns>The octets; those of the name as it is, where its U-labels are not valid or too long.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Of"/>.</exception>
    public static ReadOnlySpan<byte> UnicodeOf(string host, Span<byte> buffer)
    {
        Check(host);
        return host.Contains("xn--", StringComparison.OrdinalIgnoreCase)
            && Encoding.UTF8.TryGetBytes(ToUnicode(host), buffer, out var length)
            ? buffer[..length]
            : Of(host, buffer);
    }

    /// <summary>Checks a name, and writes it as it stands in a URI: an IPv6 address in brackets (RFC 3986, section 3.2.2).</summary>
    /// <param name="host">The name.</param>
    /// <param name="buffer">Takes the octets; <see cref="MaxLength"/> long.</param>
    /// <returns>The octets; those of the name as it is, where it has no colon or brackets would make it too long.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Of"/>.</exception>
    public static ReadOnlySpan<byte> UriOf(string host, Span<byte> buffer)
    {
        Check(host);
        if (!host.Contains(':', StringComparison.Ordinal) || host.Length > MaxLength - 2)
            return Of(host, buffer);
        var length = Encoding.ASCII.GetBytes(host, buffer[1..]) + 2;
        (buffer[0], buffer[length - 1]) = ((byte)'[', (byte)']');
        return buffer[..length];
    }

    private static string ToUnicode(string host)
    {
        try
        {
            return new System.Globalization.IdnMapping().GetUnicode(host);
        }
        catch (ArgumentException)
        {
            return host;
        }
    }
}
