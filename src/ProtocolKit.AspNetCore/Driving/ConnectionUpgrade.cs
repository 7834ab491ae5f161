using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;

namespace ProtocolKit.AspNetCore;

/// <summary>One connection's upgrade: the dialogue in the clear, the wait for Kestrel's handshake, the dialogue inside TLS.</summary>
internal sealed class ConnectionUpgrade : IStartTlsFeature, IDisposable
{
    private readonly ConnectionContext _connection;
    private readonly StartTlsOptions _options;
    private readonly ClearRecord _record;
    private UpgradeMachine _machine;
    private Deadline? _deadline;
    private CancellationTokenRegistration _handshakeLimit;
    private UpgradeReport? _report;
    private PacketTransport? _packets;
    private bool _hasStartedTls;
    private bool _isLate;
    private bool _isClosing;
    private Exception? _stray;

    public ConnectionUpgrade(ProtocolDefinition protocol, StartTlsOptions options, ConnectionContext connection, WireLog? wireLog)
    {
        _connection = connection;
        _options = options;
        _record = new ClearRecord(protocol);
        _machine = protocol.CreateServer(new ServerMachineOptions
        {
            Parameters = options.SelectParameters is { } select ? select(connection) : options.Parameters,
            ImplicitTls = options.ImplicitTls,
            AnswerInsideTls = options.AnswerInsideTls,
            MayStayInClear = options.MayStayInClear,
            Refusal = options.Refusal is { } refusal ? () => refusal(connection) : null,
            Observer = ObserverPair.Of(options.CreateObserver?.Invoke(connection), wireLog) is { } other ? new ObserverPair(_record, other)
                : _record,
        });
        _deadline = Deadline.Start(options.Timeout, options.TimeProvider, Closing(connection));
    }

    /// <inheritdoc/>
    public ProtocolDefinition Protocol => _machine.Protocol;

