using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace ProtocolKit.Cli.Tests.Survey.Queue;

/// <summary>nats-server with JetStream on 127.0.0.1, which keeps its streams in a folder of its own and ends with the test.</summary>
public sealed partial class NatsServer : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("protocolkit-nats-").FullName;
    private readonly Process _process;

    public NatsServer()
        : this("")
    {
    }

    internal NatsServer(string settings)
    {
        var file = Path.Combine(_folder, "nats.conf");
        File.WriteAllText(file, $$"""
            listen: "127.0.0.1:-1"
            jetstream { store_dir: "{{_folder}}/store" }
            {{settings.Replace("FOLDER", _folder, StringComparison.Ordinal)}}
            """);
        File.WriteAllText(Path.Combine(_folder, "authority.pem"), TestCertificates.Authority.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_folder, "certificate.pem"), TestCertificates.Valid.ExportCertificatePem());
        using (var key = TestCertificates.Valid.GetECDsaPrivateKey()!)
            File.WriteAllText(Path.Combine(_folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        _process = Process.Start(new ProcessStartInfo(Program!, ["-c", file]) { RedirectStandardError = true })!;
        var said = new List<string>();
        while (_process.StandardError.ReadLine() is { } line)
        {
            said.Add(line);
            if (ListeningPattern().Match(line) is { Success: true } listening)
                Address = $"localhost:{listening.Groups[1].Value}";
            if (!line.Contains("Server is ready", StringComparison.Ordinal))
                continue;
            _ = _process.StandardError.ReadToEndAsync();
            return;
        }

        throw new InvalidOperationException("nats-server did not start: " + string.Join('\n', said));
    }

    /// <summary>Where it is; null if it is not installed.</summary>
    internal static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Concat(["/usr/sbin", "/usr/bin"]).Select(folder => Path.Combine(folder, "nats-server")).FirstOrDefault(File.Exists);

    internal string Address { get; } = "";

    internal string Url => $"nats://{Address}";

    /// <summary>The file of who has issued its certificate.</summary>
    internal string Authority => Path.Combine(_folder, "authority.pem");

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [GeneratedRegex(@"Listening for client connections on 127\.0\.0\.1:(\d+)")]
    private static partial Regex ListeningPattern();
}

/// <summary>A test that is skipped where nats-server is missing.</summary>
internal sealed class NatsFactAttribute : FactAttribute
{
    public NatsFactAttribute()
    {
        Timeout = 120_000;
        if (NatsServer.Program is null)
            Skip = "Not installed: nats-server. sudo .ci/install installs it.";
    }
}
