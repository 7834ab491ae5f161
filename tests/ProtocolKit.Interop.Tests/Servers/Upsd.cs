using ProtocolKit.Protocols;

namespace ProtocolKit.Interop.Tests.Servers;

/// <summary>The server of Network UPS Tools, three times: with TLS, without, and with a certificate that has expired.</summary>
public sealed class Upsd : RealServer
{
    private const string User = "nut";
    private const string Program = "/lib/nut/upsd";        // the one that is on the path starts nothing unless /etc/nut says so
    private const string Password = "secret";

    internal override IReadOnlyList<string> Needs => [Program, "certutil", "pk12util", "openssl"];

    internal override IReadOnlyList<Service> Services { get; } =
    [
        new(Nut.Definition, AskVersionAsync) { HasTlsPort = false, AnswersInsideTlsToWhatWasSaidBefore = true },
    ];

    private protected override async Task StartAsync()
    {
        await RunAsync("tls", Valid, Listener.Upgrade);
        await RunAsync("plain", null, Listener.NoTls);
        await RunAsync("expired", Expired, Listener.Expired);
    }

    private static async Task AskVersionAsync(Conversation conversation)
    {
        await conversation.SendAsync("VER\n"u8.ToArray());
        Assert.StartsWith("Network UPS Tools upsd ", await conversation.HearUntilAsync("\n"), StringComparison.Ordinal);
        await conversation.SendAsync("STARTTLS\n"u8.ToArray());
        Assert.Equal("ERR ALREADY-SSL-MODE\n", await conversation.HearUntilAsync("\n"));
    }

    private async Task RunAsync(string name, CertificateFiles? files, Listener listener)
    {
        var own = Folder.CreateFolder(name);
        Folder.Write($"{name}/upsd.users", "");
        Folder.Write($"{name}/ups.conf", "[ups]\ndriver = dummy-ups\nport = none\n");
        Folder.Write($"{name}/upsd.conf", $"""
            LISTEN 127.0.0.1 {NewPort("nut", listener)}
            STATEPATH {own}
            {(files is null ? "" : $"CERTPATH {await NssDatabase.WriteAsync(Folder, $"{name}/nss", files, Password)}\nCERTIDENT upsd {Password}")}

            """);
        await Folder.GiveToAsync(User, own);
        Run(User, "env", $"NUT_CONFPATH={own}", Program, "-F", "-u", User);
    }
}

public sealed class UpsdTests(Upsd server) : ServerTests<Upsd>(server);
