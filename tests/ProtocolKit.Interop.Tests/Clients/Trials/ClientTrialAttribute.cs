using Xunit.Abstractions;
using Xunit.Sdk;

namespace ProtocolKit.Interop.Tests.Clients.Trials;

/// <summary>A test that runs for every client of <see cref="TriedClients.All"/>, and is skipped, with the reason, for those that are not
/// installed.</summary>
[XunitTestCaseDiscoverer("ProtocolKit.Interop.Tests.Clients.Trials." + nameof(ClientTrialDiscoverer), "ProtocolKit.Interop.Tests")]
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ClientTrialAttribute : FactAttribute
{
    /// <summary>Whether it is only for clients whose server can refuse to start TLS.</summary>
    public bool Refuses { get; init; }
}

/// <summary>Finds the tests that <see cref="ClientTrialAttribute"/> stands for.</summary>
internal sealed class ClientTrialDiscoverer(IMessageSink messages) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
    {
        var (display, options) = (discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault());
        var refuses = factAttribute.GetNamedArgument<bool>(nameof(ClientTrialAttribute.Refuses));
        return TriedClients.All
            .Where(client => !refuses || client.Refusal is not null)
            .Select<TriedClient, IXunitTestCase>(client => client.WhyMissing is { } reason
                ? new XunitSkippedDataRowTestCase(messages, display, options, testMethod, reason, [client.Name, client.Protocol])
                : new XunitTestCase(messages, display, options, testMethod, [client.Name, client.Protocol]));
    }
}
