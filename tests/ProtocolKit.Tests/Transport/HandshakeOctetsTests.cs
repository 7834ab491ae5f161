using System.Net.Security;
using System.Security.Authentication;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Tests;

/// <summary>Whatever a peer sends in place of a handshake, or within one, the upgrade ends as it is documented.</summary>
public class HandshakeOctetsTests
{
    /// <summary>Where an octet is missing, both may wait for each other.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    private static readonly byte[][] Peculiar =
    [
        [0x16, 3, 3, 0, 0, 0x16, 3, 3, 0, 0],
        [0x16, 3, 3, 0, 0],
        [0x16, 3, 1, 0, 0, 0x15, 3, 3, 0, 2, 2, 40],
        [0x15, 3, 3, 0, 0], [0x15, 3, 3, 0, 1, 2], [0x15, 3, 3, 0, 2, 2, 0xFF], [0x15, 3, 3, 0, 2, 1, 0], [0x15, 3, 3, 0, 4, 2, 40, 2, 40],
        [0x14, 3, 3, 0, 0], [0x14, 3, 3, 0, 1, 1], [0x14, 3, 3, 0, 1, 1, 0x16, 3, 3, 0, 0, 0x16, 3, 3, 0, 0],
        [0x17, 3, 3, 0, 0], [0x17, 3, 3, 0, 1, 0], [0x18, 3, 3, 0, 3, 1, 0, 0],
        [0x16, 3, 3, 0, 1, 0], [0x16, 3, 3, 0, 1, 1], [0x16, 3, 3, 0, 1, 2], [0x16, 3, 3, 0, 4, 0, 0, 0, 0], [0x16, 3, 3, 0, 4, 1, 0, 0, 0],
        [0x16, 3, 3, 0, 4, 2, 0, 0, 0], [0x16, 3, 3, 0, 4, 1, 0xFF, 0xFF, 0xFF], [0x16, 3, 3, 0, 4, 0x16, 0, 0, 0],
        [0x16, 0, 0, 0, 1, 1], [0x16, 0xFF, 0xFF, 0, 1, 1], [0x16, 3, 3, 0xFF, 0xFF], [0x16, 3, 3, 0x40, 1],
        [0x80, 0x2E, 1, 3, 1], [0x80, 3, 1, 0, 2], [0x80, 0, 1, 3, 3, 0, 0, 0, 0], [0], [0, 0, 0, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
    ];

    [Fact]
    public async Task Octets_in_place_of_a_handshake_end_both_roles_as_a_failed_one()
    {
        var random = new Random(20_261_126);
        foreach (var octets in Peculiar.Concat(Enumerable.Range(0, 400).Select(_ => Make(random))))
        {
            foreach (var isServer in new[] { true, false })
            {
                var failure = isServer ? await AcceptAsync(octets) : await ConnectAsync(octets);
                Assert.True(failure.Outcome == UpgradeOutcome.TlsFailed, $"{Convert.ToHexString(octets)}: {failure}");
            }
        }
    }

    [Fact]
    public async Task Empty_records_are_told_to_be_no_TLS()
    {
        foreach (var failure in new[] { await AcceptAsync(Peculiar[0]), await ConnectAsync(Peculiar[0]) })
            Assert.Contains("something that is not TLS", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task A_handshake_with_an_octet_changed_ends_a_client_as_documented(SslProtocols version)
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var ended = await Peers.AgainstAsync(
                async stream =>
                {
                    using var tls = new SslStream(new ChangingStream(stream, new Random(seed)));
                    await tls.AuthenticateAsServerAsync(
                        new SslServerAuthenticationOptions { ServerCertificate = TestCertificates.Valid, EnabledSslProtocols = version });
                    await Peers.HearAsync(tls, "LIST\r\n");
                    await Peers.SayAsync(tls, "ITEMS\r\n");
                },
                stream => EndOfAsync(() => Peers.UpgradeAsync(
                    stream, new() { CustomRoots = TestCertificates.Roots, ImplicitTls = true, Timeout = Patience },
                        new() { List = true })));
            AssertDocumented(ended, seed);
        }
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task A_handshake_with_an_octet_changed_ends_a_server_as_documented(SslProtocols version)
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var ended = await Peers.AgainstAsync(
                async stream =>
                {
                    using var tls = new SslStream(new ChangingStream(stream, new Random(seed)));
                    await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
                    {
                        TargetHost = TestCertificates.Host,
                        EnabledSslProtocols = version,
                        RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
                    });
                },
                stream => EndOfAsync(() => UpgradeServer.AcceptAsync(
                    ToyProtocol.Instance, stream, new() { Certificate = TestCertificates.Valid, ImplicitTls = true, Timeout = Patience })));
            AssertDocumented(ended, seed);
        }
    }

    [Fact]
    public async Task What_a_callback_throws_in_the_handshake_is_a_failed_one()
    {
        foreach (
            var thrown in new Exception[] { new InvalidOperationException("of its own"), new OperationCanceledException("of its own") })
        {
            var accepting = new TaskCompletionSource<Exception?>();
            await Peers.FailAgainstAsync(
                async stream => accepting.SetResult(await EndOfAsync(() => UpgradeServer.AcceptAsync(
                    ToyProtocol.Instance, stream, new() { SelectTlsOptions = (_, _, _, _) => throw thrown }))),
                stream => Peers.UpgradeAsync(stream));

            var failure = Assert.IsType<UpgradeException>(await accepting.Task);
            Assert.Equal(UpgradeOutcome.TlsFailed, failure.Outcome);
            Assert.Contains("of its own", failure.Message, StringComparison.Ordinal);
        }
    }

    private static void AssertDocumented(Exception? ended, int seed) =>
        Assert.True(
            ended is null or UpgradeException { Outcome: UpgradeOutcome.TlsFailed or UpgradeOutcome.Truncated or UpgradeOutcome.Timeout },
            $"{seed}: {ended}");

    private static Task<UpgradeException> AcceptAsync(byte[] octets) => Peers.FailAgainstAsync(
        stream => stream.WriteAsync(octets).AsTask(),
        stream =>
            UpgradeServer.AcceptAsync(ToyProtocol.Instance, stream, new() { Certificate = TestCertificates.Valid, ImplicitTls = true }));

    private static Task<UpgradeException> ConnectAsync(byte[] octets) => Peers.FailAgainstAsync(
        async stream =>
        {
            await stream.ReadExactlyAsync(new byte[5]);
            await stream.WriteAsync(octets);
        },
        stream => Peers.UpgradeAsync(stream, new() { CustomRoots = TestCertificates.Roots, ImplicitTls = true }));

    private static async Task<Exception?> EndOfAsync(Func<Task<SecureConnection>> upgrade)
    {
        try
        {
            using var connection = await upgrade();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    /// <summary>Makes a few records, of which most look like TLS.</summary>
    private static byte[] Make(Random random)
    {
        var octets = new List<byte>();
        for (var record = random.Next(1, 5); record > 0; record--)
        {
            var body = new byte[random.Next(4) == 0 ? random.Next(300) : random.Next(6)];
            random.NextBytes(body);
            if (body.Length > 0 && random.Next(2) == 0)
                body[0] = (byte)random.Next(1, 5);
            if (body.Length > 3 && random.Next(2) == 0)
                (body[1], body[2], body[3]) = (0, (byte)(body.Length - 4 >> 8), (byte)(body.Length - 4));
            var length = random.Next(8) == 0 ? random.Next(0x10000) : body.Length;
            octets.AddRange([(byte)random.Next(0x14, 0x19), 3, (byte)random.Next(5), (byte)(length >> 8), (byte)length, .. body]);
        }

        return [.. octets];
    }

    /// <summary>Changes, cuts or doubles one octet of what is written, somewhere in the handshake, and writes octet by octet now and
    /// then.</summary>
    private sealed class ChangingStream(Stream inner, Random random) : ForwardingStream(inner)
    {
        private readonly bool _isSlow = random.Next(4) == 0;
        private int _left = random.Next(1500);

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var octets = buffer.ToArray().ToList();
            var place = _left;
            _left -= octets.Count;
            if (place >= 0 && place < octets.Count)
                Change(octets, place);
            foreach (var piece in octets.Chunk(_isSlow ? 1 : 20_000))
                await Inner.WriteAsync(piece, cancellationToken);
        }

        private void Change(List<byte> octets, int place)
        {
            switch (random.Next(4))
            {
                case 0:
                    octets.RemoveAt(place);
                    break;
                case 1:
                    octets.Insert(place, octets[place]);
                    break;
                default:
                    octets[place] ^= (byte)(1 << random.Next(8));
                    break;
            }
        }
    }
}
