using System.Security.Cryptography.X509Certificates;
using System.Text;
using ProtocolKit.Testing;

namespace ProtocolKit.Cli;

/// <summary>What a person can try next: it depends on how far the upgrade had come.</summary>
/// <param name="target">What was probed.</param>
/// <param name="failure">What came of it.</param>
/// <param name="observer">What was said.</param>
/// <param name="roots">The certificates of <c>--ca</c>, or null.</param>
internal sealed class ProbeAdvice(ProbeTarget target, UpgradeException failure, ProbeObserver observer, X509Certificate2Collection? roots)
{
    private static readonly string[] OffersOfTls = ["STARTTLS", "STLS"];

    private string Plain => $"{target.Protocol.Name}://{target.Address}";

    /// <summary>Where to look if the port starts with TLS.</summary>
    private string Implicit => target.Protocol.TlsPorts.Count > 0
        ? $"try {target.Protocol.Name}s://{target.Address}"
        : $"it is another protocol's: {target.Protocol.Name} has no such port";

    private bool HasNothingSaid => !observer.HasAnswered && failure.ServerText.Length == 0;

    /// <summary>Finds advice; null if there is none.</summary>
    public string? Find()
    {
        if (failure.CertificateErrors != CertificateErrors.None)
            return OfCertificate();
        return failure.Step switch
        {
            UpgradeStep.Connect => OfConnecting(),
            UpgradeStep.Handshake => OfHandshake(),
            UpgradeStep.InsideTls => OfInside(),
            _ => OfDialogue(),
        };
    }

    private string OfConnecting() => failure.Outcome == UpgradeOutcome.Timeout
        ? "Check that the host is up and that no firewall drops the packets, or give it more time with --timeout."
        : $"Check the name and the port. {Ports()}";

    private string? OfHandshake()
    {
        if (target.ImplicitTls && failure.ServerText.Length > 0)
            return $"This port starts in plaintext: try {Plain}.";
        if (target.ImplicitTls && failure.TlsAlert is null)
            return $"If this port starts in plaintext, try {Plain}.";
        return failure.Outcome == UpgradeOutcome.Timeout ? "The server agreed to start TLS and then did not go on: its log may say why." : null;
    }

    private string? OfInside() => failure.Outcome switch
    {
        UpgradeOutcome.TlsFailed => null,
        UpgradeOutcome.Timeout => "TLS itself works. Give the server more time with --timeout, or look into its log.",
        _ => "TLS itself works. The server's log may say what it misses inside.",
    };

    private string? OfDialogue()
    {
        if (SeemsToBeTls())
            return $"This port seems to start with TLS: {Implicit}.";
        return failure.Outcome switch
        {
            UpgradeOutcome.Truncated or UpgradeOutcome.Timeout when HasNothingSaid =>
                $"It said nothing. If this port starts with TLS, {Implicit}.",
            UpgradeOutcome.Timeout => "The server is there and did not go on. Give it more time with --timeout, or look into its log.",
            UpgradeOutcome.NotOffered => OfNotOffered(),
            UpgradeOutcome.Refused or UpgradeOutcome.Unavailable or UpgradeOutcome.Closed => OfRefusal(),
            UpgradeOutcome.Violation when !observer.HasAnswered => $"Is it a server of {target.Protocol.Name} that listens there? {Ports()}",
            UpgradeOutcome.Leftover => "Do not send anything secret over this path before the cause is known.",
            _ => null,
        };
    }

    private string OfNotOffered()
    {
        if (observer.BeforeTls.FirstOrDefault(offer => IsMasked(offer.Value)) is { } masked)
            return $"\"{masked.Value}\" stands among the offers: something on the way, such as a firewall, seems to have masked one.";
        if (OffersOfTls.FirstOrDefault(IsMentioned) is { } offer)
        {
            return $"\"{offer}\" is in the answer, but not where an offer stands; the first line of a list may be the server's name and no keyword. "
                + "The server, or a firewall before it, writes a wrong list.";
        }

        return failure.Step == UpgradeStep.BeforeRequest && !observer.HasListed && OfTold() is { } told
            ? told
            : "TLS is switched off or has no certificate on the server, or is offered to some clients only.";
    }

