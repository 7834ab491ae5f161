using System.Globalization;

namespace ProtocolKit.Cli;

/// <summary>What is to be probed.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Host">The host name or address.</param>
/// <param name="Port">The TCP port.</param>
/// <param name="ImplicitTls">Whether TLS starts with the first octet.</param>
internal sealed record ProbeTarget(ProtocolDefinition Protocol, string Host, int Port, bool ImplicitTls)
{
    /// <summary>Reads <c>scheme://host[:port]</c>.</summary>
    /// <exception cref="UsageException">It is not understood.</exception>
    public static ProbeTarget Parse(string text, Catalog catalog)
    {
        var (scheme, authority) = text.Split("://", 2) is [var first, var second]
            ? (first, second.TrimEnd('/'))
            : throw new UsageException($"'{text}' is no target. Write scheme://host[:port], such as smtp://mail.example.org:25.");
        var protocol = catalog.Require(scheme, out var implicitTls);
        var (host, port) = SplitPort(authority);
        if (host.Length == 0 || host.Any(letter => "[]/@?# ".Contains(letter, StringComparison.Ordinal)))
            throw new UsageException($"'{text}' names no host. Write scheme://host[:port], with an IPv6 address in brackets.");
        return new ProbeTarget(protocol, host, port ?? Catalog.RequirePort(protocol, implicitTls), implicitTls);
    }

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
            : throw new UsageException($"'{rest.TrimStart(':')}' is no port. Write a number from 1 to 65535, and an IPv6 address in brackets.");
    }
}
