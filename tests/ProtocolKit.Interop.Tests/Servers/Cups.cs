using System.Security.Cryptography.X509Certificates;
using ProtocolKit.Protocols;

namespace ProtocolKit.Interop.Tests.Servers;

/// <summary>The scheduler of CUPS, twice: with a certificate, and with one that has expired.</summary>
public sealed class Cups : RealServer
{
    private const string ServerName = "print.example";

    internal override IReadOnlyList<string> Needs => ["cupsd"];

    // It answers to no other names on its loopback address, and agrees to TLS even without a certificate.
    internal override IReadOnlyList<Service> Services { get; } =
    [
        new(Http.Definition, AskAsync)
        {
            AnswersInsideTlsToWhatWasSaidBefore = true,
            WithoutTls = null,
            HasTlsPort = false,
            Host = "localhost",
            OtherHost = "127.0.0.1",
        },
    ];

    private protected override Task StartAsync()
    {
        using var valid = TestCertificates.Issue(
            TestCertificates.Authority, TestCertificates.Host, new() { Names = ["localhost"], Addresses = [] });
        Run("valid", valid, Listener.Upgrade);
        Run("expired", TestCertificates.Expired, Listener.Expired);
        return Task.CompletedTask;
    }

    private static async Task AskAsync(Conversation conversation)
    {
        await conversation.SayAsync("GET /nothing HTTP/1.1\r\nHost: localhost\r\n");
        Assert.Contains("\r\nServer: CUPS/", await conversation.HearUntilAsync("\r\n\r\n"), StringComparison.Ordinal);
    }

    private void Run(string name, X509Certificate2 certificate, Listener listener)
    {
        var files = CertificateFiles.Write(Folder, $"{name}/keys/{ServerName}", certificate);
        File.Move(files.Certificate, Path.ChangeExtension(files.Certificate, "crt"));
        Folder.CreateFolder($"{name}/spool/tmp");
        var settings = Folder.Write($"{name}.conf", $"""
            Listen 127.0.0.1:{NewPort("http", listener)}
            ServerName {ServerName}
            Browsing Off

            """);
        var places = Folder.Write($"{name}-files.conf", $"""
            SystemGroup root
            ServerRoot {Folder.At(name)}
            ServerKeychain {Folder.At($"{name}/keys")}
            CreateSelfSignedCerts no
            CacheDir {Folder.CreateFolder($"{name}/cache")}
            StateDir {Folder.CreateFolder($"{name}/state")}
            RequestRoot {Folder.At($"{name}/spool")}
            TempDir {Folder.At($"{name}/spool/tmp")}
            ErrorLog {Folder.At($"{name}-error.log")}
            AccessLog {Folder.At($"{name}-access.log")}
            PageLog {Folder.At($"{name}-page.log")}

            """);
        Run(null, "cupsd", "-f", "-c", settings, "-s", places);
    }
}

public sealed class CupsTests(Cups server) : ServerTests<Cups>(server);
