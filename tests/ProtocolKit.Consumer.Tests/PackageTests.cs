using System.Reflection;
using System.Security.Cryptography.X509Certificates;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Consumer.Tests;

/// <summary>What a user gets who has but the packages.</summary>
public sealed class PackageTests : IDisposable
{
    private const string Project =
        """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="ProtocolKit" Version="*" />
            <PackageReference Include="ProtocolKit.Generator" Version="*" />
          </ItemGroup>
        </Project>
        """;

    private const string Program =
        """
        using System.Net;
        using System.Net.Sockets;
        using System.Security.Cryptography.X509Certificates;
        using new_project;

        using var certificate = X509CertificateLoader.LoadPkcs12FromFile("server.pfx", null);
        using var root = X509CertificateLoader.LoadCertificateFromFile("root.cer");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        var accepting = listener.AcceptTcpClientAsync();
        var connecting = GopherTls.ConnectAsync("localhost", ((IPEndPoint)listener.LocalEndpoint).Port, options: new() { CustomRoots = [root] });
        await using var server = await GopherTls.AcceptAsync((await accepting).GetStream(), new() { Certificate = certificate });
        await using var client = await connecting;
        Console.WriteLine($"secured: {client.HasMenu}, {client.Tls.Verification}");
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("consumer-").FullName;

    [SdkFact]
    public async Task One_grammar_file_and_five_lines_upgrade_in_a_new_project_that_has_but_the_packages()
    {
        var environment = new Dictionary<string, string> { ["NUGET_PACKAGES"] = Path.Combine(_folder, "cache") };
        var packages = Directory.CreateDirectory(Path.Combine(_folder, "packages")).FullName;
        var configuration = typeof(PackageTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        foreach (var project in (string[])["src/ProtocolKit", "generators/ProtocolKit.Generator"])
            await Sdk.RunAsync(Root(), new Dictionary<string, string>(), "pack", project, "--no-build", "-c", configuration, "-o", packages);

        // The name is none that a namespace can have.
        var consumer = Directory.CreateDirectory(Path.Combine(_folder, "new-project")).FullName;
        File.WriteAllText(Path.Combine(consumer, "new-project.csproj"), Project);
        File.WriteAllText(Path.Combine(consumer, "Program.cs"), Program);
        File.WriteAllText(Path.Combine(consumer, "nuget.config"), Sources(packages));
        File.Copy(Path.Combine(AppContext.BaseDirectory, "gopher-tls.protocol"), Path.Combine(consumer, "gopher-tls.protocol"));
        File.WriteAllBytes(Path.Combine(consumer, "server.pfx"), TestCertificates.Valid.Export(X509ContentType.Pkcs12));
        File.WriteAllBytes(Path.Combine(consumer, "root.cer"), TestCertificates.Authority.RawData);

        var output = await Sdk.RunAsync(consumer, environment, "run");

        Assert.Contains("secured: True, ", output, StringComparison.Ordinal);
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

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ProtocolKit.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests are not run from within the repository.");
        return folder;
    }
}
