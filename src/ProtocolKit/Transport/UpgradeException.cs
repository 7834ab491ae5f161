using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ProtocolKit;

/// <summary>A connection could not be upgraded to verified TLS. It has been closed. The message says what to look at.</summary>
public sealed class UpgradeException : IOException
{
    /// <summary>Makes an exception, as tests of those who catch it need one.</summary>
    /// <param name="message">What happened, and what to look at.</param>
    /// <param name="outcome">How the upgrade ended; not <see cref="UpgradeOutcome.Secured"/>.</param>
    /// <param name="failure">What the machine saw, or null if there was no connection.</param>
    /// <param name="innerException">The cause, or null.</param>
    /// <exception cref="ArgumentException"><paramref name="outcome"/> is <see cref="UpgradeOutcome.Secured"/>.</exception>
    public UpgradeException(string message, UpgradeOutcome outcome, UpgradeFailure? failure = null, Exception? innerException = null)
        : base(message, innerException)
    {
        if (outcome == UpgradeOutcome.Secured)
            throw new ArgumentException("An upgrade that has failed is not secured.", nameof(outcome));
        Outcome = outcome;
        Failure = failure;
    }

    /// <summary>How it ended; never <see cref="UpgradeOutcome.Secured"/>.</summary>
    public UpgradeOutcome Outcome { get; }

    /// <summary>What the machine saw, or null if there was no connection.</summary>
    public UpgradeFailure? Failure { get; }

    /// <summary>The state it ended in, such as <c>ExpectGreeting</c>; <c>Connect</c> if there was no connection.</summary>
    public string State => Failure?.State ?? "Connect";

    /// <summary>How far the upgrade had come. A refusal before <see cref="UpgradeStep.Request"/> is not about TLS.</summary>
    public UpgradeStep Step { get; init; }

    /// <summary>What was agreed in the handshake, if it failed inside TLS, where the peer has been verified; else null.</summary>
    public NegotiatedTls? NegotiatedTls { get; init; }

    /// <summary>The first octets of what the server said there, escaped by <see cref="EscapedText"/>; empty if nothing, and where it is
    /// the server that failed. Unless <see cref="UpgradeFailure.IsInsideTls"/>, anyone on the way may have written it.</summary>
    public string ServerText => Failure?.Received ?? "";

    /// <summary>The alert with which the peer ended TLS, or null if it sent none, or the platform does not tell.</summary>
    public TlsAlert? TlsAlert { get; init; }

    /// <summary>What is wrong with the peer's certificate.</summary>
    public CertificateErrors CertificateErrors { get; init; }

    /// <summary>What <see cref="SslStream"/> found wrong with it.</summary>
    public SslPolicyErrors PolicyErrors { get; init; }

    /// <summary>What is wrong with its chain.</summary>
    public IReadOnlyList<X509ChainStatus> ChainStatus { get; init; } = [];

    /// <summary>The peer's certificate, or null if it was not the reason. Owned by the caller.</summary>
    public X509Certificate2? PeerCertificate => PeerChain.Count > 0 ? PeerChain[0] : null;

    /// <summary>The peer's certificate and those that lead from it towards a root, if it was the reason. Owned by the caller.</summary>
    public IReadOnlyList<X509Certificate2> PeerChain { get; init; } = [];
}