    /// <inheritdoc/>
    public bool IsSecured { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<OfferedCapability> Capabilities => field ??= _record.ReadCapabilities();

    /// <inheritdoc/>
    public IReadOnlyList<ClearMessage> ClientMessages => _record.Received;

    private CancellationToken Token => _deadline!.Token;

    private UpgradeStep Step =>
        _machine.IsInsideTls ? UpgradeStep.InsideTls : _hasStartedTls ? UpgradeStep.Handshake : UpgradeStep.BeforeRequest;

    /// <summary>Tells operators that the upgrade starts; to be called by the method that awaits all of it.</summary>
    public UpgradeReport? StartReport(ILogger? logger) => _report = UpgradeReport.StartServer(
        _machine, logger, _options.TimeProvider, new ConnectionEnds(_connection.LocalEndPoint, _connection.RemoteEndPoint));

    /// <summary>Speaks in the clear.</summary>
    /// <returns>What to do with the connection: <see cref="UpgradeAction.StartTls"/>, <see cref="UpgradeAction.StayInClear"/> or
    /// <see cref="UpgradeAction.Fail"/>.</returns>
    public async ValueTask<UpgradeAction> StartTlsAsync()
    {
        using var dialogue = new PipeDialogue(_connection.Transport, _options.MaxDialogueOctets);
        await RunAsync(dialogue).ConfigureAwait(false);
        if (_machine.NextAction == UpgradeAction.StayInClear)
        {
            End();
        }
        else if (_machine.NextAction == UpgradeAction.StartTls && dialogue.StartTls(_machine))
        {
            _hasStartedTls = true;
            if (IsInPackets)
                _packets = PacketTransport.Put(_connection, _machine);
            _report?.TlsStarted();
            // Kestrel's handshake knows its own limit only.
            _handshakeLimit = Token.UnsafeRegister(static upgrade => ((ConnectionUpgrade)upgrade!).AbortHandshake(), this);
        }
        else
        {
            ReportFailure();
        }

        return _machine.NextAction;
    }

    /// <summary>Goes on inside TLS, after Kestrel's handshake.</summary>
    /// <returns>Whether the connection is the handler's.</returns>
    public async ValueTask<bool> GoOnInsideTlsAsync()
    {
        var tls = _connection.Features.Get<ITlsHandshakeFeature>() ?? throw new InvalidOperationException("The connection is not TLS.");
        await _handshakeLimit.DisposeAsync().ConfigureAwait(false);
        _packets?.EndHandshake();
        if (_machine.IsAlpnRequired && AgreedAlpn.IsEmpty)
        {
            _machine.Abandon(UpgradeOutcome.TlsFailed, []);
            ReportFailure();
            return false;
        }

        _machine.Observer?.OnTlsNegotiated(_machine, tls.Protocol, tls.NegotiatedCipherSuite.GetValueOrDefault());
        _machine = _machine.TlsEstablished();
        using var dialogue = new PipeDialogue(_connection.Transport, _options.MaxDialogueOctets);
        await RunAsync(dialogue).ConfigureAwait(false);
        if (_machine.NextAction != UpgradeAction.Complete)
        {
            ReportFailure();
            return false;
        }

        IsSecured = true;
        _machine.TakeKeptMessages().Dispose();
        End();
        return true;
    }

    /// <summary>What tells its log lines from those of others.</summary>
    public string Id => UpgradeReport.IdOf(_machine);

    /// <summary>Whether Kestrel's handshake is under way, or has failed.</summary>
    public bool IsInHandshake => _machine is { IsInsideTls: false, NextAction: UpgradeAction.StartTls };

    /// <summary>What the user's own callback threw in the handshake; or null.</summary>
    public Exception? CallbackFailure { get; set; }

    /// <summary>Whether packets of the protocol carry the handshake.</summary>
    public bool IsInPackets => _machine.CarriesTls(_options.ImplicitTls);

    /// <summary>Whether the client was not asked who it is.</summary>
    public bool IsClientAnyone { get; set; }

    /// <summary>How long it is until the deadline.</summary>
    public TimeSpan TimeLeft => _deadline?.TimeLeft ?? _options.Timeout;

    /// <summary>Tells operators that the connection is TLS; to be called by the method that calls the handler, which is not part of
    /// it.</summary>
    public void ReportSecured()
    {
        if (_report is null)
            return;
        var tls = _connection.Features.Get<ITlsHandshakeFeature>()!;
        _report.Secured(tls.Protocol, tls.NegotiatedCipherSuite.GetValueOrDefault(), AgreedAlpn.Span);
    }

    private ReadOnlyMemory<byte> AgreedAlpn => _connection.Features.Get<ITlsApplicationProtocolFeature>()?.ApplicationProtocol ?? default;

    /// <summary>After Kestrel's TLS: if it has not come to the dialogue inside, the handshake failed, and Kestrel has dealt with
    /// it.</summary>
    /// <param name="stray">What was thrown that Kestrel did not deal with; or null.</param>
    public void EndUnlessSecured(Exception? stray = null)
    {
        if (_machine.IsInsideTls)
            return;
        _stray = stray;
        _machine.Abandon(_isLate ? UpgradeOutcome.Timeout : UpgradeOutcome.TlsFailed, []);
        ReportFailure();
    }

    /// <summary>Closes a connection that is not the handler's.</summary>
    public async ValueTask CloseAsync()
    {
        var outcome = _machine.Failure?.Outcome;
        if (outcome is UpgradeOutcome.Violation or UpgradeOutcome.Leftover)
            await ConnectionEnd.HearOutAsync(_connection.Transport.Input).ConfigureAwait(false);
        if (!_machine.IsInsideTls)
            await ConnectionEnd.CloseAsync(_connection).ConfigureAwait(false);
        else if (outcome == UpgradeOutcome.Timeout)
            _connection.Abort(new ConnectionAbortedException("The dialogue inside TLS has taken too long."));
        else
            await ConnectionEnd.EndTlsAsync(_connection).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _machine.Discard();
        _handshakeLimit.Dispose();
        _packets?.Dispose();
        End();
    }

    /// <summary>The end of the connection, or the server's wish for it.</summary>
    private static CancellationToken Closing(ConnectionContext connection) =>
        connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? connection.ConnectionClosed;

    private async ValueTask RunAsync(PipeDialogue dialogue)
    {
        try
        {
            await dialogue.RunAsync(_machine, Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (Token.IsCancellationRequested)
        {
            NoteWhoEndsIt();
            dialogue.Abandon(_machine, UpgradeOutcome.Timeout);
        }
        catch (Exception exception) when (exception is IOException or ConnectionAbortedException || TlsFaults.IsOfTls(exception))
        {
            _machine.Abandon(TlsFaults.IsOfTls(exception) ? UpgradeOutcome.TlsFailed : UpgradeOutcome.Truncated, []);
        }
    }

    private void AbortHandshake()
    {
        NoteWhoEndsIt();
        _connection.Abort(new ConnectionAbortedException("TLS was not established in time."));
    }

    /// <summary>Tells the deadline from the server's wish to close, which may follow it at once.</summary>
    private void NoteWhoEndsIt()
    {
        _isClosing = _deadline!.IsCanceledByCaller;
        _isLate = !_isClosing;
    }

    private void ReportFailure()
    {
        if (_report is null)
            return;
        var failure = _machine.Failure!;
        if (_isClosing)
            _report.Failed(new OperationCanceledException("The server is closing the connection."));
        else if (failure.Outcome == UpgradeOutcome.TlsFailed)
            _report.Failed(new UpgradeException(
                _stray is null ? "The TLS handshake failed. Kestrel logs why, at the level Debug."
                    : TlsFaults.IsNotTls(_stray) ? "The client answered the TLS handshake with something that is not TLS."
                    : $"The TLS handshake with the client failed: {_stray.Message}",
                failure.Outcome,
                failure,
                _stray)
            {
                Step = _machine.IsInsideTls ? UpgradeStep.InsideTls : UpgradeStep.Handshake,
            });
        else
            _report.Failed(failure, Step);
    }

    private void End() => Interlocked.Exchange(ref _deadline, null)?.Dispose();
}
