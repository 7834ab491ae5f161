using Npgsql;

namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>Npgsql, PostgreSQL's client for .NET.</summary>
public sealed class NpgsqlTests(AuthorityFile authority) : IClassFixture<AuthorityFile>
{
    [Fact]
    public async Task It_logs_in_inside_TLS()
    {
        await using var server = GeneratedServer.Start("postgres", Services.Of("postgres"));
        await using var client = Create(server);

        await using (await client.OpenConnectionAsync())
        {
            // That it is open is enough.
        }

        await ClientAssert.SecuredAsync(server, "user test");
    }

    [Theory]
    [InlineData(PresentedCertificate.OfAnotherAuthority)]
    [InlineData(PresentedCertificate.OfAnotherName)]
    public async Task It_refuses_the_certificate(PresentedCertificate certificate)
    {
        await using var server = GeneratedServer.Start("postgres", Services.Of("postgres"), certificate);
        await using var client = Create(server);

        await Assert.ThrowsAsync<NpgsqlException>(async () => await client.OpenConnectionAsync());

        await ClientAssert.RefusedAsync(server);
    }

    private NpgsqlDataSource Create(GeneratedServer server)
    {
        var builder = new NpgsqlDataSourceBuilder
        {
            ConnectionStringBuilder =
            {
                Host = "localhost",
                Port = server.Port,
                Username = "test",
                Password = "test",
                Database = "test",
                SslMode = SslMode.VerifyFull,
                RootCertificate = authority.Path,
                Pooling = false,
                Timeout = 60,
            },
        };
        builder.ConfigureTypeLoading(loading => loading.EnableTypeLoading(false));
        return builder.Build();
    }
}
