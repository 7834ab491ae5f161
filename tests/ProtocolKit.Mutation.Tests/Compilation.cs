using System.Collections.Concurrent;
using System.Text.Json;

namespace ProtocolKit.Mutation.Tests;

/// <summary>How the SDK compiles a project: done again with one file changed.</summary>
internal sealed class Compilation
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    private static readonly ConcurrentDictionary<string, Lazy<Task<Compilation>>> s_known = new();

    private readonly string _project;
    private readonly string _compiler;
    private readonly string[] _arguments;

    private Compilation(string project, string compiler, string[] arguments) =>
        (_project, _compiler, _arguments) = (project, compiler, arguments);

    public static Task<Compilation> OfAsync(string project) =>
        s_known.GetOrAdd(project, name => new Lazy<Task<Compilation>>(() => AskAsync(name))).Value;

    /// <summary>Compiles the project with a mutant's file in place of the original.</summary>
    /// <param name="mutant">The mutant.</param>
    /// <param name="folder">Takes the changed source.</param>
    /// <param name="output">The path of the assembly.</param>
    public async Task CompileAsync(Mutant mutant, string folder, string output)
    {
        var path = Path.Combine(Repository.Root, mutant.File);
        var text = await File.ReadAllTextAsync(path);
        Assert.True(text.Split(mutant.Original).Length == 2, $"{mutant.File} does not contain exactly once: {mutant.Original}");
        var changed = Path.Combine(folder, Path.GetFileName(path));
        await File.WriteAllTextAsync(changed, text.Replace(mutant.Original, mutant.Replacement, StringComparison.Ordinal));

        var relative = mutant.File[(_project.Length + 1)..];
        var arguments = _arguments.Select(argument => argument == relative ? changed : argument).Append($"/out:{output}").ToArray();
        Assert.Contains(changed, arguments);
        var response = Path.Combine(folder, "compile.rsp");
        await File.WriteAllLinesAsync(response, arguments.Select(argument => argument.Contains(' ') ? Quoted(argument) : argument));
        var run = await BoundedProcess.RunAsync(s_limit, Path.Combine(Repository.Root, _project), "exec", _compiler, $"@{response}");
        Assert.True(run.ExitCode == 0, $"The mutant does not compile: {run.Output}");
    }

    private static string Quoted(string argument)
    {
        var value = argument.StartsWith('/') ? argument.IndexOf(':') + 1 : 0;
        return $"{argument[..value]}\"{argument[value..].Trim('"')}\"";
    }

    private static async Task<Compilation> AskAsync(string project)
    {
        var run = await BoundedProcess.RunAsync(
            s_limit, Path.Combine(Repository.Root, project), "msbuild", "-nologo", "-t:Compile", "-p:ProvideCommandLineArgs=true",
            "-p:SkipCompilerExecution=true", "-p:BuildProjectReferences=false", "-p:NonExistentFile=none",
            $"-p:Configuration={BuiltTests.Configuration}", "-getItem:CscCommandLineArgs", "-getProperty:RoslynTargetsPath");
        Assert.True(run.ExitCode == 0, run.Output);
        using var answer = JsonDocument.Parse(run.Output);
        var compiler = answer.RootElement.GetProperty("Properties").GetProperty("RoslynTargetsPath").GetString()!;
        var arguments = answer.RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray()
            .Select(item => item.GetProperty("Identity").GetString()!).Where(IsNeeded).ToArray();
        Assert.NotEmpty(arguments);
        return new Compilation(project, Path.Combine(compiler, "bincore", "csc.dll"), arguments);
    }

    /// <summary>Of the analyzers, those that generate are needed, but for native code, of which there is none.</summary>
    private static bool IsNeeded(string argument) =>
        argument.StartsWith("/analyzer:", StringComparison.Ordinal)
            ? argument.Contains("Generator", StringComparison.Ordinal) && !argument.Contains("Microsoft.Interop.", StringComparison.Ordinal)
            : !argument.StartsWith("/out:", StringComparison.Ordinal) && !argument.StartsWith("/refout:", StringComparison.Ordinal)
                && !argument.StartsWith("/doc:", StringComparison.Ordinal) && !argument.StartsWith("/warnaserror", StringComparison.Ordinal)
                && !argument.StartsWith("/sourcelink:", StringComparison.Ordinal);
}
