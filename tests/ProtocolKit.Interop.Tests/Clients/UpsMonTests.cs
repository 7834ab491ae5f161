namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>The monitor of Network UPS Tools. It tries for ever, so it is ended when the server has heard it, or has seen it
/// leave.</summary>
public sealed class UpsMonTests : IDisposable
{
    private const string Program = "/lib/nut/upsmon";       // the one that is on the path starts nothing unless /etc/nut says so

    /// <summary>No process has this id: so it does not look for another monitor under the one that a file of the system's names.</summary>
    private const string NoProcess = "9999999";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [UpsMonFact]
    public async Task It_logs_in_inside_TLS()
    {
        await using var server = GeneratedServer.Start("nut", Services.Of("nut"));

        await RunAsync(server);

        await ClientAssert.SecuredAsync(server, "USERNAME user");
    }

    [UpsMonFact]
    public async Task It_refuses_a_certificate_of_another_authority()
    {
        await using var server = GeneratedServer.Start("nut", Services.Of("nut"), PresentedCertificate.OfAnotherAuthority);

        await RunAsync(server);

        await ClientAssert.RefusedAsync(server);
    }

    private async Task RunAsync(GeneratedServer server)
    {
        var files = CertificateFiles.Write(_folder, "client", TestCertificates.Client);
        var own = _folder.CreateFolder("nut");
        _folder.Write("nut/upsmon.conf", $"""
            RUN_AS_USER root
            MONITOR ups@localhost:{server.Port} 1 user secret secondary
            MINSUPPLIES 0
            SHUTDOWNCMD "true"
            NOTIFYCMD "true"
            CERTPATH {await NssDatabase.WriteAsync(_folder, "nss", files, "secret")}
            CERTIDENT upsd secret
            CERTVERIFY 1
            FORCESSL 1

            """);
        await using var client = RunningProgram.Start("env", [$"NUT_CONFPATH={own}", Program, "-F", "-D", "-p", "-P", NoProcess]);
        var first = await Task.WhenAny(server.FirstServed, Task.Delay(TimeSpan.FromSeconds(30)));
        Assert.True(first == server.FirstServed, client.Output);
    }
}

/// <summary>A test that runs the monitor, and is skipped, with the reason, where it or what writes its certificates is missing.</summary>
internal sealed class UpsMonFactAttribute : FactAttribute
{
    public UpsMonFactAttribute() => Skip = Programs.WhyMissing("/lib/nut/upsmon", "certutil", "pk12util", "openssl");
}
