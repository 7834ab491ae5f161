using System.Reflection;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Consumer.Tests;

/// <summary>What a user gets who has but the packages.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("consumer-").FullName;

    /// <summary>The project, the program and the grammar are those that the documents print; the project's name is none that a namespace can have.</summary>
    [SdkFact]
    public async Task What_the_documents_print_upgrades_in_a_new_project_that_has_but_the_packages()
    {
        var environment = new Dictionary<string, string> { ["NUGET_PACKAGES"] = Path.Combine(_folder, "cache") };
        var packages = Directory.CreateDirectory(Path.Combine(_folder, "packages")).FullName;
        var configuration = typeof(PackageTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        foreach (var project in (string[])["src/ProtocolKit", "generators/ProtocolKit.Generator"])
            await Sdk.RunAsync(MarkdownCode.Root, new Dictionary<string, string>(), "pack", project, "--no-build", "-c", configuration, "-o", packages);

        var consumer = Directory.CreateDirectory(Path.Combine(_folder, "parrot-house")).FullName;
        File.WriteAllText(Path.Combine(consumer, "parrot-house.csproj"), Print("README.md", "xml", "<PackageReference"));
        File.WriteAllText(Path.Combine(consumer, "Program.cs"), Print("README.md", "csharp", "parrot_house"));
        File.WriteAllText(Path.Combine(consumer, "parrot.protocol"), Print("grammars/README.md", "protocol", "protocol parrot"));
        File.WriteAllText(Path.Combine(consumer, "nuget.config"), Sources(packages));

        var output = await Sdk.RunAsync(consumer, environment, "run");

        Assert.Equal("SPEAK\nHELLO\n", output.ReplaceLineEndings("\n"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>What was built, and what the run time depends on from where the tests' own restore put it.</summary>
    private static string Sources(string packages)
    {
        var restored = typeof(PackageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "NuGetPackageRoot").Value;
        return $"""
            <configuration>
              <packageSources><clear /><add key="built" value="{packages}" /></packageSources>
              <fallbackPackageFolders><clear /><add key="restored" value="{restored}" /></fallbackPackageFolders>
            </configuration>
            """;
    }

    private static string Print(string document, string language, string part) =>
        Assert.Single(MarkdownCode.Blocks(document, language), block => block.Contains(part, StringComparison.Ordinal));
}
