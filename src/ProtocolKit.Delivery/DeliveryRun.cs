using System.Net;
using System.Security.Cryptography;
using ProtocolKit.Protocols;

namespace ProtocolKit;

/// <summary>One delivery: finds the exchangers and tries one after the other.</summary>
internal sealed class DeliveryRun(MailDeliveryOptions options, string domain)
{
    private readonly List<ExchangerAttempt> _attempts = [];
    private bool _isAuthenticated;
    private int _lacking;
    private TlsSession _session = null!;

    private bool IsTlsDemanded => options.Message == MessageTls.RequireTls;

    private bool ArePoliciesAsked => options.Message != MessageTls.TlsNotRequired;

    public async Task<DeliveryResult> RunAsync(CancellationToken cancellationToken)
    {
        ServiceLocation location;
        try
        {
            location = await options.Resolver.FindMailExchangersAsync(domain, cancellationToken).ConfigureAwait(false);
        }
        catch (ServiceLookupException failure)
        {
            return failure.Error switch
            {
                ServiceLookupError.NoSuchDomain => new DeliveryResult.Refused("5.1.2", failure.Message, _attempts),
                ServiceLookupError.NotOffered => new DeliveryResult.Refused("5.1.10", $"{failure.Message} (null MX; RFC 7505)", _attempts),
                _ => new DeliveryResult.Deferred("4.4.3", failure.Message, _attempts),
            };
        }

        _isAuthenticated = location.IsAuthenticated;
        var isAddress = IPAddress.TryParse(location.Domain, out _);
        MtaStsFinding? sts = null;
        try
        {
            if (ArePoliciesAsked && !isAddress && options.MtaSts is { } policies)
                sts = await policies.FindAsync(options.Resolver, location.Domain, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException failure)
        {
            return new DeliveryResult.Deferred(
                "4.3.0", $"Whether {location.Domain} has a policy (MTA-STS) is not known: {failure.Message}", _attempts);
        }

        foreach (var target in location.Targets)
        {
            var dane = ArePoliciesAsked && !isAddress
                ? await DaneLookup.FindAsync(options.Resolver, target.Host, options.Port, cancellationToken).ConfigureAwait(false)
                : null;
            var policy = HostPolicy.Of(
                location.Domain, target.Host, _isAuthenticated,
                ArePoliciesAsked && options.WithoutPolicy == LeastProtection.Dane, dane, sts);
            _session = new TlsSession(target.Host, policy, options.Connection.Observer);
            var result = await TryAsync(target, policy, location.Domain, cancellationToken).ConfigureAwait(false);
            if (ArePoliciesAsked && !isAddress)
                await CountAsync(location.Domain, result, cancellationToken).ConfigureAwait(false);
            if (result is not null)
                return result;
        }

        return Failed(location);
    }

    private DeliveryResult Failed(ServiceLocation location)
    {
        var tried = string.Join(' ', _attempts.Select((attempt, number) => $"({number + 1}) {attempt.Failure}"));
        if (_lacking == _attempts.Count)
        {
            return new DeliveryResult.Refused(
                "5.7.30", $"The message demands REQUIRETLS, and no mail exchanger of {location.Domain} meets that (RFC 8689). {tried}",
                _attempts);
        }

        var isUnreachable = _attempts.All(
            attempt => attempt.Exception is { Outcome: UpgradeOutcome.Unreachable or UpgradeOutcome.Timeout });
        return new DeliveryResult.Deferred(
            isUnreachable ? "4.4.1" : "4.7.5", $"No mail exchanger of {location.Domain} could be used. {tried}", _attempts);
    }

    private async Task<DeliveryResult?> TryAsync(ServiceTarget target, HostPolicy policy, string name, CancellationToken cancellationToken)
    {
        if (policy is HostPolicy.Barred)
            return Fail(target, policy, policy.Words);
        if (IsTlsDemanded && !_isAuthenticated && policy is not HostPolicy.MtaSts)
        {
            _lacking++;
            _session.Discard();
            return Fail(target, policy, $"Neither DNSSEC nor MTA-STS vouches for {target.Host}, which REQUIRETLS demands.");
        }

        try
        {
            return policy switch
            {
                HostPolicy.Dane dane => await SecureAsync(
                    target, policy, DaneOptions(dane.Finding, target, name), DeliveryProtection.Dane,
                    cancellationToken).ConfigureAwait(false),
                HostPolicy.MtaSts => await SecureAsync(
                    target, policy, Options(target.Host, []), DeliveryProtection.MtaSts, cancellationToken).ConfigureAwait(false),
                _ => await TryWithoutVerificationAsync(target, policy, cancellationToken).ConfigureAwait(false),
            };
        }
        catch (UpgradeException failure)
        {
            _session.Fail(failure);
            return Fail(target, policy, failure.Message, failure);
        }
    }

    /// <summary>Where no policy says whose the certificate must be. It is verified nevertheless; where it will not do, the next connection
    /// is to who has the same key, whoever that is.</summary>
    private async Task<DeliveryResult?> TryWithoutVerificationAsync(
        ServiceTarget target, HostPolicy policy, CancellationToken cancellationToken)
    {
        var verified = Options(target.ServerName, target.AlternativeServerNames);
        var mayBeInTheClear = policy is HostPolicy.Free && options.WithoutPolicy == LeastProtection.InTheClear && !IsTlsDemanded;
        var mustBeVerified = IsTlsDemanded || (options.WithoutPolicy == LeastProtection.VerifiedTls && ArePoliciesAsked);
        try
        {
            if (!mayBeInTheClear)
                return await SecureAsync(
                    target, policy, verified, DeliveryProtection.Opportunistic, cancellationToken).ConfigureAwait(false);
            var connection = await Smtp.ConnectOpportunisticAsync(
                target.Host, options.Port, options.Parameters, verified, cancellationToken).ConfigureAwait(false);
            if (connection.IsSecured)
                return Done(target, policy, (Smtp.Connection)connection.Connection, DeliveryProtection.Opportunistic);
            Add(target, policy, failure: null);
            _session.Fail(TlsReportResultType.StarttlsNotSupported, connection.WhyNot.Outcome.ToGrammarName());
            return new DeliveryResult.InTheClear(
                connection, $"{target.Host} has no TLS ({connection.WhyNot.Outcome.ToGrammarName()}), and is used in the clear. {policy.Words}", _attempts);
        }
        catch (UpgradeException failure) when (!mustBeVerified && IsUnverified(failure))
        {
            if (policy is HostPolicy.Free { IsTested: true })
                _session.Fail(failure);
            var pinned = new UpgradeClientOptions(verified)
            {
                PinnedPublicKeys = [PublicKeyPin.FromCertificate(failure.PeerCertificate!)],
                TrustPinnedKeysAlone = true,
            };
            return await SecureAsync(target, policy, pinned, DeliveryProtection.OpportunisticUnverified, cancellationToken, failure.Message)
                .ConfigureAwait(false);
        }
    }

    /// <summary>Whether a certificate is what is wrong, and nothing that the caller demands of it.</summary>
    private static bool IsUnverified(UpgradeException failure) =>
        failure is { Outcome: UpgradeOutcome.TlsFailed, PeerCertificate: not null }
            && failure.CertificateErrors != CertificateErrors.None
            && (failure.CertificateErrors & (CertificateErrors.PinMismatch | CertificateErrors.RefusedByCaller | CertificateErrors.Revoked)) == 0;

    private async Task<DeliveryResult?> SecureAsync(
        ServiceTarget target, HostPolicy policy, UpgradeClientOptions connecting, DeliveryProtection by,
            CancellationToken cancellationToken, string note = "")
    {
        var connection = await Smtp.ConnectAsync(
            target.Host, options.Port, options.Parameters, connecting, cancellationToken).ConfigureAwait(false);
        if (!IsTlsDemanded || (connection.HasFeatures && connection.Features.Has(SmtpCapability.RequireTls)))
            return Done(target, policy, connection, by, note);
        await connection.DisposeAsync().ConfigureAwait(false);
        _lacking++;
        return Fail(target, policy, $"{target.Host} does not offer REQUIRETLS inside TLS.");
    }

    private DeliveryResult.Secured Done(
        ServiceTarget target, HostPolicy policy, Smtp.Connection connection, DeliveryProtection by, string note = "")
    {
        Add(target, policy, failure: null);
        if (policy is HostPolicy.Free { IsTested: true } && by == DeliveryProtection.Opportunistic && !Names(connection, target.Host))
            _session.Fail(TlsReportResultType.CertificateHostMismatch, nameof(CertificateErrors.WrongName));
        var how = by switch
        {
            DeliveryProtection.Dane => "TLS, verified by DANE",
            DeliveryProtection.MtaSts => "TLS, verified as MTA-STS demands",
            DeliveryProtection.Opportunistic => "TLS, verified",
            _ => "TLS with a peer that nobody has verified",
        };
        return new DeliveryResult.Secured(connection, by, $"{target.Host} is used: {how}. {policy.Words} {note}".TrimEnd(), _attempts);
    }

    private DeliveryResult? Fail(ServiceTarget target, HostPolicy policy, string failure, UpgradeException? exception = null)
    {
        Add(target, policy, failure, exception);
        return null;
    }

    private void Add(ServiceTarget target, HostPolicy policy, string? failure, UpgradeException? exception = null) =>
        _attempts.Add(new ExchangerAttempt(target.Host, policy.Words, failure) { Exception = exception });

    /// <summary>The name that is asked for is the one at which the records stand; behind an authority, the exchanger's own and the domain
    /// will do, too (RFC 7672, sections 3.2.2 and 8.1).</summary>
    private UpgradeClientOptions DaneOptions(DaneFinding finding, ServiceTarget target, string name) =>
        new(Options(finding.BaseDomain, [target.Host, name])) { PeerAssociations = finding.Usable };

    private UpgradeClientOptions Options(string serverName, IReadOnlyList<string> alternativeNames)
    {
        var connecting = new UpgradeClientOptions(options.Connection)
        {
            ServerName = serverName,
            AlternativeServerNames = alternativeNames,
            PeerAssociations = [],
            ImplicitTls = false,
            ResolveCallback = options.Connection.ResolveCallback ?? options.Resolver.FindAddressesAsync,
        };
        return options.Reports is null ? connecting : _session.Watch.Over(connecting);
    }

    /// <summary>Counts the session for the domain's report. A store that fails does not keep mail from its way.</summary>
    private async Task CountAsync(string domain, DeliveryResult? result, CancellationToken cancellationToken)
    {
        if (options.Reports is not { } store || !_session.IsCounted)
            return;
        try
        {
            var day = DateOnly.FromDateTime(options.Connection.TimeProvider.GetUtcNow().UtcDateTime);
            await store.AddAsync(day, domain.ToLowerInvariant(), _session.Write(), cancellationToken).ConfigureAwait(false);
        }
        catch (IOException fault)
        {
            _attempts[^1] = _attempts[^1] with { CountingFailure = fault.Message };
        }
        catch
        {
            if (result is not null)
                await result.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Whether the certificate carries a name, which the domain's policy of MTA-STS would demand.</summary>
    private static bool Names(Smtp.Connection connection, string host)
    {
        try
        {
            return connection.Tls.PeerCertificate?.MatchesHostname(host, allowCommonName: false) == true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
