namespace ProtocolKit.Interop.Tests;

/// <summary>A test that runs servers of the system, and is skipped, with the reason, where one is missing or cannot be started.</summary>
internal sealed class ProgramFactAttribute : FactAttribute
{
    public ProgramFactAttribute(params string[] programs) => Skip = Programs.WhyNot(programs);
}
