using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace ProtocolKit.Benchmarks.Upgrading;

/// <summary>Where the server listens, and whose certificate it has; written on one line of its output.</summary>
internal sealed record Endpoints(int StartTlsPort, int TlsPort, X509Certificate2 Root)
{
    public const string Host = "mail.example";

    public static Endpoints Parse(string line)
    {
        var parts = line.Split(' ');
        return new Endpoints(
            int.Parse(parts[0], CultureInfo.InvariantCulture),
            int.Parse(parts[1], CultureInfo.InvariantCulture),
            X509CertificateLoader.LoadCertificate(Convert.FromBase64String(parts[2])));
    }

    public override string ToString() => FormattableString.Invariant($"{StartTlsPort} {TlsPort} {Convert.ToBase64String(Root.RawData)}");
}
