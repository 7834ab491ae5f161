namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>A test that runs a client of the system, and is skipped, with the reason, where it is missing.</summary>
internal sealed class ClientFactAttribute : FactAttribute
{
    public ClientFactAttribute(string program) => Skip = Programs.WhyMissing(program);
}

/// <summary>A test with arguments that runs a client of the system, and is skipped, with the reason, where it is missing.</summary>
internal sealed class ClientTheoryAttribute : TheoryAttribute
{
    public ClientTheoryAttribute(string program) => Skip = Programs.WhyMissing(program);
}
