using System.Runtime.CompilerServices;
using ProtocolKit.Generator.Tests.Support;

namespace ProtocolKit.Benchmarks.Emission;

/// <summary>The grammars in <c>grammars/</c>.</summary>
internal static class GrammarFolder
{
    /// <summary>The grammars that measurements are compared by from one version to the next.</summary>
    public static readonly string[] Sixteen =
    [
        "smtp", "submission", "lmtp", "imap", "pop3", "nntp", "ftp", "managesieve", "irc", "telnet", "http", "ldap", "xmpp", "xmpp-server",
            "postgres", "mysql",
    ];

    private static readonly string s_folder = Find();

    public static string[] All { get; } =
        [.. Directory.GetFiles(s_folder, "*.protocol").Order(StringComparer.Ordinal)
            .Select(path => Path.GetFileNameWithoutExtension(path))];

    public static string PathOf(string name) => Path.Combine(s_folder, name + ".protocol");

    public static GrammarFile[] Read(string[] names) =>
        [.. names.Select(PathOf).Select(path => new GrammarFile(path, File.ReadAllText(path)))];

    private static string Find([CallerFilePath] string file = "") => Path.GetFullPath("../../../grammars", Path.GetDirectoryName(file)!);
}
