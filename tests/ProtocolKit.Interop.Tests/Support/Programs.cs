namespace ProtocolKit.Interop.Tests;

/// <summary>Programs of the system that tests run against.</summary>
internal static class Programs
{
    // Daemons live in folders that are not on everybody's path.
    private static readonly string[] Folders =
    [
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries),
        "/usr/sbin", "/usr/local/sbin", "/sbin", "/usr/lib/news/bin", "/usr/lib/postgresql/15/bin",
        "/usr/local/lib/protocolkit-interop/cyrus/usr/lib/cyrus/bin",
    ];

    /// <summary>Gets the path of a program.</summary>
    /// <exception cref="FileNotFoundException">It is not installed.</exception>
    public static string Path(string program) =>
        Find(program) ?? throw new FileNotFoundException($"The program '{program}' is not installed.", program);

    /// <summary>Gets the path of a program, or null if it is not installed.</summary>
    public static string? Find(string program) =>
        Folders.Select(folder => System.IO.Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Why tests that start these servers cannot run here, or null if they can. Where the environment says <c>CI=true</c> they
    /// always run: a program that is missing there is a failure.</summary>
    public static string? WhyNot(params IEnumerable<string> programs)
    {
        if (WhyMissing(programs) is { } reason)
            return reason;
        return IsGate || Environment.IsPrivilegedProcess ? null : "Real servers are started as their own users, which only root can do.";
    }

    /// <summary>Why tests that run these programs as whoever runs the tests cannot run here, or null if they can. Where the environment
    /// says
    /// <c>CI=true</c> they always run.</summary>
    public static string? WhyMissing(params IEnumerable<string> programs)
    {
        var missing = programs.Where(program => Find(program) is null).ToArray();
        return IsGate || missing.Length == 0
            ? null
            : $"Not installed: {string.Join(", ", missing)}. See \"The gate\" in README.md for how to install what these tests run against.";
    }

    private static bool IsGate => Environment.GetEnvironmentVariable("CI") == "true";
}
