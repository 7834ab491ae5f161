using System.Buffers;
using System.Globalization;
using System.Security.Authentication;

namespace ProtocolKit.Cli;

/// <summary>Looks which TLS versions a server speaks, and at its certificate.</summary>
internal sealed class TlsProbe(AuditTarget target, CancellationToken cancellationToken)
{
    /// <summary>Asks for TLS 1.0 or 1.1.</summary>
    public async Task<AuditFinding> TryLegacyAsync(byte minor)
    {
        var probe = $"tls-1.{minor - 1}";
        await using var run = await ConnectAsync().ConfigureAwait(false);
        if (!await run.SpeakAsync().ConfigureAwait(false))
            return new AuditFinding(probe, AuditVerdict.Inconclusive, run.NoTls + ".");
        var carries = run.Machine.CarriesTls(target.Server.ImplicitTls);
        var hello = LegacyHello.Write(minor, target.ServerName);
        await run.Channel.WriteAsync(carries ? InPacket(hello) : hello).ConfigureAwait(false);
        while (true)
        {
            if (LegacyHello.Read(carries ? FromPacket(run.Channel.Unread) : run.Channel.Unread, minor) is { } answer)
                return new AuditFinding(
                    probe, answer.Speaks ? AuditVerdict.Weak : AuditVerdict.Rejects, $"The server answered with {answer.Said}.");
            if (await run.Channel.ReadAsync().ConfigureAwait(false))
                continue;
            return run.Channel.HasEnded
                ? new AuditFinding(probe, AuditVerdict.Rejects, "The server closed the connection.")
                : new AuditFinding(probe, AuditVerdict.Inconclusive, "The server did not answer.");
        }
    }

    /// <summary>Asks for TLS 1.2 or 1.3.</summary>
    public async Task<AuditFinding> TryAsync(SslProtocols version)
    {
        var probe = version == SslProtocols.Tls12 ? "tls-1.2" : "tls-1.3";
        await using var run = await ConnectAsync().ConfigureAwait(false);
        if (!await run.SpeakAsync().ConfigureAwait(false))
            return new AuditFinding(probe, AuditVerdict.Inconclusive, run.NoTls + ".");
        return await run.HandshakeAsync(version).ConfigureAwait(false)
            ? new AuditFinding(probe, AuditVerdict.Accepts, $"{run.Channel.Tls!.NegotiatedCipherSuite}.")
            : new AuditFinding(probe, AuditVerdict.Rejects, $"{run.NoTls}.");
    }

    /// <summary>Verifies the certificate as a client does.</summary>
    public async Task<AuditFinding> VerifyAsync(string text)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var observer = new ProbeObserver(target.Protocol);
        var report = await Prober.RunAsync(
            text, target.Server, target.CreateParameters(),
            new UpgradeClientOptions
            {
                Timeout = target.Timeout, ServerName = target.ServerName, ImplicitTls = target.Server.ImplicitTls,
                    CustomRoots = target.Roots,
                AllowTlsResume = false, KeepPeerChain = true, Observer = observer,
            },
            observer, cancellationToken).ConfigureAwait(false);
        if (report.CertificateErrors.Count > 0)
            return new AuditFinding(
                AuditProbes.Certificate, AuditVerdict.Weak, $"{string.Join(", ", report.CertificateErrors)}: {report.Reason}");
        if (!report.Secured || report.Certificates is not [var own, ..])
            return new AuditFinding(AuditProbes.Certificate, AuditVerdict.Inconclusive, report.Reason);
        var until = own.NotAfter.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new AuditFinding(
            AuditProbes.Certificate, AuditVerdict.Good,
            $"Trusted, for {string.Join(", ", own.Names)}; {own.Key}, until {until} ({ProbeText.Left(own.NotAfter - DateTimeOffset.UtcNow)}).");
    }

    private Task<AuditRun> ConnectAsync()
    {
        cancellationToken.ThrowIfCancellationRequested();
        return AuditRun.ConnectAsync(target, target.CreateClient(), cancellationToken);
    }

    private byte[] InPacket(byte[] tls)
    {
        var writer = new OctetWriter([]);
        try
        {
            target.Protocol.WriteTlsPacket(tls, ref writer);
            return writer.Written.ToArray();
        }
        finally
        {
            writer.Dispose();
        }
    }

    private byte[] FromPacket(ReadOnlySpan<byte> received)
    {
        var cursor = default(ScanCursor);
        return target.Protocol.ReadTlsPacket(received, ref cursor, out var tls) switch
        {
            OperationStatus.Done => tls.ToArray(),
            OperationStatus.NeedMoreData => [],
            _ => received.ToArray(),
        };
    }
}
