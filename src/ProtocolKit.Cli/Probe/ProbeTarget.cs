using System.Globalization;
using System.Net;

namespace ProtocolKit.Cli;

/// <summary>What is to be probed.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Host">The host name or address.</param>
/// <param name="Port">The TCP port.</param>
/// <param name="ImplicitTls">Whether TLS starts with the first octet.</param>
internal sealed record ProbeTarget(ProtocolDefinition Protocol, string Host, int Port, bool ImplicitTls)
{
    private const string Form = "Write scheme://host[:port], such as smtp://mail.example.org:25.";

    /// <summary>The host and the port, as they stand in a target.</summary>
    public string Address => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    /// <summary>The target, as <see cref="Parse"/> reads it.</summary>
    public string Text => $"{Protocol.Name}{(ImplicitTls ? "s" : "")}://{Address}";

    /// <summary>Reads <c>scheme://host[:port]</c>; the scheme may be left out where the user has a grammar of their own.</summary>
    /// <exception cref="UsageException">It is not understood.</exception>
    public static ProbeTarget Parse(string text, Catalog catalog)
    {
        var shown = PeerText.Escape(text);
        if (text.Split("://", 2) is not [var scheme, var authority])
        {
            (scheme, authority) = (catalog.Own?.Name, text);
            if (scheme is null)
                throw new UsageException($"'{shown}' names no protocol. {Form}{Hint(text)}");
        }

        var protocol = catalog.Require(scheme, out var implicitTls);
        authority = authority.TrimEnd('/');
        if (authority.IndexOfAny(['/', '?', '#']) is >= 0 and var end)
            throw new UsageException($"'{shown}' has '{PeerText.Escape(authority[end..])}' behind the host, which a probe has no use for. {Form}");
        if (authority.Contains('@', StringComparison.Ordinal))
            throw new UsageException($"'{shown}' names a user, and a probe does not sign in. {Form}");
        if (IsBareAddress(authority))
            throw new UsageException($"'{PeerText.Escape(authority)}': an IPv6 address stands in brackets, such as {scheme}://[::1]:25.");
        var (host, port) = SplitPort(authority);
        if (host.Length == 0 || host.Any(letter => "[] ".Contains(letter, StringComparison.Ordinal)))
            throw new UsageException($"'{shown}' names no host. {Form}");
        return new ProbeTarget(protocol, host, port ?? Catalog.RequirePort(protocol, implicitTls), implicitTls);
    }

    private static string Hint(string text) => IsBareAddress(text) ? " An IPv6 address stands in brackets: scheme://[::1]:25." : "";

    /// <summary>Whether it can only be an IPv6 address, perhaps with a port, without its brackets.</summary>
    private static bool IsBareAddress(string authority) =>
        authority.Count(letter => letter == ':') > 1 && !authority.StartsWith('[')
            && (IPAddress.TryParse(authority, out _) || authority.All(letter => char.IsAsciiHexDigit(letter) || letter is ':' or '.' or '%'));

    private static (string Host, int? Port) SplitPort(string authority)
    {
        // The colons of an IPv6 address stand within brackets.
        var isBracketed = authority.StartsWith('[') && authority.Contains(']', StringComparison.Ordinal);
        var end = isBracketed ? authority.IndexOf(']') + 1 : authority.IndexOf(':');
        if (end < 0)
            end = authority.Length;
        var host = isBracketed ? authority[1..(end - 1)] : authority[..end];
        var rest = authority[end..];
        if (rest.Length == 0)
            return (host, null);
        return rest[0] == ':' && int.TryParse(rest.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
            ? (host, port)
            : throw new UsageException(
                $"'{PeerText.Escape(rest.TrimStart(':'))}' is no port. Write a number from 1 to 65535, and an IPv6 address in brackets.");
    }
}
