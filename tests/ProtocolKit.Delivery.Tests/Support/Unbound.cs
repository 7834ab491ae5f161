using System.Diagnostics;
using System.Net;
using ProtocolKit.Interop.Tests;

namespace ProtocolKit.Delivery.Tests;

/// <summary>unbound on 127.0.0.1, which validates what it serves: a zone that ldns signed, and one that nobody did.</summary>
internal sealed class Unbound : IDisposable
{
    private const string Server = "unbound", KeyMaker = "ldns-keygen", Signer = "ldns-signzone";

    private readonly string _folder;
    private readonly Process _process;

    private Unbound(Process process, string folder, IPEndPoint endPoint) => (_process, _folder, EndPoint) = (process, folder, endPoint);

    public IPEndPoint EndPoint { get; }

    /// <summary>The programs that are missing.</summary>
    public static IReadOnlyList<string> Missing { get; } = [.. ((string[])[Server, KeyMaker, Signer]).Where(
        name => Programs.Find(name) is null)];

    /// <summary>Starts it.</summary>
    /// <param name="signed">The records of the zone <c>signed.example</c>.</param>
    /// <param name="unsigned">The records of the zone <c>unsigned.example</c>.</param>
    /// <param name="forge">Changes the signed zone.</param>
    /// <param name="endPoint">Where it listens; null for a free port of 127.0.0.1.</param>
    public static async Task<Unbound> StartAsync(string signed, string unsigned, Func<string, string> forge, IPEndPoint? endPoint = null)
    {
        endPoint ??= new IPEndPoint(IPAddress.Loopback, FreePorts.Next());
        var folder = Directory.CreateTempSubdirectory("unbound-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "signed"), Zone("signed.example", signed));
        await File.WriteAllTextAsync(Path.Combine(folder, "unsigned.zone"), Zone("unsigned.example", unsigned));
        var key = (await RunAsync(folder, KeyMaker, "-a", "ECDSAP256SHA256", "-k", "signed.example")).Trim();
        await RunAsync(folder, Signer, "-f", "signed.zone", "signed", key);
        var zone = Path.Combine(folder, "signed.zone");
        await File.WriteAllTextAsync(zone, forge(await File.ReadAllTextAsync(zone)));

        await File.WriteAllTextAsync(Path.Combine(folder, "unbound.conf"), $"""
            server:
              directory: "{folder}"
              chroot: ""
              username: ""
              pidfile: ""
              use-syslog: no
              verbosity: 1
              num-threads: 1
              interface: {endPoint.Address}@{endPoint.Port}
              do-ip6: no
              module-config: "validator iterator"
              trust-anchor-file: "{folder}/{key}.key"
            remote-control:
              control-enable: no
            auth-zone:
              name: "signed.example"
              zonefile: "{folder}/signed.zone"
              for-downstream: no
            auth-zone:
              name: "unsigned.example"
              zonefile: "{folder}/unsigned.zone"
              for-downstream: no

            """);
        var process = Start(folder, Server, "-d", "-c", "unbound.conf");
        var output = new List<string>();
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            output.Add(line);
            if (!line.Contains("start of service", StringComparison.Ordinal))
                continue;
            _ = process.StandardError.ReadToEndAsync();
            return new Unbound(process, folder, endPoint);
        }

        throw new InvalidOperationException("unbound did not start: " + string.Join('\n', output));
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Zone(string name, string records) => $"""
        $ORIGIN {name}.
        $TTL 300
        @ IN SOA ns hostmaster 1 3600 600 86400 300
        @ IN NS ns
        ns IN A 127.0.0.1
        {records}

        """;

    private static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        using var process = Start(folder, program, arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} failed: {await output}{await error}");
    }

    private static Process Start(string folder, string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(Programs.Path(program), arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
}

/// <summary>A test that is skipped where programs are missing.</summary>
internal sealed class UnboundFactAttribute : FactAttribute
{
    public UnboundFactAttribute()
    {
        if (Unbound.Missing.Count > 0)
            Skip = $"Not installed: {string.Join(", ", Unbound.Missing)}. sudo .ci/install installs them.";
    }
}
