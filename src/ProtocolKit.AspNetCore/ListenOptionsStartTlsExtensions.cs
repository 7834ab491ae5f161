using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProtocolKit;
using ProtocolKit.AspNetCore;

namespace Microsoft.AspNetCore.Hosting;

/// <summary>Lets an endpoint of Kestrel upgrade to TLS inside a protocol.</summary>
/// <remarks>Call one of them before <c>UseConnectionHandler</c>, in place of <c>UseHttps</c>. The handler gets the connection inside TLS,
/// at the point where the client speaks, with <see cref="IStartTlsFeature"/> and Kestrel's own TLS features.</remarks>
public static class ListenOptionsStartTlsExtensions
{
    /// <summary>Speaks the server's part of a protocol's upgrade, then lets Kestrel do TLS.</summary>
    /// <typeparam name="TProtocol">The protocol.</typeparam>
    /// <param name="listenOptions">The endpoint. It serves no HTTP from then on.</param>
    /// <param name="certificate">The server's certificate with its private key. Nothing is fetched to complete its chain.</param>
    /// <param name="options">All else, or null for the defaults: TLS is required.</param>
    /// <returns>The endpoint.</returns>
    /// <exception cref="ArgumentException">A parameter is of another protocol, or one without default is not set.</exception>
    public static ListenOptions UseStartTls<TProtocol>(
        this ListenOptions listenOptions, X509Certificate2 certificate, StartTlsOptions? options = null)
        where TProtocol : IProtocol
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return listenOptions.UseStartTls(TProtocol.Definition, TlsCallbacks.With(certificate), options);
    }

    /// <summary>Speaks the server's part of a protocol's upgrade, then lets Kestrel do TLS.</summary>
    /// <typeparam name="TProtocol">The protocol.</typeparam>
    /// <param name="listenOptions">The endpoint. It serves no HTTP from then on.</param>
    /// <param name="certificates">The server's certificate; each handshake gets the one that is in the files then.</param>
    /// <param name="options">All else, or null for the defaults: TLS is required.</param>
    /// <returns>The endpoint.</returns>
    /// <exception cref="ArgumentException">A parameter is of another protocol, or one without default is not set.</exception>
    public static ListenOptions UseStartTls<TProtocol>(
        this ListenOptions listenOptions, CertificateFiles certificates, StartTlsOptions? options = null)
        where TProtocol : IProtocol
    {
        ArgumentNullException.ThrowIfNull(certificates);
        return listenOptions.UseStartTls(TProtocol.Definition, TlsCallbacks.With(() => certificates.Current), options);
    }

    /// <summary>Speaks the server's part of a protocol's upgrade, then lets Kestrel do TLS.</summary>
    /// <typeparam name="TProtocol">The protocol.</typeparam>
    /// <inheritdoc cref="UseStartTls(ListenOptions, ProtocolDefinition, TlsHandshakeCallbackOptions, StartTlsOptions?)"/>
    public static ListenOptions UseStartTls<TProtocol>(
        this ListenOptions listenOptions, TlsHandshakeCallbackOptions tls, StartTlsOptions? options = null)
        where TProtocol : IProtocol =>
        listenOptions.UseStartTls(TProtocol.Definition, tls, options);

    /// <summary>Speaks the server's part of a protocol's upgrade, then lets Kestrel do TLS.</summary>
    /// <param name="listenOptions">The endpoint. It serves no HTTP from then on.</param>
    /// <param name="protocol">The protocol.</param>
    /// <param name="tls">What TLS is to be for each client, asked at each handshake, with the name that it wants (SNI): so a new
    /// certificate needs no restart. Its <c>ApplicationProtocols</c> are the protocol's ALPN name, or none, where it is null; where
    /// packets of the protocol carry the handshake, TLS is 1.2 unless it says 1.3 alone. All else is used as it is.</param>
    /// <param name="options">All else, or null for the defaults: TLS is required.</param>
    /// <returns>The endpoint.</returns>
    /// <exception cref="ArgumentException">A parameter is of another protocol, or one without default is not set.</exception>
    public static ListenOptions UseStartTls(
        this ListenOptions listenOptions, ProtocolDefinition protocol, TlsHandshakeCallbackOptions tls, StartTlsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(listenOptions);
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(tls);
        options ??= new StartTlsOptions();
        if (options.SelectParameters is null)
            _ = protocol.CreateServer(new ServerMachineOptions { Parameters = options.Parameters });

        listenOptions.Protocols = HttpProtocols.None;
        var middleware = new StartTlsMiddleware(protocol, options, listenOptions.ApplicationServices?.GetService<ILoggerFactory>());
        // Built from the last to the first: the handler is known when the dialogue in the clear, which may go past TLS, is put before it.
        ConnectionDelegate? handler = null;
        listenOptions.Use(secure => middleware.InClear(secure, handler!));
        listenOptions.UseHttps(TlsCallbacks.For(protocol, tls, options.Timeout));
        listenOptions.Use(next => middleware.InsideTls(handler = next));
        return listenOptions;
    }
}
