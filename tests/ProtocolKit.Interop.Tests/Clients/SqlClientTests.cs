using Microsoft.Data.SqlClient;

namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>Microsoft.Data.SqlClient, SQL Server's client for .NET: TDS 7, and TDS 8 where it is strict.</summary>
public sealed class SqlClientTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("Optional", "login")]
    [InlineData("Mandatory", "login")]
    [InlineData("Strict", "prelogin\nlogin")]
    public async Task It_logs_in_inside_TLS(string encrypt, string heard)
    {
        await using var server = GeneratedServer.Start("tds", new TdsService());
        var certificate = _folder.Write("server.pem", TestCertificates.Valid.ExportCertificatePem());

        await using (var client = new SqlConnection(Settings(server, encrypt) + $";ServerCertificate={certificate}"))
            await client.OpenAsync();

        await ClientAssert.SecuredAsync(server, heard);
    }

    [Theory]
    [InlineData("Mandatory")]
    [InlineData("Strict")]
    public async Task It_refuses_a_certificate_of_another_authority(string encrypt)
    {
        await using var server = GeneratedServer.Start("tds", new TdsService(), PresentedCertificate.OfAnotherAuthority);

        await using (var client = new SqlConnection(Settings(server, encrypt)))
            await Assert.ThrowsAsync<SqlException>(() => client.OpenAsync());

        await ClientAssert.RefusedAsync(server);
    }

    [Fact]
    public async Task It_does_not_go_on_without_TLS()
    {
        await using var server = GeneratedServer.StartRefusing("tds", UpgradeOutcome.NotOffered);

        await using (var client = new SqlConnection(Settings(server, "Mandatory")))
            await Assert.ThrowsAsync<SqlException>(() => client.OpenAsync());

        await ClientAssert.GaveUpAsync(server);
    }

    public void Dispose() => _folder.Dispose();

    private static string Settings(GeneratedServer server, string encrypt) =>
        $"Server=tcp:localhost,{server.Port};User ID=user;Password=secret;Encrypt={encrypt};Connect Timeout=30;ConnectRetryCount=0;Pooling=false";
}
