namespace ProtocolKit.Testing;

/// <summary>What an <see cref="AttackSuite"/> works with.</summary>
public sealed record AttackOptions
{
    /// <summary>The text of the protocol's grammar; null for the one that was compiled into the definition's assembly.</summary>
    public string? Grammar { get; init; }

    /// <summary>The text of the grammar that <see cref="Grammar"/> is a variant of; null where it is none.</summary>
    public string? BaseGrammar { get; init; }

    /// <summary>The name that the client believes to talk to.</summary>
    public string Host { get; init; } = "localhost";

    /// <summary>The client's parameters and their values; for a list, one entry per value.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ClientParameters { get; init; } = [];

    /// <summary>The server's parameters and their values; for a list, one entry per value.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ServerParameters { get; init; } = [];

    /// <summary>What is tried; null for everything. The honest dialogue always is.</summary>
    public IReadOnlyCollection<AttackFamily>? Families { get; init; }

    /// <summary>Decides what is drawn. The same number draws the same messages, but for the values that a machine invents.</summary>
    public int Seed { get; init; } = 1;
}
