using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using ProtocolKit.Protocols;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Cli.Tests;

public sealed class ServeTests
{
    [Fact]
    public async Task What_is_served_can_be_probed_with_the_authority_that_it_names_and_sends_back_lines()
    {
        await using var serve = await ServeRun.StartAsync("smtp", "--port", "0", "--set", "server-name=mx.example");
        var authority = Regex.Match(await serve.Error.FindAsync("throwaway"), @"--ca (\S+)").Groups[1].Value;

        var probe = await ToolRun.OfAsync("probe", $"smtp://localhost:{serve.Port}", "--ca", authority);
        Assert.True(probe.ExitCode == 0, probe.Output + probe.Error);
        Assert.Contains("S: 220 mx.example ESMTP", probe.Output, StringComparison.Ordinal);

        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(authority);
        await using (
            var connection = await Smtp.ConnectAsync("localhost", serve.Port, options: new UpgradeClientOptions { CustomRoots = roots }))
            Assert.Equal("hello\r\n", await EchoAsync(connection.Stream, "hello\r\n"));
        await serve.Output.FindAsync("S: 220 Ready to start TLS");
        await serve.Output.FindAsync("C: STARTTLS");

        Assert.Equal(0, await serve.StopAsync());
        Assert.False(File.Exists(authority));
    }

    [Fact]
    public async Task Another_certificate_in_the_file_is_used_without_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("protocolkit").FullName;
        try
        {
            var path = Path.Combine(folder, "both.pem");
            Write(path, TestCertificates.Valid, 1);
            await using var serve = await ServeRun.StartAsync("imaps", "--port", "0", "--cert", path);
            Assert.Equal(TestCertificates.Valid.Thumbprint, await UsedAsync(serve.Port));

            var other = TestCertificates.Issue(TestCertificates.Authority, TestCertificates.Host, new());
            Write(path, other, 2);

            Assert.Equal(other.Thumbprint, await UsedAsync(serve.Port));
            await serve.Error.FindAsync(other.Thumbprint);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_client_may_go_on_in_the_clear_if_that_is_allowed()
    {
        await using var serve = await ServeRun.StartAsync("pop3", "--port", "0", "--allow-clear");
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, serve.Port);

        Assert.Equal(
            "+OK localhost ready\r\nUSER me\r\n",
            await EchoAsync(client.GetStream(), "USER me\r\n", "+OK localhost ready\r\nUSER me\r\n".Length));
        await serve.Output.FindAsync("goes on without TLS");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_a_complaint()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var run = await ToolRun.OfAsync("serve", "smtp", "--port", $"{port}");

        Assert.Equal(ExitCode.Network, run.ExitCode);
        Assert.Matches($@"^127\.0\.0\.1:{port} cannot be listened on: [^\n]+\. --port and --address name another place\.\s*$", run.Error);
        Assert.Equal("", run.Output);
    }

    [Theory]
    [InlineData("smtp", "HELO x\r\n")]
    [InlineData("smtp", "EHLO x\r\n", "250-localhost\r\n250 HELP\r\n")]
    [InlineData("imap", "a LOGIN u p\r\n")]
    [InlineData("pop3", "USER u\r\n")]
    [InlineData("ftp", "PBSZ 0\r\n", "200 PBSZ=0\r\n")]
    [InlineData("ftp", "USER u\r\n")]
    [InlineData("managesieve", "NOOP\r\n")]
    [InlineData("nntp", "MODE READER\r\n")]
    public async Task What_is_said_inside_TLS_is_sent_back_whatever_it_is(string protocol, string said, string? answer = null)
    {
        await using var serve = await ServeRun.StartAsync(protocol, "--port", "0");
        var definition = Catalog.All.Definitions.Single(one => one.Name == protocol);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, serve.Port);
        using var tls = await SecureAsync(definition, client.GetStream());
        if (protocol == "managesieve")
            await ReadUntilAsync(tls, "OK");

