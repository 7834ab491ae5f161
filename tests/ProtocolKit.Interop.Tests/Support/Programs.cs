namespace ProtocolKit.Interop.Tests;

/// <summary>Programs of the system that tests run against.</summary>
internal static class Programs
{
    // Daemons live in folders that are not on everybody's path.
    private static readonly string[] Folders =
    [
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries),
        "/usr/sbin", "/usr/local/sbin", "/sbin", "/usr/lib/news/bin", "/usr/lib/postgresql/15/bin",
    ];

    /// <summary>Gets the path of a program.</summary>
    /// <exception cref="FileNotFoundException">It is not installed.</exception>
    public static string Path(string program) =>
        Find(program) ?? throw new FileNotFoundException($"The program '{program}' is not installed.", program);

    /// <summary>Gets the path of a program, or null if it is not installed.</summary>
    public static string? Find(string program) =>
        Folders.Select(folder => System.IO.Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Why tests that need these programs cannot run here, or null if they can. Where the environment says <c>CI=true</c> they always
    /// run: a program that is missing there is a failure.</summary>
    public static string? WhyNot(params IEnumerable<string> programs)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
            return null;
        var missing = programs.Where(program => Find(program) is null).ToArray();
        if (missing.Length > 0)
            return $"Not installed: {string.Join(", ", missing)}. See \"The gate\" in README.md for how to install what these tests run against.";
        return Environment.IsPrivilegedProcess ? null : "Real servers are started as their own users, which only root can do.";
    }
}
