namespace ProtocolKit.Interop.Tests;

/// <summary>A test that runs programs of the system, and is skipped, with the reason, where one is missing.</summary>
internal sealed class ProgramFactAttribute : FactAttribute
{
    public ProgramFactAttribute(params string[] programs) => Skip = Programs.WhyNot(programs);
}

/// <summary>A test with arguments that runs programs of the system, and is skipped, with the reason, where one is missing.</summary>
internal sealed class ProgramTheoryAttribute : TheoryAttribute
{
    public ProgramTheoryAttribute(params string[] programs) => Skip = Programs.WhyNot(programs);
}
