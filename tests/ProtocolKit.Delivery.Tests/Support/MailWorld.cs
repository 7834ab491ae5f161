using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProtocolKit.Protocols;
using ProtocolKit.Testing;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Delivery.Tests;

/// <summary>A name server, mail exchangers within the process, and what delivers to them.</summary>
internal sealed class MailWorld : IDisposable
{
    private readonly ConcurrentDictionary<string, Exchanger> _exchangers = new(StringComparer.OrdinalIgnoreCase);

    public NameServer Dns { get; } = new() { IsSigned = true };

    public PolicyServer Policies { get; } = new();

    /// <summary>The names that were asked for (SNI).</summary>
    public ConcurrentQueue<string> Names { get; } = [];

    public MtaStsResolver? MtaSts { get; set; }

    /// <summary>Counts sessions for reports, or null.</summary>
    public ITlsReportStore? Reports { get; set; }

    /// <summary>The name server in place of <see cref="Dns"/>, or null.</summary>
    public IPEndPoint? NameServer { get; init; }

    public void Dispose()
    {
        Dns.Dispose();
        Policies.Dispose();
    }

    /// <summary>Adds a mail exchanger of a domain, with an address.</summary>
    public MailWorld With(string domain, string host, Exchanger exchanger, int preference = 10)
    {
        Dns.WithMailExchanger(domain, preference, host).WithAddress(host, "192.0.2.1");
        _exchangers[host] = exchanger;
        return this;
    }

    public Task<DeliveryResult> DeliverAsync(
        string domain, LeastProtection withoutPolicy = LeastProtection.AnyTls, MessageTls message = MessageTls.AsPolicySays,
            UpgradeClientOptions? connection = null)
    {
        MtaSts ??= Policies.Resolver();
        return MailDelivery.ConnectAsync(domain, new MailDeliveryOptions
        {
            Resolver = NameServer is null ? Dns.Resolver() : new ServiceResolver(new ServiceResolverOptions { NameServers = [NameServer] }),
            MtaSts = MtaSts,
            WithoutPolicy = withoutPolicy,
            Message = message,
            Reports = Reports,
            Connection = new UpgradeClientOptions(connection ?? new UpgradeClientOptions())
            {
                CustomRoots = TestCertificates.Roots,
                ConnectCallback = (context, _) => new(Connect(context.DnsEndPoint.Host)),
            },
        });
    }

    /// <summary>A TLSA record's data.</summary>
    public static byte[] Data(X509Certificate2 certificate, int selector = 1, int matching = 1)
    {
        var selected = selector == 0 ? certificate.RawData : certificate.PublicKey.ExportSubjectPublicKeyInfo();
        return matching switch { 1 => SHA256.HashData(selected), 2 => SHA512.HashData(selected), _ => selected };
    }

    /// <summary>A certificate of an authority that the client trusts.</summary>
    public static X509Certificate2 Trusted(string name) =>
        TestCertificates.Issue(TestCertificates.Authority, name, new() { Names = [name], Addresses = [] });

    /// <summary>A certificate that signs itself.</summary>
    public static X509Certificate2 SelfSigned(string name) => TestCertificates.Issue(null, name, new() { Names = [name], Addresses = [] });

    private LoopbackStream Connect(string host)
    {
        if (!_exchangers.TryGetValue(host, out var exchanger) || exchanger.IsDown)
            throw new SocketException((int)SocketError.ConnectionRefused);
        var (client, server) = new LoopbackPair();
        _ = exchanger.Certificate is null ? ServeInClearAsync(server) : ServeAsync(server, exchanger);
        return client;
    }

    private static async Task ServeInClearAsync(LoopbackStream stream)
    {
        try
        {
            await using (stream)
            {
                using var reader = new StreamReader(stream);
                await stream.WriteAsync("220 mx.example.org\r\n"u8.ToArray());
                await reader.ReadLineAsync();
                await stream.WriteAsync("250-mx.example.org\r\n250 SIZE\r\n"u8.ToArray());
                await reader.ReadToEndAsync();
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(LoopbackStream stream, Exchanger exchanger)
    {
        var parameters = new Smtp.ServerParameters();
        if (exchanger.HasRequireTls)
            parameters.AddExtension("REQUIRETLS");
        var options = new UpgradeServerOptions
        {
            AnswerInsideTls = true,
            SelectTlsOptions = (_, hello, _, _) =>
            {
                Names.Enqueue(hello.ServerName);
                return new(new SslServerAuthenticationOptions
                {
                    ServerCertificateContext = SslStreamCertificateContext.Create(exchanger.Certificate!, exchanger.Sent, offline: true),
                });
            },
        };
        try
        {
            await using var connection = await UpgradeServer.AcceptAsync(Smtp.Definition, stream, options, parameters);
            await connection.Stream.CopyToAsync(Stream.Null);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
        }
    }
}

/// <summary>A mail exchanger.</summary>
/// <param name="Certificate">Its certificate; null where it has no TLS.</param>
internal sealed record Exchanger(X509Certificate2? Certificate)
{
    public X509Certificate2Collection Sent { get; init; } = [];

    public bool HasRequireTls { get; init; }

    public bool IsDown { get; init; }
}
