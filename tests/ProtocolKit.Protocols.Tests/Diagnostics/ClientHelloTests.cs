using System.Net.Security;
using ProtocolKit.Testing;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Protocols.Tests;

/// <summary>Clients that start with TLS where plaintext is expected are common: the log says that it was TLS.</summary>
public sealed class ClientHelloTests
{
    public static TheoryData<string> Names => [.. AllProtocols.Definitions.Select(protocol => protocol.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_ClientHello_where_plaintext_is_expected_is_named_as_such(string name)
    {
        var protocol = AllProtocols.Definitions.Single(one => one.Name == name);
        var (clientEnd, serverEnd) = new LoopbackPair();
        var accepting = UpgradeServer.AcceptAsync(protocol, serverEnd, new() { Certificate = TestCertificates.Valid });
        await clientEnd.WriteAsync(await ClientHelloAsync());
        clientEnd.Dispose();

        var failure = await Assert.ThrowsAsync<UpgradeException>(() => accepting);

        // One that takes TLS there has gone on with the handshake.
        if (failure.Step == UpgradeStep.Handshake)
            return;
        Assert.True(failure.Failure!.LooksLikeTls, failure.Message);
        Assert.Contains("a TLS ClientHello", failure.Message, StringComparison.Ordinal);
        Assert.Contains("TLS in place of plaintext", failure.Failure.ToString(), StringComparison.Ordinal);
    }

    private static async Task<byte[]> ClientHelloAsync()
    {
        var (clientEnd, serverEnd) = new LoopbackPair();
        await using var tls = new SslStream(clientEnd);
        var handshaking = tls.AuthenticateAsClientAsync("localhost");
        var octets = new byte[4096];
        var length = await serverEnd.ReadAsync(octets);
        serverEnd.Dispose();
        await Assert.ThrowsAnyAsync<Exception>(() => handshaking);
        return octets[..length];
    }
}
