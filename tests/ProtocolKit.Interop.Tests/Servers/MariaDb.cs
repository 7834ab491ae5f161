using ProtocolKit.Protocols;

namespace ProtocolKit.Interop.Tests.Servers;

/// <summary>MariaDB, three times: with TLS, without, and with a certificate that has expired.</summary>
public sealed class MariaDb : RealServer
{
    private const string User = "mysql";

    internal override IReadOnlyList<string> Needs => ["mariadbd", "mariadb-install-db"];

    internal override IReadOnlyList<Service> Services { get; } = [new(Mysql.Definition, LogInAsync) { HasTlsPort = false }];

    private protected override async Task StartAsync()
    {
        var data = Folder.CreateFolder("data");
        await Folder.GiveToAsync(User, data, Valid.Key, Expired.Key);
        await RunToEndAsync(User, "mariadb-install-db", "--no-defaults", $"--datadir={data}", "--auth-root-authentication-method=normal",
            "--skip-test-db", "--innodb-log-file-size=4M");
        await RunToEndAsync(null, "cp", "--archive", data, Folder.At("plain"));
        await RunToEndAsync(null, "cp", "--archive", data, Folder.At("expired"));
        Run("data", Listener.Upgrade, Secured(Valid));
        Run("plain", Listener.NoTls, "--skip-ssl");
        Run("expired", Listener.Expired, Secured(Expired));
    }

    private static string[] Secured(CertificateFiles files) =>
        ["--require-secure-transport=on", $"--ssl-ca={files.Authority}", $"--ssl-cert={files.Certificate}", $"--ssl-key={files.Key}"];

    /// <summary>HandshakeResponse41 of root, who has no password.</summary>
    private static async Task LogInAsync(Conversation conversation)
    {
        byte[] response =
        [
            0x3c, 0, 0, 2, 0x01, 0x8a, 0x08, 0x00, 0, 0, 0, 1, 0x2d, .. new byte[23],
            .. "root\0"u8, 0, .. "mysql_native_password\0"u8,
        ];
        await conversation.SendAsync(response);

        var head = await conversation.HearAsync(4);
        var content = await conversation.HearAsync(head[0]);

        Assert.Equal(3, head[3]);
        Assert.Equal(0, content[0]);    // OK_Packet
    }

    private void Run(string name, Listener listener, params IEnumerable<string> tls) =>
        Run(User, "mariadbd",
        [
            "--no-defaults", $"--datadir={Folder.At(name)}", $"--socket={Folder.At($"{name}/socket")}", "--bind-address=127.0.0.1",
            $"--port={NewPort("mysql", listener)}", "--innodb-log-file-size=4M", "--innodb-buffer-pool-size=8M", "--skip-log-bin", .. tls,
        ]);
}

public sealed class MariaDbTests(MariaDb server) : ServerTests<MariaDb>(server);
