using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Delivery.Tests;

/// <summary>Serves policies by HTTPS on 127.0.0.1, or takes reports. It starts with the first request.</summary>
internal sealed class PolicyServer : IDisposable
{
    private readonly Lock _guard = new();
    private WebApplication? _application;

    /// <summary>What a request is answered with.</summary>
    public RequestDelegate Answer { get; set; } = context =>
    {
        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    };

    public X509Certificate2 Certificate { get; set; } = MailWorld.Trusted("mta-sts.example.org");

    /// <summary>How often it was asked.</summary>
    public int Count { get; private set; }

    /// <summary>The host and path that was asked for last.</summary>
    public string Asked { get; private set; } = "";

    public MtaStsResolver Resolver(IMtaStsCache? cache = null, TimeProvider? time = null, TimeSpan? timeout = null) => new(new MtaStsOptions
    {
        Cache = cache ?? new MemoryMtaStsCache(),
        CustomRoots = TestCertificates.Roots,
        TimeProvider = time ?? TimeProvider.System,
        Timeout = timeout ?? TimeSpan.FromSeconds(30),
        ConnectCallback = ConnectAsync,
    });

    /// <summary>A client that reaches it by any name, and trusts what the tests do.</summary>
    public HttpClient Client() => new(new SocketsHttpHandler
    {
        ConnectCallback = (context, token) => ConnectAsync(context.DnsEndPoint, token),
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                CustomTrustStore = { TestCertificates.Roots[0] },
            },
        },
    });

    /// <summary>Serves a policy.</summary>
    public PolicyServer With(string text, string type = "text/plain")
    {
        Answer = context =>
        {
            context.Response.ContentType = type;
            return context.Response.WriteAsync(text);
        };
        return this;
    }

    public void Dispose() => _application?.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async ValueTask<Stream> ConnectAsync(DnsEndPoint endPoint, CancellationToken cancellationToken)
    {
        Assert.Equal(443, endPoint.Port);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new Uri(Start().Urls.Single()).Host, new Uri(Start().Urls.Single()).Port, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private WebApplication Start()
    {
        lock (_guard)
        {
            if (_application is not null)
                return _application;
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(
                IPAddress.Loopback, 0, listen => listen.UseHttps(https => https.ServerCertificateSelector = (_, _) => Certificate)));
            _application = builder.Build();
            _application.Run(context =>
            {
                Count++;
                Asked = context.Request.Host.Host + context.Request.Path;
                return Answer(context);
            });
            _application.StartAsync().GetAwaiter().GetResult();
            return _application;
        }
    }
}
