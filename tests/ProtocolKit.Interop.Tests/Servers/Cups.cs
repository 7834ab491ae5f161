using System.Security.Cryptography.X509Certificates;
using System.Text;
using ProtocolKit.Protocols;

namespace ProtocolKit.Interop.Tests.Servers;

/// <summary>CUPS, twice: with a valid certificate, and with one that has expired. It cannot be kept from offering TLS.</summary>
public sealed class Cups : RealServer
{
    // Whoever comes over loopback may ask it for this or for the address; the certificate has only this.
    private const string Name = "localhost";

    private static readonly string[] FolderNames = ["keys", "root", "cache", "run", "spool", "temporary", "logs"];

    internal override IReadOnlyList<string> Needs => ["cupsd"];

    internal override X509Certificate2 Certificate { get; } = TestCertificates.Issue(TestCertificates.Authority, TestCertificates.Host, new() { Names = [Name], Addresses = [] });

    internal override IReadOnlyList<Service> Services { get; } =
        [new(Http.Definition, AskForPrintersAsync) { HasTlsPort = false, HasPortWithoutTls = false, Host = Name, OtherHost = "127.0.0.1" }];

    private protected override async Task StartAsync()
    {
        await RunAsync("valid", Certificate, Listener.Upgrade);
        await RunAsync("expired", TestCertificates.Expired, Listener.Expired);
    }

    /// <summary>CUPS-Get-Printers, to which a server without a printer answers that there is none (client-error-not-found; RFC 8011, section 4.1.6).</summary>
    private static async Task AskForPrintersAsync(Conversation conversation)
    {
        byte[] request =
        [
            2, 0, 0x40, 2, 0, 0, 0, 42, 1,
            0x47, .. Text("attributes-charset"), .. Text("utf-8"),
            0x48, .. Text("attributes-natural-language"), .. Text("en"),
            3,
        ];
        await conversation.SendAsync(Encoding.ASCII.GetBytes(
            $"POST / HTTP/1.1\r\nHost: {Name}\r\nContent-Type: application/ipp\r\nContent-Length: {request.Length}\r\n\r\n"));
        await conversation.SendAsync(request);

        var head = await conversation.HearUntilAsync("\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 ", head, StringComparison.Ordinal);
        Assert.Contains("application/ipp", head, StringComparison.Ordinal);
    }

    private static byte[] Text(string text) => [0, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];

    private async Task RunAsync(string name, X509Certificate2 certificate, Listener listener)
    {
        var folders = FolderNames.Select(folder => Folder.CreateFolder($"{name}/{folder}")).ToArray();
        var files = CertificateFiles.Write(Folder, $"{name}/{Name}", certificate);
        File.Copy(files.Certificate, Folder.At($"{name}/keys/{Name}.crt"));
        File.Copy(files.Key, Folder.At($"{name}/keys/{Name}.key"));
        await Folder.GiveToAsync("nobody", folders[2..]);
        Run(null, "cupsd", "-f",
            "-s", Folder.Write($"{name}/cups-files.conf", $"""
                User nobody
                Group nogroup
                SystemGroup root
                ServerRoot {folders[1]}
                ServerKeychain {folders[0]}
                CreateSelfSignedCerts no
                CacheDir {folders[2]}
                StateDir {folders[3]}
                RequestRoot {folders[4]}
                TempDir {folders[5]}
                AccessLog {folders[6]}/access
                ErrorLog {folders[6]}/error.log
                PageLog {folders[6]}/page

                """),
            "-c", Folder.Write($"{name}/cupsd.conf", $"""
                Listen 127.0.0.1:{NewPort("http", listener)}
                ServerName {Name}
                ServerAlias *
                DefaultEncryption IfRequested
                Browsing off
                WebInterface no
                <Location />
                Allow all
                </Location>

                """));
    }
}

public sealed class CupsTests(Cups server) : ServerTests<Cups>(server);
