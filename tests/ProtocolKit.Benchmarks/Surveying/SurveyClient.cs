using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using ProtocolKit.Benchmarks.Upgrading;
using ProtocolKit.Cli;

namespace ProtocolKit.Benchmarks.Surveying;

/// <summary>Goes to every server once, in one of several ways, and prints the rate, the CPU and the memory.</summary>
internal static class SurveyClient
{
    /// <summary>The variable of the way.</summary>
    public const string Kind = "SURVEY_KIND";

    public const int AtOnce = 64;

    private const int Bare = 0, ByHand = 1;

    private static readonly byte[] Ehlo = "EHLO localhost\r\n"u8.ToArray();
    private static readonly byte[] StartTls = "STARTTLS\r\n"u8.ToArray();
    private static readonly string SurveyedFolder = Environment.GetEnvironmentVariable(SurveyServers.Folder) ?? "";

    public static IReadOnlyList<string> Kinds { get; } =
        ["bare `SslStream`, no dialogue", "bare `SslStream`, dialogue by hand", "`protocolkit survey`"];

    public static async Task<int> RunAsync()
    {
        var kind = Kinds.ToList().IndexOf(Environment.GetEnvironmentVariable(Kind)!);
        var lines = await File.ReadAllLinesAsync(Path.Combine(SurveyedFolder, kind == Bare ? "tls.txt" : "targets.txt")).ConfigureAwait(false);
        string[] targets = [.. Enumerable.Range(0, SurveyServers.Count).Select(i => lines[i % lines.Length])];

        // Half of them are for the compiler to come to an end.
        await VisitAsync(kind, targets[..(SurveyServers.Count / 2)], "first.jsonl").ConfigureAwait(false);
        const int first = SurveyServers.Count / 10;
        await VisitAsync(kind, targets[..first], "second.jsonl").ConfigureAwait(false);
        var before = (Live: Live(), Environment.WorkingSet);
        var (start, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await VisitAsync(kind, targets[first..], "second.jsonl").ConfigureAwait(false);
        var (elapsed, used) = (Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - cpu);
        var rest = SurveyServers.Count - first;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rest / elapsed.TotalSeconds} {used.TotalMicroseconds / rest} "
            + $"{before.WorkingSet / 1e6} {Environment.WorkingSet / 1e6} {before.Live / 1e6} {Live() / 1e6}"));
        return 0;
    }

    /// <summary>What is left on the heap when all is collected that can be.</summary>
    private static long Live()
    {
        for (var i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static Task VisitAsync(int kind, string[] targets, string file) => kind > ByHand ? SurveyAsync(targets, file) : Parallel.ForEachAsync(
        targets.Select(IPEndPoint.Parse), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, kind == Bare ? HandshakeAsync : UpgradeAsync);

    private static async Task SurveyAsync(string[] targets, string file)
    {
        var input = Path.Combine(SurveyedFolder, "input.txt");
        var output = Path.Combine(SurveyedFolder, $"{Environment.ProcessId}-{file}");
        await File.WriteAllLinesAsync(input, targets).ConfigureAwait(false);
        string[] arguments = ["survey", input, "--protocol", "smtp", "--concurrency", $"{AtOnce}", "--per-host", $"{AtOnce}", "--per-network",
            $"{AtOnce}", "--pause", "0", "--ca", Path.Combine(SurveyedFolder, "authority.pem"), "-o", output];
        var error = new StringWriter();
        await using (error.ConfigureAwait(false))
        {
            var exitCode = await Tool.RunAsync(arguments, new ToolConsole(TextWriter.Null, error, isPlain: true), Catalog.All).ConfigureAwait(false);
            if (exitCode != 0 || !error.ToString().Contains($"{targets.Length:N0} secured", StringComparison.Ordinal))
                throw new InvalidOperationException(error.ToString());
        }
    }

    private static async ValueTask HandshakeAsync(IPEndPoint server, CancellationToken cancellationToken)
    {
        using var tls = new SslStream(await ConnectAsync(server, cancellationToken).ConfigureAwait(false));
        await tls.AuthenticateAsClientAsync(Options(server), cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask UpgradeAsync(IPEndPoint server, CancellationToken cancellationToken)
    {
        using var plain = await ConnectAsync(server, cancellationToken).ConfigureAwait(false);
        var buffer = new byte[512];
        await ExpectAsync(plain, buffer, cancellationToken).ConfigureAwait(false);
        await plain.WriteAsync(Ehlo, cancellationToken).ConfigureAwait(false);
        await ExpectAsync(plain, buffer, cancellationToken).ConfigureAwait(false);
        await plain.WriteAsync(StartTls, cancellationToken).ConfigureAwait(false);
        await ExpectAsync(plain, buffer, cancellationToken).ConfigureAwait(false);
        using var tls = new SslStream(plain);
        await tls.AuthenticateAsClientAsync(Options(server), cancellationToken).ConfigureAwait(false);
        await tls.WriteAsync(Ehlo, cancellationToken).ConfigureAwait(false);
        await ExpectAsync(tls, buffer, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<NetworkStream> ConnectAsync(IPEndPoint server, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static async Task ExpectAsync(Stream stream, byte[] buffer, CancellationToken cancellationToken)
    {
        if (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) == 0 || buffer[0] != (byte)'2')
            throw new InvalidOperationException("The server said something else.");
    }

    private static X509ChainPolicy Policy => field ??= Dialing.CreatePolicy(
        X509CertificateLoader.LoadCertificateFromFile(Path.Combine(SurveyedFolder, "authority.pem")));

    private static SslClientAuthenticationOptions Options(IPEndPoint server) => new()
    {
        TargetHost = server.Address.ToString(), CertificateChainPolicy = Policy, AllowRenegotiation = false, AllowTlsResume = false,
    };
}
