namespace ProtocolKit.Cli;

/// <summary>The command line asks for what cannot be done. The message says what to write instead.</summary>
internal sealed class UsageException : Exception
{
    public UsageException(string message)
        : base(message)
    {
    }

    /// <summary>The exit code: another one where the command line is right, and the machine can't do it.</summary>
    public int ExitCode { get; init; } = Cli.ExitCode.Usage;

    /// <summary>Passes on what a library says of an argument, without the name that the argument has there.</summary>
    public UsageException(string context, ArgumentException cause)
        : base(context + cause.Message.Replace($" (Parameter '{cause.ParamName}')", "", StringComparison.Ordinal), cause)
    {
    }
}
