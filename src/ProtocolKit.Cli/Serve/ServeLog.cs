using Microsoft.Extensions.Logging;

namespace ProtocolKit.Cli;

/// <summary>Writes what ProtocolKit logs as data, and what goes wrong beside it as complaints.</summary>
internal sealed class ServeLog(ToolConsole console) : ILoggerProvider
{
    private readonly Lock _lock = new();

    /// <summary>Of ProtocolKit everything, of all else what goes wrong.</summary>
    public static bool IsShown(string? category, LogLevel level) => IsOwn(category) || level >= LogLevel.Warning;

    public ILogger CreateLogger(string categoryName) => new Logger(this, IsOwn(categoryName) ? console.Out : console.Error);

    public void Dispose()
    {
    }

    private static bool IsOwn(string? category) => category?.StartsWith("ProtocolKit.", StringComparison.Ordinal) == true;

    private sealed class Logger(ServeLog owner, TextWriter writer) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (owner._lock)
            {
                writer.WriteLine(formatter(state, exception));
                if (exception is not null)
                    writer.WriteLine(exception);
            }
        }
    }
}
