namespace ProtocolKit.Interop.Tests;

/// <summary>How a program ended.</summary>
/// <param name="Program">Its name.</param>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it said to standard output and standard error.</param>
internal sealed record ProgramResult(string Program, int ExitCode, string Output)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Program} ended with {ExitCode} and said:\n{Output}";
}
