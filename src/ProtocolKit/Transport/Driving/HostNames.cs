using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;

namespace ProtocolKit;

internal static class HostNames
{
    /// <summary>Takes the brackets off an IPv6 address.</summary>
    public static string ForConnecting(string host) => host is ['[', .. var address, ']'] ? address : host;

    /// <summary>Makes of a host what is asked for (SNI) and what a certificate carries: without the root's dot, which RFC 6066, section 3,
    /// does not allow there, and with each label in its ASCII form.</summary>
    public static string ForTls(string host, [CallerArgumentExpression(nameof(host))] string? parameter = null)
    {
        var name = ForConnecting(host);
        if (name.EndsWith('.'))
            name = name[..^1];
        if (name.Contains(':') && IPAddress.TryParse(name, out var address))
            return address.ScopeId == 0 ? name : new IPAddress(address.GetAddressBytes()).ToString();
        if (!System.Text.Ascii.IsValid(name))
            name = ToAscii(name, host, parameter);
        if (name.AsSpan().ContainsAnyExcept(NameCharacters) || Uri.CheckHostName(name.Replace('_', 'x')) == UriHostNameType.Unknown)
            throw NotAName(host, parameter, null);
        return name;
    }

    private static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._");

    private static string ToAscii(string name, string host, string? parameter)
    {
        try
        {
            return new IdnMapping().GetAscii(name);
        }
        catch (ArgumentException exception)
        {
            throw NotAName(host, parameter, exception);
        }
    }

    private static ArgumentException NotAName(string host, string? parameter, Exception? inner) =>
        new($"\"{host}\" is neither a host name of letters, digits, hyphens, underscores and dots nor an IP address.", parameter, inner);
}
