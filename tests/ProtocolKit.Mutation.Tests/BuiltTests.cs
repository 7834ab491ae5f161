namespace ProtocolKit.Mutation.Tests;

/// <summary>Where the tests have been built.</summary>
internal static class BuiltTests
{
    /// <summary>The configuration, which is that of these tests.</summary>
    public static string Configuration { get; } =
        new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Parent!.Name;

    /// <summary>The folder of a test project's assembly.</summary>
    public static string Folder(string project) => Path.Combine(Repository.Root, "tests", project, "bin", Configuration, "net10.0");
}
