using System.Net;
using System.Net.Security;
using System.Reflection;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Tests;

/// <summary>Options that are made like others are like them in all that can be set.</summary>
public class OptionCopyTests
{
    private static readonly object[] s_values =
    [
        TimeSpan.FromSeconds(7), 4711, "other.example", true, SslProtocols.Tls13, TestCertificates.Roots, new X509ChainPolicy(), X509RevocationMode.Online,
        (IReadOnlyList<PublicKeyPin>)[PublicKeyPin.FromCertificate(TestCertificates.Valid)], SslStreamCertificateContext.Create(TestCertificates.Valid, null, offline: true),
        NullLoggerFactory.Instance, new ManualTimeProvider(), TestCertificates.Valid, ClientCertificateUse.Required,
        (Func<UpgradeConnectContext, CancellationToken, ValueTask<Stream>>)((_, _) => new(Stream.Null)), (Func<UpgradeOutcome?>)(() => null),
        (Action<SslClientAuthenticationOptions>)(_ => { }), (Action<SslServerAuthenticationOptions>)(_ => { }), new NoObserver(),
        (IReadOnlyList<string>)["another.example"], (Func<string, CancellationToken, ValueTask<IReadOnlyList<IPAddress>>>)((_, _) => new([])),
        (IReadOnlyList<CertificateAssociation>)[CertificateAssociation.FromCertificate(TestCertificates.Valid)],
        (ServerOptionsSelectionCallback)((_, _, _, _) => default),
    ];

    [Theory]
    [InlineData(typeof(UpgradeClientOptions))]
    [InlineData(typeof(UpgradeServerOptions))]
    public void Each_option_is_copied(Type type)
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        Assert.NotEmpty(properties);
        foreach (var property in properties)
        {
            var options = Activator.CreateInstance(type)!;
            var preset = property.GetValue(options);
            var value = property.PropertyType == typeof(bool) ? !(bool)preset! : s_values.First(property.PropertyType.IsInstanceOfType);
            property.SetValue(options, value);

            var copy = Activator.CreateInstance(type, options)!;

            Assert.NotEqual(preset, value);
            Assert.Equal(value, property.GetValue(copy));
        }
    }

    private sealed class NoObserver : UpgradeObserver;
}
