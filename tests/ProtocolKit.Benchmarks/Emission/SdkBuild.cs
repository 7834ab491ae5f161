using System.Diagnostics;
using System.Globalization;
using ProtocolKit.Generator;
using ProtocolKit.Grammar;

namespace ProtocolKit.Benchmarks.Emission;

/// <summary>Builds a project of grammars, as a user does, in a folder of its own.</summary>
internal static class SdkBuild
{
    /// <summary>Measures a build that compiles everything, by a compiler that ends with it.</summary>
    /// <returns>The CPU time of the build and of what it started.</returns>
    public static TimeSpan Measure(string[] names)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "Grammars.csproj"), Project(names));
            Run(folder.FullName, "restore");
            return Run(
                folder.FullName, "build", "--no-restore", "-c", "Release", "-m:1", "--no-dependencies", "--no-incremental",
                "-p:UseSharedCompilation=false");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Project(string[] names)
    {
        // The same properties as ProtocolKit.Protocols.
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <LangVersion>latest</LangVersion>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <GenerateDocumentationFile>true</GenerateDocumentationFile>
                <IsAotCompatible>true</IsAotCompatible>
                <AnalysisLevel>none</AnalysisLevel>
                <ProtocolKitEmitIndex>true</ProtocolKitEmitIndex>
                <ProtocolKitNamespace>ProtocolKit.Protocols</ProtocolKitNamespace>
              </PropertyGroup>
              <ItemGroup>
                <CompilerVisibleProperty Include="ProtocolKitNamespace;ProtocolKitEmitIndex" />
                <Reference Include="{typeof(IProtocol).Assembly.Location}" />
                <Analyzer Include="{typeof(ProtocolGenerator).Assembly.Location};{typeof(GrammarCompiler).Assembly.Location};{typeof(Pidgin.Parser).Assembly.Location}" />
                <AdditionalFiles Include="{string.Join(';', names.Select(GrammarFolder.PathOf))}" />
              </ItemGroup>
            </Project>
            """;
    }

    private static TimeSpan Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        var before = CpuOfEnded();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? CpuOfEnded() - before : throw new InvalidOperationException(output);
    }

    /// <summary>The CPU time of this process's descendants that have ended, which only the system knows (proc(5): cutime and
    /// cstime).</summary>
    private static TimeSpan CpuOfEnded()
    {
        const double ticksPerSecond = 100;
        var fields = File.ReadAllText("/proc/self/stat").Split(") ")[^1].Split(' ');
        return TimeSpan.FromSeconds((Number(fields[13]) + Number(fields[14])) / ticksPerSecond);

        static double Number(string field) => double.Parse(field, CultureInfo.InvariantCulture);
    }
}
