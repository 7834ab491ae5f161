using System.Net.Security;
using System.Security.Authentication;
using Microsoft.Extensions.Logging;

namespace ProtocolKit;

/// <summary>Logs dialogues as RFCs print them, up to TLS: <c>C: </c> and <c>S: </c> before what client and server say, octets
/// escaped.</summary>
/// <remarks>
/// <para>It is on at the level <see cref="LogLevel.Trace"/>. Options with a logger factory bring one: there is no need to make it, only
/// to let the category <c>ProtocolKit.Wire</c> through.</para>
/// <para>It holds no secret. Of what is said inside TLS nothing is logged. A server logs a client's message where the grammar knows every
/// part of it: it is spelled out, or, in a <c>C:</c> line of the dialogue, the value of a label. Of all else, which may be a password
/// that should have waited, and of answers that may repeat it, it logs the name and how many octets there were.</para>
/// </remarks>
public sealed class WireLog : UpgradeObserver
{
    /// <summary>The category of the log.</summary>
    public const string Category = "ProtocolKit.Wire";

    private readonly Lock _lock = new();
    private readonly ILogger? _logger;
    private readonly TextWriter? _writer;

    /// <summary>Logs to the category <see cref="Category"/>. One can serve any number of connections at a time: each line has a number
    /// that tells them apart, the same as in the log of the upgrade.</summary>
    /// <param name="loggerFactory">Makes the logger.</param>
    public WireLog(ILoggerFactory loggerFactory)
    {
        ArgumentNullException.ThrowIfNull(loggerFactory);
        _logger = loggerFactory.CreateLogger(Category);
    }

    /// <summary>Writes lines, and nothing else. For one connection at a time, as nothing tells them apart.</summary>
    /// <param name="writer">Takes the lines; owned by the caller. Used by one thread at a time.</param>
    public WireLog(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _writer = writer;
    }

    /// <summary>Whether anything would be logged now.</summary>
    public bool IsEnabled => _writer is not null || _logger!.IsEnabled(LogLevel.Trace);

    /// <inheritdoc/>
    public override void OnReceived(UpgradeMachine machine, string message, ReadOnlySpan<byte> octets)
    {
        ArgumentNullException.ThrowIfNull(machine);
        Log(machine, machine.Role == UpgradeRole.Client ? UpgradeRole.Server : UpgradeRole.Client, message, octets);
    }

    /// <inheritdoc/>
    public override void OnSent(UpgradeMachine machine, string message, ReadOnlySpan<byte> octets)
    {
        ArgumentNullException.ThrowIfNull(machine);
        Log(machine, machine.Role, message, octets);
    }

    /// <inheritdoc/>
    public override void OnStartTls(UpgradeMachine machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        LogNote(machine, "TLS starts");
    }

    /// <inheritdoc/>
    public override void OnTlsNegotiated(UpgradeMachine machine, SslProtocols version, TlsCipherSuite suite)
    {
        ArgumentNullException.ThrowIfNull(machine);
        LogNote(machine, $"TLS {TlsVersions.NumberOf(version)}, {suite}; what is said inside is not logged");
    }

    /// <inheritdoc/>
    public override void OnFailed(UpgradeMachine machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        if (machine.Failure is { } failure)
            LogNote(machine, failure.IsInsideTls ? $"{failure.Outcome} inside TLS" : failure.ToString());
    }

    private void Log(UpgradeMachine machine, UpgradeRole speaker, string message, ReadOnlySpan<byte> octets)
    {
        if (machine.IsInsideTls || !IsEnabled)
            return;
        if (machine.MayHoldSecret)
        {
            LogLine(machine, DialogueNotation.Hide(speaker, message, octets.Length));
            return;
        }

        while (octets.Length > 0)
        {
            var length = DialogueNotation.LineLength(octets);
            LogLine(machine, DialogueNotation.Show(speaker, octets[..length]));
            octets = octets[length..];
        }
    }

    private void LogNote(UpgradeMachine machine, string note)
    {
        if (IsEnabled)
            LogLine(machine, DialogueNotation.Note(note));
    }

    private void LogLine(UpgradeMachine machine, string line)
    {
        if (_logger is not null)
            UpgradeLog.Wire(_logger, machine.Protocol.Name, UpgradeReport.IdOf(machine), line);
        if (_writer is null)
            return;
        lock (_lock)
            _writer.WriteLine(line);
    }
}
