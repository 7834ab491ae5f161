using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace ProtocolKit;

/// <summary>Compares a server's names of other types with the one that was asked for (RFC 9525, sections 6.3 and 6.5).</summary>
internal static class ServiceNames
{
    private const string NameConstraints = "2.5.29.30";

    /// <summary>Whether one of them is for a service at a host.</summary>
    /// <param name="identity">Which names count.</param>
    /// <param name="implicitTls">Whether TLS starts with the first octet.</param>
    /// <param name="expected">The name that was asked for, in its ASCII form.</param>
    /// <param name="peer">The server's certificate.</param>
    /// <param name="chain">The chain that leads from it to a root.</param>
    public static bool Fit(ServiceIdentity identity, bool implicitTls, string expected, X509Certificate2 peer, X509Chain chain)
    {
        // An authority that may name some hosts only is limited in its DNS names, and might name any host in another way.
        if (Uri.CheckHostName(expected.Replace('_', 'x')) != UriHostNameType.Dns || IsConstrained(chain))
            return false;

        var service = identity.ServiceOf(implicitTls) is { } name ? $"_{name}.{expected}" : null;
        foreach (var (type, text) in OtherNames.Of(peer))
        {
            if (type == OtherName.ServiceType && string.Equals(text, service, StringComparison.OrdinalIgnoreCase))
                return true;
            if (type == identity.OtherNameType && string.Equals(ToAscii(text), expected, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool IsConstrained(X509Chain chain) =>
        chain.ChainElements.Any(element => element.Certificate.Extensions.Any(extension => extension.Oid?.Value == NameConstraints));

    /// <summary>Makes A-labels of U-labels.</summary>
    /// <returns>The name, or null where it is none.</returns>
    private static string? ToAscii(string name)
    {
        if (System.Text.Ascii.IsValid(name))
            return name;
        try
        {
            return new IdnMapping().GetAscii(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
