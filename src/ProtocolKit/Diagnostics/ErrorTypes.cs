using System.Text;

namespace ProtocolKit;

/// <summary>The values of <c>error.type</c>: few enough to count by.</summary>
internal static class ErrorTypes
{
    public const string Canceled = "canceled";

    /// <summary>The outcome; for a handshake that failed, what was wrong with the certificate, or the peer's alert.</summary>
    public static string Of(UpgradeException exception)
    {
        if (exception.CertificateErrors != CertificateErrors.None)
            return "certificate-" + Hyphenated(First(exception.CertificateErrors).ToString());
        return exception.TlsAlert is { } alert
            ? "alert-" + alert.Name.Replace('_', '-')
            : exception.Outcome.ToGrammarName();
    }

    private static CertificateErrors First(CertificateErrors errors) => errors & (CertificateErrors)(-(int)errors);

    private static string Hyphenated(string name)
    {
        var text = new StringBuilder(name.Length + 2);
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length > 0)
                text.Append('-');
            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
