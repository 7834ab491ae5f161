using System.Security.Cryptography.X509Certificates;
using ProtocolKit.Interop.Tests;

namespace ProtocolKit.Delivery.Tests.Peers;

/// <summary>Postfix, with a port of 127.0.0.1 for each certificate.</summary>
internal sealed class PostfixPeer(TemporaryFolder folder) : IAsyncDisposable
{
    private readonly Dictionary<int, string> _listeners = [];
    private ServerProcess? _process;

    /// <summary>Adds a port.</summary>
    /// <param name="name">What its files are called.</param>
    /// <param name="certificate">Its certificate; null for none, and no TLS.</param>
    /// <param name="issuer">Sent with it.</param>
    public int Add(string name, X509Certificate2? certificate, X509Certificate2 issuer)
    {
        var port = FreePorts.Next();
        if (certificate is null)
        {
            _listeners.Add(port, "-o smtpd_tls_security_level=none");
            return port;
        }

        var files = CertificateFiles.Write(folder, name.Replace(' ', '-'), certificate);
        File.AppendAllText(files.Certificate, "\n" + issuer.ExportCertificatePem());

        // All listeners would take each other's tickets, and a resumed session is that of the certificate it began with.
        _listeners.Add(port, $"-o smtpd_tls_chain_files={files.Key},{files.Certificate} -o tls_ssl_options=NO_TICKET");
        return port;
    }

    public async Task StartAsync()
    {
        var settings = folder.CreateFolder("postfix");
        var data = folder.CreateFolder("data");
        folder.Write("postfix/main.cf", $"""
            compatibility_level = 3.6
            queue_directory = {folder.CreateFolder("queue")}
            data_directory = {data}
            maillog_file = {folder.At("postfix.log")}
            maillog_file_prefixes = {folder.Path}
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            myhostname = mail.example.org
            mydestination =
            local_recipient_maps =
            alias_maps =
            alias_database =
            smtpd_peername_lookup = no
            smtpd_tls_security_level = may

            """);
        folder.Write("postfix/master.cf", $"""
            postlog unix-dgram n - n - 1 postlogd
            rewrite unix - - n - - trivial-rewrite
            proxymap unix - - n - - proxymap
            anvil unix - - n - 1 anvil
            tlsmgr unix - - n 1000? 1 tlsmgr
            {string.Join('\n', _listeners.Select(listener => $"127.0.0.1:{listener.Key} inet n - n - - smtpd {listener.Value}"))}

            """);
        await folder.GiveToAsync("postfix", data);
        await ServerProcess.RunToEndAsync(folder, null, "postfix", "-c", settings, "check");
        _process = ServerProcess.Start(folder, null, "/usr/lib/postfix/sbin/master", "-c", settings);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await _process.WaitUntilListeningAsync(_listeners.Keys, limit.Token);
    }

    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? ValueTask.CompletedTask;
}
