using Microsoft.Extensions.Logging;

namespace ProtocolKit.Cli;

/// <summary>Writes what ProtocolKit logs as data, and what goes wrong beside it as complaints.</summary>
/// <param name="console">Takes the lines.</param>
/// <param name="isVerbose">Whether it is also written why a handshake failed.</param>
internal sealed class ServeLog(ToolConsole console, bool isVerbose) : ILoggerProvider
{
    private const string Handshakes = "Microsoft.AspNetCore.Server.Kestrel.Https.Internal.HttpsConnectionMiddleware";

    private readonly Lock _lock = new();

    /// <summary>Whether the server runs. Before that all that goes wrong is also thrown, and told by who catches it.</summary>
    public bool HasStarted { get; set; }

    /// <summary>Of ProtocolKit everything, of all else what goes wrong.</summary>
    public bool IsShown(string? category, LogLevel level) =>
        IsOwn(category) || level >= (isVerbose && category == Handshakes ? LogLevel.Debug : LogLevel.Warning);

    public ILogger CreateLogger(string categoryName) =>
        IsOwn(categoryName) ? new Logger(this, console.Out)
            : new Logger(this, console.Error, isOwn: false, isBrief: categoryName == Handshakes);

    public void Dispose()
    {
    }

    private static bool IsOwn(string? category) => category?.StartsWith("ProtocolKit.", StringComparison.Ordinal) == true;

    /// <summary>The messages of an exception and of those within it, without their stack traces.</summary>
    private static string Brief(Exception? exception)
    {
        var messages = new List<string>();
        for (; exception is not null; exception = exception.InnerException)
            messages.Add(exception.Message);
        return PeerText.Escape(string.Join(" ", messages));
    }

    private sealed class Logger(ServeLog owner, TextWriter writer, bool isOwn = true, bool isBrief = false) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!isOwn && !owner.HasStarted)
                return;
            lock (owner._lock)
            {
                if (isBrief)
                    writer.WriteLine($"{formatter(state, exception)} {Brief(exception)}".TrimEnd());
                else
                    writer.WriteLine(formatter(state, exception));
                if (exception is not null && !isBrief)
                    writer.WriteLine(exception);
            }
        }
    }
}
