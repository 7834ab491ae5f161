namespace ProtocolKit;

/// <summary>What reports call the ways in which upgrades fail (RFC 8460, section 4.3).</summary>
internal static class TlsFailures
{
    private static readonly (CertificateErrors Errors, TlsReportResultType Type)[] s_types =
    [
        (CertificateErrors.WrongName | CertificateErrors.CommonNameOnly, TlsReportResultType.CertificateHostMismatch),
        (CertificateErrors.Expired, TlsReportResultType.CertificateExpired),
        (CertificateErrors.AssociationMismatch, TlsReportResultType.TlsaInvalid),
        (CertificateErrors.PinMismatch | CertificateErrors.RefusedByCaller, TlsReportResultType.ValidationFailure),
    ];

    /// <summary>Finds the reasons of a failure.</summary>
    /// <returns>The reasons; empty where TLS is not to blame, as it was established; null where there was no attempt at TLS, or a transient
    /// failure of the network (section 4.3.4).</returns>
    public static IReadOnlyList<(TlsReportResultType Type, string Code)>? Of(UpgradeException failure)
    {
        if (failure.Outcome is UpgradeOutcome.Unreachable or UpgradeOutcome.Timeout)
            return null;
        if (failure.Step == UpgradeStep.InsideTls)
            return [];
        if (failure.Outcome == UpgradeOutcome.NotOffered
            || (failure is { Step: UpgradeStep.Request, Outcome: UpgradeOutcome.Refused or UpgradeOutcome.Unavailable }))
        {
            return [(TlsReportResultType.StarttlsNotSupported, failure.Outcome.ToGrammarName())];
        }

        if (failure.Step < UpgradeStep.Request)
            return null;
        return failure.CertificateErrors != CertificateErrors.None
            ? [.. Of(failure.CertificateErrors)]
            : [(TlsReportResultType.ValidationFailure, failure.TlsAlert?.Name ?? failure.Outcome.ToGrammarName())];
    }

    private static IEnumerable<(TlsReportResultType Type, string Code)> Of(CertificateErrors errors)
    {
        foreach (var (some, type) in s_types)
        {
            if ((errors & some) != 0)
                yield return (type, (errors & some).ToString());
            errors &= ~some;
        }

        if (errors != CertificateErrors.None)
            yield return (TlsReportResultType.CertificateNotTrusted, errors.ToString());
    }
}
