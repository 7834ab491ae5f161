using System.Reflection;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Consumer.Tests;

/// <summary>The packages as they were built, in a feed of their own, and a home for templates and restored packages.</summary>
public sealed class PackedPackages : IAsyncLifetime
{
    private static readonly string[] s_projects =
    [
        "ProtocolKit", "ProtocolKit.Protocols", "ProtocolKit.AspNetCore", "ProtocolKit.DependencyInjection", "ProtocolKit.Dns", "ProtocolKit.Delivery",
        "ProtocolKit.Delivery.Sqlite", "ProtocolKit.Testing", "ProtocolKit.Templates", "ProtocolKit.Cli", "ProtocolKit.LanguageServer",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("packages-").FullName;

    /// <summary>How many packages there are.</summary>
    public static int Count => s_projects.Length;

    /// <summary>The version of them all.</summary>
    public string Version =>
        Path.GetFileNameWithoutExtension(Directory.GetFiles(Feed, "ProtocolKit.Templates.*.nupkg").Single())["ProtocolKit.Templates.".Length..];

    /// <summary>The folder of the packages.</summary>
    public string Feed => Path.Combine(_folder, "feed");

    /// <summary>What keeps the SDK out of the home of who runs the tests.</summary>
    internal Dictionary<string, string> Environment => new()
    {
        ["NUGET_PACKAGES"] = Path.Combine(_folder, "cache"),
        ["DOTNET_CLI_HOME"] = Path.Combine(_folder, "home"),
        ["DOTNET_NOLOGO"] = "true",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "true",
        ["DOTNET_SKIP_FIRST_TIME_EXPERIENCE"] = "true",
    };

    public async Task InitializeAsync()
    {
        if (Sdk.Path is null)
            return;
        var configuration = typeof(PackageTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        foreach (var project in s_projects)
            await Sdk.RunAsync(Repository.Root, new Dictionary<string, string>(), "pack", "src/" + project, "--no-build", "-c", configuration, "-o", Feed);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Makes a folder for projects that have but the packages.</summary>
    internal string CreateFolder()
    {
        var folder = Directory.CreateTempSubdirectory("consumer-").FullName;
        File.WriteAllText(Path.Combine(folder, "nuget.config"), Sources());
        return folder;
    }

    /// <summary>Runs the SDK there.</summary>
    internal Task<string> RunAsync(string folder, params string[] arguments) => Sdk.RunAsync(folder, Environment, arguments);

    /// <summary>What was built, and what the packages depend on from where the tests' own restore put it.</summary>
    private string Sources()
    {
        var restored = typeof(PackageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "NuGetPackageRoot").Value;
        return $"""
            <configuration>
              <packageSources><clear /><add key="built" value="{Feed}" /></packageSources>
              <fallbackPackageFolders><clear /><add key="restored" value="{restored}" /></fallbackPackageFolders>
            </configuration>
            """;
    }
}
