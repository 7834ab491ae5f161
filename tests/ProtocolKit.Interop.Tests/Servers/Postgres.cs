using System.Buffers.Binary;

namespace ProtocolKit.Interop.Tests.Servers;

/// <summary>PostgreSQL, three times: with TLS, without, and with a certificate that has expired.</summary>
public sealed class Postgres : RealServer
{
    private const string User = "postgres";

    internal override IReadOnlyList<string> Needs => ["postgres", "initdb"];

    internal override IReadOnlyList<Service> Services { get; } =
        [new(Protocols.Postgres.Definition, StartUpAsync) { HasTlsPort = false }];

    private protected override async Task StartAsync()
    {
        var data = Folder.CreateFolder("data");
        await Folder.GiveToAsync(User, data, Valid.Key, Expired.Key);
        await RunToEndAsync(User, "initdb", "--pgdata", data, "--auth", "trust", "--no-sync", "--no-locale");
        await RunToEndAsync(null, "cp", "--archive", data, Folder.At("plain"));
        await RunToEndAsync(null, "cp", "--archive", data, Folder.At("expired"));
        Run("data", Listener.Upgrade, Secured(Valid));
        Run("plain", Listener.NoTls, "ssl=off");
        Run("expired", Listener.Expired, Secured(Expired));
    }

    private static string[] Secured(CertificateFiles files) =>
        ["ssl=on", $"ssl_cert_file={files.Certificate}", $"ssl_key_file={files.Key}"];

    /// <summary>StartupMessage, up to ReadyForQuery.</summary>
    private static async Task StartUpAsync(Conversation conversation)
    {
        await conversation.SendAsync("\0\0\0\x17\0\x03\0\0user\0postgres\0\0"u8.ToArray());
        var types = "";
        do
        {
            var head = await conversation.HearAsync(5);
            types += (char)head[0];
            await conversation.HearAsync(BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(1)) - 4);
        }
        while (types[^1] is not ('Z' or 'E'));
        Assert.StartsWith("R", types, StringComparison.Ordinal);
        Assert.EndsWith("KZ", types, StringComparison.Ordinal);
    }

    private void Run(string name, Listener listener, params IEnumerable<string> tls) =>
        Run(User, "postgres", ["-D", Folder.At(name), .. Settings(listener).Concat(tls).SelectMany(setting => (string[])["-c", setting])]);

    private IEnumerable<string> Settings(Listener listener) =>
    [
        $"port={NewPort("postgres", listener)}", "listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off",
            "shared_buffers=1MB",
        "max_connections=20", "autovacuum=off",
    ];
}

public sealed class PostgresTests(Postgres server) : ServerTests<Postgres>(server);
