using System.IO.Compression;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Consumer.Tests;

/// <summary>What a user gets who has but the packages.</summary>
public sealed class PackageTests : IClassFixture<PackedPackages>, IDisposable
{
    private readonly PackedPackages _packages;
    private readonly string _folder;

    public PackageTests(PackedPackages packages) => (_packages, _folder) = (packages, packages.CreateFolder());

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The project, the program and the grammar are those that the documents print; the project's name is none that a namespace
    /// can have.</summary>
    [SdkFact]
    public async Task What_the_documents_print_upgrades_in_a_new_project_that_has_but_the_package()
    {
        var consumer = Directory.CreateDirectory(Path.Combine(_folder, "parrot-house")).FullName;
        File.WriteAllText(Path.Combine(consumer, "parrot-house.csproj"), Print("README.md", "xml", "<PackageReference"));
        File.WriteAllText(Path.Combine(consumer, "Program.cs"), Print("README.md", "csharp", "parrot_house"));
        File.WriteAllText(Path.Combine(consumer, "parrot.protocol"), Print("grammars/README.md", "protocol", "protocol parrot"));

        var output = await _packages.RunAsync(consumer, "run");

        Assert.Equal("SPEAK\nHELLO\n", output.ReplaceLineEndings("\n"));
    }

    [SdkFact]
    public async Task A_new_protocol_from_the_template_is_green_at_once_and_upgrades()
    {
        await _packages.RunAsync(_folder, "new", "install", Directory.GetFiles(_packages.Feed, "ProtocolKit.Templates.*.nupkg").Single());
        await _packages.RunAsync(_folder, "new", "protocolkit", "-n", "Acme.my-gopher");
        var solution = Path.Combine(_folder, "Acme.my-gopher");

        var tested = await _packages.RunAsync(solution, "test", "-v", "quiet");
        var sample = await _packages.RunAsync(solution, "run", "--project", "samples/Acme.my-gopher.Sample");

        Assert.Matches(@"Failed: +0, Passed: +11, Skipped: +0", tested);
        Assert.Contains("The server read: hello inside TLS", sample, StringComparison.Ordinal);

        await _packages.RunAsync(_folder, "tool", "install", "ProtocolKit.Tool", "--tool-path", "tools", "--version", _packages.Version);
        var tool = Path.Combine(_folder, "tools", OperatingSystem.IsWindows() ? "protocolkit.exe" : "protocolkit");
        var grammar = Directory.GetFiles(solution, "*.protocol", SearchOption.AllDirectories)
            .First(file => !file.Contains("bin", StringComparison.Ordinal));
        var dialogue = Directory.GetFiles(Path.Combine(solution, "tests"), "*.txt", SearchOption.AllDirectories)
            .First(file => file.Contains("Transcripts", StringComparison.Ordinal));
        await Sdk.RunProgramAsync(tool, solution, _packages.Environment, "check", grammar);
        Assert.Contains(
            "no difference", await Sdk.RunProgramAsync(tool, solution, _packages.Environment, "replay", grammar, dialogue),
            StringComparison.Ordinal);

        await _packages.RunAsync(_folder, "new", "protocolkit-client", "-n", "MailCheck", "--protocol", "xmpp-server");
        var used = await _packages.RunAsync(Path.Combine(_folder, "MailCheck"), "build", "-warnaserror");
        Assert.Contains("0 Warning(s)", used, StringComparison.Ordinal);
    }

    [SdkFact]
    public async Task A_variant_of_a_shipped_protocol_finds_its_base_in_the_package()
    {
        File.WriteAllText(Path.Combine(_folder, "variant.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="ProtocolKit" Version="{_packages.Version}" />
                <PackageReference Include="ProtocolKit.Protocols" Version="{_packages.Version}" />
                <PackageReference Include="ProtocolKit.Testing" Version="{_packages.Version}" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(_folder, "relay.protocol"), "protocol relay like smtp\nport 2525\n");
        File.WriteAllText(Path.Combine(_folder, "Program.cs"), """
            using ProtocolKit.Testing;
            await using var pair = await LoopbackPair.UpgradeAsync<variant.Relay.Connection>(variant.Relay.Definition);
            Console.WriteLine($"{pair.Client.HasFeatures} {AttackSuite.For(variant.Relay.Definition).RunClient().Held}");
            """);

        Assert.Equal("True True\n", (await _packages.RunAsync(_folder, "run")).ReplaceLineEndings("\n"));
    }

    [SdkFact]
    public void Each_package_has_a_licence_a_readme_an_icon_documentation_and_symbols()
    {
        var packages = Directory.GetFiles(_packages.Feed, "*.nupkg");
        Assert.Equal(PackedPackages.Count, packages.Length);
        foreach (var file in packages)
        {
            using var package = ZipFile.OpenRead(file);
            var entries = package.Entries.Select(entry => entry.FullName).ToArray();
            foreach (var expected in (string[])["README.md", "LICENSE", "THIRD-PARTY-NOTICES.txt", "icon.png"])
                Assert.Contains(expected, entries);
            using var nuspec = new StreamReader(
                package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open());
            var description = nuspec.ReadToEnd();
            foreach (
                var expected in (string[])[
                "<license type=\"expression\">MIT</license>", "<readme>README.md</readme>", "<icon>icon.png</icon>", "<tags>starttls "])
                Assert.Contains(expected, description, StringComparison.Ordinal);
            if (description.Contains("packageType name=\"Template\"", StringComparison.Ordinal))
                continue;
            Assert.True(File.Exists(Path.ChangeExtension(file, ".snupkg")), $"{file} has no symbols.");
            if (!description.Contains("packageType name=\"DotnetTool\"", StringComparison.Ordinal))
                Assert.All(
                    entries.Where(entry =>
                    entry.StartsWith("lib/", StringComparison.Ordinal) && entry.EndsWith(".dll", StringComparison.Ordinal)), library =>
                    Assert.Contains(Path.ChangeExtension(library, ".xml"), entries));
        }
    }

    private static string Print(string document, string language, string part) =>
        Assert.Single(MarkdownCode.Blocks(document, language), block => block.Contains(part, StringComparison.Ordinal));
}
