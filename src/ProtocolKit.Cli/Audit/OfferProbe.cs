namespace ProtocolKit.Cli;

/// <summary>Compares what a server offers before TLS and inside, and with what the protocol's own server does.</summary>
internal sealed class OfferProbe
{
    /// <summary>Mechanisms and commands that show a password to whoever listens (RFC 4616; the registries of SASL, POP3 and
    /// NNTP).</summary>
    private static readonly string[] ReadableLogins = ["PLAIN", "LOGIN", "USER"];

    private readonly ProbeObserver _observed;
    private readonly ProbeObserver _own;
    private readonly IReadOnlyList<ProbeCapability> _upgrade;

    /// <summary>Compares.</summary>
    /// <param name="target">The server.</param>
    /// <param name="observed">What it offered.</param>
    public OfferProbe(AuditTarget target, ProbeObserver observed)
    {
        (_observed, _own) = (observed, new ProbeObserver(target.Protocol));
        Rehearsal.Run(target.CreateClient(_own), Rehearsal.End.Complete, target.Server.ImplicitTls);
        _upgrade = UpgradeOffer.Find(target.Protocol, _own.BeforeTls, () => target.CreateClient());
    }

    /// <summary>What differs.</summary>
    public AuditFinding Compare()
    {
        if (_observed.BeforeTls.Count + _observed.InsideTls.Count == 0)
            return new AuditFinding(AuditProbes.Offers, AuditVerdict.Inconclusive, "The server offers nothing by name.");
        var only = Only(_observed.BeforeTls, _observed.InsideTls);
        var inside = Only(_observed.InsideTls, _observed.BeforeTls);
        return new AuditFinding(
            AuditProbes.Offers, AuditVerdict.Good,
            only.Length + inside.Length == 0 ? "The same before TLS and inside."
                : $"Before TLS only: {Join(only)}; inside only: {Join(inside)}.");
    }

    /// <summary>Whether TLS is offered inside TLS.</summary>
    public AuditFinding FindOfferInside()
    {
        if (_upgrade.Count == 0)
            return new AuditFinding(AuditProbes.OfferInside, AuditVerdict.Inconclusive, "The protocol does not offer TLS by name.");
        if (_observed.InsideTls.FirstOrDefault(offer => _upgrade.Any(other => IsSame(other, offer))) is not { } found)
            return new AuditFinding(AuditProbes.OfferInside, AuditVerdict.Rejects, $"{Join(_upgrade)} is not offered inside TLS.");
        return _own.InsideTls.Any(offer => IsSame(offer, found))
            ? new AuditFinding(
                AuditProbes.OfferInside, AuditVerdict.Accepts, $"{Show(found)} is listed inside TLS, too, as the protocol allows.")
            : new AuditFinding(AuditProbes.OfferInside, AuditVerdict.Weak, $"{Show(found)} is offered inside TLS.");
    }

    /// <summary>Whether a login with a readable password is offered in the clear.</summary>
    public AuditFinding FindLogin()
    {
        if (_observed.BeforeTls.Count == 0)
            return new AuditFinding(AuditProbes.Login, AuditVerdict.Inconclusive, "The server offers nothing by name before TLS.");
        var logins = _observed.BeforeTls.Where(IsReadableLogin).ToArray();
        if (logins.Length > 0)
            return new AuditFinding(AuditProbes.Login, AuditVerdict.Accepts, $"Before TLS the server offers {Join(logins)}.");

        // What the protocol's own server says before TLS only, but for the offer of TLS, tells that one may not sign in.
        var missing = _own.BeforeTls.Where(offer =>
            !Has(_own.InsideTls, offer) && !Has(_upgrade, offer) && !Has(_observed.BeforeTls, offer)).ToArray();
        return missing.Length > 0
            ? new AuditFinding(AuditProbes.Login, AuditVerdict.Accepts, $"Before TLS the server does not say {Join(missing)}.")
            : new AuditFinding(AuditProbes.Login, AuditVerdict.Rejects, "No login with a readable password is offered before TLS.");
    }

    private static bool IsReadableLogin(ProbeCapability offer) =>
        (offer.Members ?? []).Append(offer)
            .SelectMany(value => value.Value.Split([' ', '=', ',', '/'], StringSplitOptions.RemoveEmptyEntries))
            .Any(word => ReadableLogins.Contains(word, StringComparer.OrdinalIgnoreCase));

    private static ProbeCapability[] Only(IReadOnlyList<ProbeCapability> these, IReadOnlyList<ProbeCapability> others) =>
        [.. these.Where(offer => !others.Any(other => other.Label == offer.Label && other.ToString() == offer.ToString()))];

    private static bool Has(IReadOnlyList<ProbeCapability> offers, ProbeCapability offer) => offers.Any(other => IsSame(other, offer));

    private static bool IsSame(ProbeCapability one, ProbeCapability other) =>
        one.Label == other.Label && one.Value.Equals(other.Value, StringComparison.OrdinalIgnoreCase);

    private static string Join(IReadOnlyCollection<ProbeCapability> offers) =>
        offers.Count == 0 ? "nothing" : string.Join(", ", offers.Select(Show));

    private static string Show(ProbeCapability offer) => offer.Value.Length == 0 ? offer.Label : offer.ToString();
}
