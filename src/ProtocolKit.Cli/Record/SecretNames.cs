namespace ProtocolKit.Cli;

/// <summary>Which parameters and labels hold secrets: those whose name says so, and those that the user names. A grammar says nothing else
/// of what a value is for.</summary>
/// <param name="named">What the user names.</param>
internal sealed class SecretNames(IReadOnlyList<string> named)
{
    public const string Help =
        """
        What is left out of a dialogue, and replaced by a value of the same length:
          - parameters (--set) and labels whose name ends in one of these words, and those that --secret names; labels from 4 octets on:
            authorization, credential, credentials, passphrase, passwd, password, secret, token
          - parameters (--set) that stand where the grammar does not say what the octets are, as the logs of ProtocolKit hide them
          - this machine's own name, where the client writes it
        The dialogue is replayed before it is written: what is left out does not change how it goes.
        """;

    private static readonly string[] Words =
        ["authorization", "credential", "credentials", "passphrase", "passwd", "password", "secret", "token"];

    private readonly HashSet<string> _unused = new(named, StringComparer.OrdinalIgnoreCase);

    /// <summary>What the user names, and nothing was asked for.</summary>
    public IReadOnlyCollection<string> Unused => _unused;

    public bool Contains(string name)
    {
        _unused.Remove(name);
        return named.Contains(name, StringComparer.OrdinalIgnoreCase)
            || Words.Any(word => name.EndsWith(word, StringComparison.OrdinalIgnoreCase));
    }
}
