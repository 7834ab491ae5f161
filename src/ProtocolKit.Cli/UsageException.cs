namespace ProtocolKit.Cli;

/// <summary>The command line asks for what cannot be done. The message says what to write instead.</summary>
internal sealed class UsageException(string message) : Exception(message);
