using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ProtocolKit.Cli.Tests;

/// <summary>The C# in README.md, and what it prints of the audit, as it stands there but for hosts, ports and the paths of files. That of
/// a protocol of one's own is run by the tests of what the packages give.</summary>
public sealed class ReadmeTests : IDisposable
{
    private const string OpenTelemetry = """
        using System;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Logging;
        using ProtocolKit;

        var builder = WebApplication.CreateSlimBuilder();
        var loggerFactory = LoggerFactory.Create(_ => { });

        """;

    /// <summary>What the snippet uses of OpenTelemetry's packages.</summary>
    private const string OpenTelemetryTypes = """

        static class OpenTelemetryExtensions
        {
            public static OpenTelemetryBuilder AddOpenTelemetry(this Microsoft.Extensions.DependencyInjection.IServiceCollection services) => new();
        }

        sealed class OpenTelemetryBuilder
        {
            public OpenTelemetryBuilder WithMetrics(System.Action<MeterProviderBuilder> configure) => this;

            public OpenTelemetryBuilder WithTracing(System.Action<TracerProviderBuilder> configure) => this;
        }

        sealed class MeterProviderBuilder
        {
            public MeterProviderBuilder AddMeter(params string[] names) => this;
        }

        sealed class TracerProviderBuilder
        {
            public TracerProviderBuilder AddSource(params string[] names) => this;
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("protocolkit").FullName;

    private static IReadOnlyList<string> Blocks { get; } = MarkdownCode.Blocks("README.md", "csharp");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Each_block_is_tried_by_a_test() => Assert.Equal(
        ["using System.Text;", "using Microsoft.AspNetCore.Builder;", "using System.Net;", "builder.Services.AddOpenTelemetry()"],
        Blocks.Select(block => block.Split('\n')[0]));

    [Fact]
    public async Task The_client_upgrades_to_the_server_on_Kestrel_and_prints_what_that_offers_inside_TLS()
    {
        var port = FreePort();
        var certificate = Write("certificate.pem", TestCertificates.Valid.ExportCertificatePem());
        var key = Write("key.pem", TestCertificates.Valid.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        var roots = Write("roots.pem", TestCertificates.Authority.ExportCertificatePem());
        var server = CompiledProgram.Compile(
            "readme-server", Replace(Replace(Replace(Blocks[1], "587", $"{port}"), "\"certificate.pem\"", $"@\"{certificate}\""), "\"key.pem\"", $"@\"{key}\""));
        var client = CompiledProgram.Compile("readme-client", Replace(Replace(Blocks[0], "mail.example.org", "localhost"), "587", $"{port}"));

        await using var serving = server.Start();
        await serving.WaitForAsync("Application started");
        await using var asking = client.Start(("SSL_CERT_FILE", roots));

        Assert.Equal("UTF-8 in addresses: False\nAUTH: PLAIN", (await asking.WaitAsync()).Trim());
    }

    [Fact]
    public void The_grammar_is_that_of_the_language_reference() =>
        Assert.Contains(Assert.Single(MarkdownCode.Blocks("README.md", "protocol")), MarkdownCode.Blocks("grammars/README.md", "protocol"));

    [Theory]
    [InlineData("ProtocolKit", "")]
    [InlineData("ProtocolKit.AspNetCore", """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Connections;
        using Microsoft.AspNetCore.Hosting;
        using System.Security.Cryptography.X509Certificates;
        using ProtocolKit.AspNetCore;
        var builder = WebApplication.CreateSlimBuilder(args);
        using var certificate = X509Certificate2.CreateFromPemFile("certificate.pem");
        """, "sealed class MailHandler : ConnectionHandler { public override Task OnConnectedAsync(ConnectionContext connection) => Task.CompletedTask; }")]
    [InlineData("ProtocolKit.DependencyInjection", """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.DependencyInjection;
        var builder = WebApplication.CreateSlimBuilder(args);
        """)]
    [InlineData("ProtocolKit.Delivery", "using System.Net; using System.Net.Mail;")]
    [InlineData("ProtocolKit.Delivery.Sqlite", "")]
    [InlineData("ProtocolKit.Dns", "using System.Net;")]
    [InlineData("ProtocolKit.Protocols", "using System.Text;")]
    [InlineData("ProtocolKit.Testing", "using ProtocolKit.Testing; using Parrot = ProtocolKit.Protocols.Smtp; using Xunit;")]
    public void What_the_document_of_a_package_prints_compiles(string package, string before, string behind = "")
    {
        var blocks = MarkdownCode.Blocks($"src/{package}/README.md", "csharp");
        Assert.NotEmpty(blocks);
        var usings = blocks.SelectMany(block => block.Split('\n')).Where(line => line.StartsWith("using ", StringComparison.Ordinal)).Prepend("using ProtocolKit.Protocols;");
        var rest = blocks.SelectMany(block => block.Split('\n')).Where(line => !line.StartsWith("using ", StringComparison.Ordinal));

        CompiledProgram.Compile(
            "readme-" + package, string.Join('\n', [.. usings.Append("using ProtocolKit;").Distinct(), before, .. rest, behind]));
    }

    [Fact]
    public void What_is_printed_of_telemetry_compiles() =>
        CompiledProgram.Compile("readme-telemetry", OpenTelemetry + Blocks[3] + OpenTelemetryTypes);

    [Fact]
    public async Task What_is_printed_of_an_audit_is_what_it_says_of_the_generated_server()
    {
        var sample = MarkdownCode.Blocks("README.md", "text").Single(block => block.StartsWith("injection-same-segment", StringComparison.Ordinal))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await using var server = await ServeRun.StartAsync("smtp", "--port", "0");

        var run = await ToolRun.OfAsync("audit", $"smtp://localhost:{server.Port}", "--quiet", "0.1");

        Assert.Equal(sample.Select(Verdict), run.Lines.Select(Verdict));
        static string Verdict(string line) => line.StartsWith("certificate", StringComparison.Ordinal) || line.StartsWith("There", StringComparison.Ordinal)
            ? line.Split(' ')[0] : string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2));
    }

    [Fact]
    public async Task The_picture_of_a_probe_shows_what_it_prints()
    {
        var picture = XDocument.Load(Path.Combine(Repository.Root, "src/ProtocolKit.Cli/probe.svg")).Descendants()
            .Where(element => element.Name.LocalName == "text").Select(text => string.Join(' ', text.Elements().Select(part => part.Value)));
        await using var server = await ServeRun.StartAsync("smtp", "--port", "0");

        var run = await ToolRun.OfAsync("probe", $"smtp://localhost:{server.Port}", "--ca", await server.FindAuthorityAsync());

        Assert.Equal(
            picture.Skip(1).Select(Shape), run.Lines.Where(line => line.Length > 0).Select(Shape));
        static string Shape(string line) =>
            Regex.Replace(Regex.Replace(line.Trim(), @"\d{4}-\d\d-\d\d \d\d:\d\d|[\d.]+ ms|localhost:\d+", "#"), " +", " ");
    }

    private static string Replace(string text, string old, string other)
    {
        Assert.Contains(old, text, StringComparison.Ordinal);
        return text.Replace(old, other, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Any, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