    private string? OfRefusal() => (failure.Step, failure.Outcome) switch
    {
        _ when IsSignedIn() => $"The server took this client as signed in from the start, and then allows no STARTTLS (RFC 9051, 6.2.1). {InImplicit()}",
        (UpgradeStep.Request, UpgradeOutcome.Unavailable) => "Try again later; the server's log says why it has no TLS now.",
        (UpgradeStep.Request, UpgradeOutcome.Refused) =>
            "TLS is switched off or has no certificate on the server, or is refused to this client; the server's log may say which.",
        (UpgradeStep.BeforeRequest, _) when OfTold() is { } told => told,
        (_, UpgradeOutcome.Unavailable) => "Try again later; the server's words or its log say why it does not serve now.",
        (_, UpgradeOutcome.Refused) => "The server does not want this client: its words or its log say why.",
        _ => null,
    };

    /// <summary>Names what the server was told last, if it may be that which it does not like.</summary>
    private string? OfTold() => observer.Told is [var told, ..]
        ? $"The server was told {string.Join(" and ", observer.Told)}. If it objects to that, set another: --set {told[..told.IndexOf('=', StringComparison.Ordinal)]}=VALUE."
        : null;

    private string OfCertificate()
    {
        var errors = failure.CertificateErrors;
        if (errors.HasFlag(CertificateErrors.WrongName) || errors.HasFlag(CertificateErrors.CommonNameOnly))
            return "Connect by a name that the certificate carries, or name it with --sni NAME.";
        if (errors.HasFlag(CertificateErrors.Expired))
            return "The server needs a new certificate, or the clock here is wrong.";
        if (errors.HasFlag(CertificateErrors.NotYetValid))
            return "The certificate is for later, or the clock here is wrong.";
        if (errors.HasFlag(CertificateErrors.SelfSigned) || errors.HasFlag(CertificateErrors.UnknownAuthority))
            return OfUnknownAuthority();
        return "The server needs another certificate.";
    }

    private string OfUnknownAuthority()
    {
        if (roots is null)
            return "If you know who issued it, pass the root certificate of that authority with --ca FILE; the server should send its intermediate certificates.";
        return roots.Any(root => root.SubjectName.RawData.AsSpan().SequenceEqual(root.IssuerName.RawData))
            ? "The file of --ca holds another authority's root; or the server does not send its intermediate certificates."
            : $"The file of --ca holds no root certificate, and only roots are trust anchors: {PeerText.Escape(roots[0].Subject)} is an intermediate. Pass the root that issued it.";
    }

    /// <summary>Whether the outcome looks like that of plaintext to a port that starts with TLS.</summary>
    private bool SeemsToBeTls() => failure.Failure is { LooksLikeTls: true }
        || (target.Protocol.TlsPorts.Contains(target.Port) && HasNothingSaid
            && failure.Outcome is UpgradeOutcome.Truncated or UpgradeOutcome.Timeout);

    /// <summary>IMAP's PREAUTH.</summary>
    private bool IsSignedIn() => failure.ServerText.StartsWith("* PREAUTH", StringComparison.OrdinalIgnoreCase);

    private string InImplicit() => target.Protocol.TlsPorts is [var port, ..]
        ? $"For TLS try {target.Protocol.Name}s:// (port {port}), or have the server not sign in this address."
        : "Have the server not sign in this address.";

    private bool IsMentioned(string word) => observer.Lines.Any(line => line.Kind == TranscriptLineKind.Server
        && Encoding.Latin1.GetString(line.Octets.Span).Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>What some firewalls write over keywords that they do not let through: as many X, with an A at the end.</summary>
    private static bool IsMasked(string value) => value.Length >= 4 && value.TrimEnd('A').All(letter => letter == 'X') && value[0] == 'X';

    private string Ports()
    {
        var text = $"{target.Protocol.Name} starts in plaintext on {List(target.Protocol.Ports)}";
        return target.Protocol.TlsPorts.Count == 0 ? text + "." : $"{text}, with TLS on {List(target.Protocol.TlsPorts)}.";
    }

    private static string List(IReadOnlyList<int> ports) => ports.Count == 0 ? "no port of its own" : "port " + string.Join(" or ", ports);
}
