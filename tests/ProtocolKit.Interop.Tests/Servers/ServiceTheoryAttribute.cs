using Xunit.Abstractions;
using Xunit.Sdk;

namespace ProtocolKit.Interop.Tests.Servers;

/// <summary>A test of <see cref="ServerTests{TServer}"/> that runs for every service of the server, and is skipped, with the reason,
/// where the server is not installed.</summary>
[XunitTestCaseDiscoverer("ProtocolKit.Interop.Tests.Servers." + nameof(ServiceTheoryDiscoverer), "ProtocolKit.Interop.Tests")]
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ServiceTheoryAttribute(Listener listener = Listener.Upgrade) : FactAttribute
{
    /// <summary>The port that a service must have for the test to be of it.</summary>
    public Listener Listener => listener;
}

/// <summary>Finds the tests that <see cref="ServiceTheoryAttribute"/> stands for.</summary>
internal sealed class ServiceTheoryDiscoverer(IMessageSink messages) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
    {
        var server = (RealServer)Activator.CreateInstance(testMethod.TestClass.Class.BaseType.ToRuntimeType().GenericTypeArguments[0])!;
        var (display, options) = (discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault());
        if (Programs.WhyNot(server.Needs) is { } reason)
            return [new XunitSkippedDataRowTestCase(messages, display, options, testMethod, reason)];
        return server.Services
            .Where(service => service.Has(factAttribute.GetNamedArgument<Listener>(nameof(ServiceTheoryAttribute.Listener))))
            .Select(service => new XunitTestCase(messages, display, options, testMethod, [service.Name]));
    }
}