        Assert.Equal(answer ?? said, await EchoAsync(tls, said, (answer ?? said).Length));
        Assert.Equal("any other thing\r\n", await EchoAsync(tls, "any other thing\r\n"));
    }

    [Fact]
    public async Task Tls_on_the_plaintext_port_is_named_as_such()
    {
        await using var serve = await ServeRun.StartAsync("smtp", "--port", "0");
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, serve.Port);
        await using var tls = new SslStream(client.GetStream());

        await Assert.ThrowsAnyAsync<Exception>(() => tls.AuthenticateAsClientAsync("localhost"));

        Assert.Contains(
            "(violation): Violation in state ExpectCommand: received TLS in place of plaintext (a ClientHello of",
            await serve.Output.FindAsync("failed before TLS"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_ends_inside_TLS_did_not_end_before_it()
    {
        await using var serve = await ServeRun.StartAsync("smtp", "--port", "0");
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, serve.Port);
        await using (var tls = await SecureAsync(Smtp.Definition, client.GetStream()))
            await tls.ShutdownAsync();

        Assert.Contains("ended inside TLS (truncated)", await serve.Output.FindAsync("truncated"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verbose_server_says_why_a_handshake_failed_in_one_line()
    {
        await using var serve = await ServeRun.StartAsync("smtps", "--port", "0", "--verbose");
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, serve.Port);

        await client.GetStream().WriteAsync("this is no TLS at all\r\n"u8.ToArray());

        await serve.Output.FindAsync("failed in the TLS handshake (tls-failed)");
        Assert.Contains("corrupted frame", await serve.Error.FindAsync("Failed to authenticate"), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", serve.Error.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Upgrades with the generated machine, up to the handshake.</summary>
    private static async Task<SslStream> SecureAsync(ProtocolDefinition protocol, Stream stream)
    {
        var machine = protocol.CreateClient(new ClientMachineOptions { Host = "localhost" });
        var unread = new ArrayBufferWriter<byte>();
        var read = 0;
        while (machine.NextAction != UpgradeAction.StartTls)
        {
            if (machine.NextAction == UpgradeAction.Send)
            {
                var output = new ArrayBufferWriter<byte>();
                machine.Send(output);
                await stream.WriteAsync(output.WrittenMemory);
            }
            else if (
                unread.WrittenCount == read
                || machine.Receive(unread.WrittenSpan[read..], out var consumed) == OperationStatus.NeedMoreData)
            {
                unread.Advance(await stream.ReadAsync(unread.GetMemory(256)));
            }
            else
            {
                Assert.Null(machine.Failure);
                read += consumed;
            }
        }

        var tls = new SslStream(stream, leaveInnerStreamOpen: false, (_, certificate, _, _) => certificate is not null);
        await tls.AuthenticateAsClientAsync("localhost");
        return tls;
    }

    private static async Task ReadUntilAsync(Stream stream, string text)
    {
        var heard = "";
        var buffer = new byte[256];
        while (!heard.Contains(text, StringComparison.Ordinal))
            heard += Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer).AsTask().WaitAsync(TimeSpan.FromSeconds(60)));
    }

    private static async Task<string> UsedAsync(int port)
    {
        var options = new UpgradeClientOptions { CustomRoots = TestCertificates.Roots, ImplicitTls = true };
        await using var connection = await Imap.ConnectAsync("localhost", port, options: options);
        return connection.Tls.PeerCertificate!.Thumbprint;
    }

    private static async Task<string> EchoAsync(Stream stream, string text, int? length = null)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text));
        var heard = new byte[length ?? text.Length];
        await stream.ReadExactlyAsync(heard).AsTask().WaitAsync(TimeSpan.FromSeconds(60));
        return Encoding.ASCII.GetString(heard);
    }

    private static void Write(string path, X509Certificate2 certificate, int version)
    {
        File.WriteAllText(path, certificate.ExportCertificatePem() + "\n" + certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 1, version, 0, 0, 0, DateTimeKind.Utc));
    }
}
