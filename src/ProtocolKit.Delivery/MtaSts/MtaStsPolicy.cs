using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ProtocolKit;

/// <summary>What a domain's policy of MTA-STS demands.</summary>
public enum MtaStsMode
{
    /// <summary>Nothing: there is no policy any more.</summary>
    None,

    /// <summary>Nothing yet: failures are only to be reported.</summary>
    Testing,

    /// <summary>No exchanger but those of the policy, and verified TLS.</summary>
    Enforce,
}

/// <summary>A domain's policy of MTA-STS (RFC 8461, section 3.2).</summary>
/// <param name="Mode">What it demands.</param>
/// <param name="MaxAge">How long it holds.</param>
/// <param name="Exchangers">The patterns of the exchangers' names: a name, or <c>*.</c> and a name, where the star stands for one
/// label.</param>
public sealed record MtaStsPolicy(MtaStsMode Mode, TimeSpan MaxAge, IReadOnlyList<string> Exchangers)
{
    private const long MaxSeconds = 31_557_600;

    /// <summary>Reads a policy file.</summary>
    /// <param name="text">Its lines.</param>
    /// <exception cref="FormatException">It is no policy; the message says why.</exception>
    public static MtaStsPolicy Parse(string text) =>
        TryParse(text, out var policy, out var error) ? policy : throw new FormatException(error);

    /// <summary>Reads a policy file.</summary>
    /// <param name="text">Its lines.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="error">What is wrong with it, and in which line.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out MtaStsPolicy? policy, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        policy = null;
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var exchangers = new List<string>();
        var number = 0;
        foreach (var line in text.Split('\n').Select(line => line.Trim('\r', ' ', '\t')))
        {
            number++;
            if (line.Length == 0)
                continue;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
                return Wrong($"Line {number} of the policy is no \"key: value\": {Show(line)}.", out error);
            var (key, value) = (line[..colon].TrimEnd(), line[(colon + 1)..].Trim());
            if (key != "mx")
                fields.TryAdd(key, value);
            else if (IsPattern(value))
                exchangers.Add(value.TrimEnd('.'));
            else
                return Wrong($"Line {number} of the policy is no name of a mail exchanger, with or without \"*.\" before it: {Show(value)}.", out error);
        }

        if (fields.GetValueOrDefault("version") is not "STSv1")
            return Wrong("The policy has no \"version: STSv1\".", out error);
        var mode = fields.GetValueOrDefault("mode") switch
        {
            "enforce" => MtaStsMode.Enforce,
            "testing" => MtaStsMode.Testing,
            "none" => MtaStsMode.None,
            _ => (MtaStsMode?)null,
        };
        if (mode is null)
            return Wrong("The policy has no mode, which is enforce, testing or none.", out error);
        if (fields.GetValueOrDefault("max_age") is not { Length: >= 1 and <= 10 } age
            || !long.TryParse(age, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return Wrong("The policy has no max_age in seconds.", out error);
        }

        if (exchangers.Count == 0 && mode != MtaStsMode.None)
            return Wrong("The policy names no mail exchanger.", out error);
        policy = new MtaStsPolicy(mode.Value, TimeSpan.FromSeconds(Math.Min(seconds, MaxSeconds)), exchangers);
        error = null;
        return true;
    }

    /// <summary>Whether a mail exchanger is one of the policy (RFC 8461, section 4.1).</summary>
    /// <param name="host">Its name.</param>
    public bool Allows(string host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var name = host.TrimEnd('.');
        var parent = name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? name[dot..] : null;
        return Exchangers.Any(pattern => pattern.StartsWith("*.", StringComparison.Ordinal)
            ? pattern[1..].Equals(parent, StringComparison.OrdinalIgnoreCase)
            : pattern.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Writes it as a policy file.</summary>
    public override string ToString() => string.Concat(
        (string[])["version: STSv1\r\n", $"mode: {Mode.ToString().ToLowerInvariant()}\r\n", .. Exchangers.Select(name => $"mx: {name}\r\n"),
            string.Create(CultureInfo.InvariantCulture, $"max_age: {(long)MaxAge.TotalSeconds}\r\n")]);

    private static bool IsPattern(string value) =>
        Uri.CheckHostName(value.StartsWith("*.", StringComparison.Ordinal) ? value[2..] : value) == UriHostNameType.Dns;

    private static bool Wrong(string reason, out string error)
    {
        error = reason;
        return false;
    }

    private static string Show(string text) =>
        $"\"{EscapedText.Escape(System.Text.Encoding.UTF8.GetBytes(text.Length > 100 ? text[..100] : text))}\"";
}
