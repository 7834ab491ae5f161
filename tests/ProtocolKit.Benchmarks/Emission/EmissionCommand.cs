using System.Globalization;
using ProtocolKit.Benchmarks.Parsing;

namespace ProtocolKit.Benchmarks.Emission;

/// <summary>Measures what grammars become: how much C# and machine code, what that costs a build, and how fast it is. KB are 1,000
/// octets.</summary>
internal static class EmissionCommand
{
    public static int Run()
    {
        EmissionTable.Begin();

        // First, as everything is cold then.
        var project = new GeneratorProject(GrammarFolder.Sixteen);
        var generating = Cpu(() => project.Run());
        AddSizes(project);
        AddBuild(project, generating);
        AddEdits(project);
        AddMachineCode();
        AddParsers();
        return 0;
    }

    private static void AddSizes(GeneratorProject project)
    {
        var all = new GeneratorProject(GrammarFolder.All);
        all.Run();
        EmissionTable.Add("C# of sixteen grammars", $"{Size(project)}", "16,000 lines, 650 KB");
        EmissionTable.Add($"C# of all {GrammarFolder.All.Length} grammars", $"{Size(all)}", "");
        EmissionTable.Add(
            "smtp / http / ftp", $"{Lines(project, "smtp"):N0} / {Lines(project, "http"):N0} / {Lines(project, "ftp"):N0} lines",
                "1,200 / 2,000 / 1,800");
        EmissionTable.Add("a variant that changes texts only (submission)", $"{Lines(project, "submission"):N0} lines", "200");
    }

    private static string Size(GeneratorProject project)
    {
        var lines = project.Sources.Sum(source => source.SourceText.Lines.Count - 1);
        var octets = project.Sources.Sum(source => source.SourceText.ToString().Length);
        return string.Create(CultureInfo.InvariantCulture, $"{lines:N0} lines, {octets / 1000:N0} KB");
    }

    private static int Lines(GeneratorProject project, string name) => project.SourceOf(name).Lines.Count - 1;

    private static void AddBuild(GeneratorProject project, TimeSpan generating)
    {
        var length = 0L;
        var compiling = Cpu(() => length = project.Compile());
        EmissionTable.Add("assembly of the sixteen", $"{length / 1000} KB", "300 KB");
        EmissionTable.Add(
            "CPU of building them: `dotnet build -m:1`, no shared compiler",
            $"{SdkBuild.Measure(GrammarFolder.Sixteen).TotalSeconds:0.0} s", "8 s");
        EmissionTable.Add("CPU of compiling what is generated, in memory", $"{compiling.TotalSeconds:0.0} s", "");
        EmissionTable.Add("CPU of the generator for the sixteen, cold", $"{generating.TotalSeconds:0.0} s", "2.5 s");
    }

    private static void AddEdits(GeneratorProject project)
    {
        var edits = new GrammarEdits(project, GrammarFolder.Sixteen);
        EmissionTable.Add(
            "generator, warm: edit of a comment / of a rule", $"{edits.MeasureComments():0.0} / {edits.MeasureRules():0} ms", "5 / 60 ms");
    }

    private static void AddMachineCode()
    {
        var code = MachineCode.OfProbe();
        EmissionTable.Add("machine code of a one-shot probe", $"{code.Sum(_ => true)}", "74 KB");
        EmissionTable.Add("of that, ProtocolKit's own", $"{code.Sum(IsOwn)}", "39 KB");
        EmissionTable.Add(
            "of that, generated", $"{code.Sum(method => method.StartsWith("ProtocolKit.Protocols.", StringComparison.Ordinal))}", "12 KB");

        static bool IsOwn(string method) =>
            method.StartsWith("ProtocolKit.", StringComparison.Ordinal)
                && !method.StartsWith("ProtocolKit.Benchmarks.", StringComparison.Ordinal);
    }

    private static void AddParsers()
    {
        var aims = new[] { "0.8", "0.7", "0.6", "0.6", "1.0", "0.75" };
        foreach (var (comparison, aim) in Comparison.All.Zip(aims))
        {
            var generated = comparison.Measure()[^1];
            EmissionTable.Add(
                $"{comparison.Name}, beside the hand-written parser", $"{generated.Ratio:0.00}, {generated.Allocated} B", $"{aim}, 0 B");
        }
    }

    private static TimeSpan Cpu(Action action)
    {
        var before = Environment.CpuUsage.TotalTime;
        action();
        return Environment.CpuUsage.TotalTime - before;
    }
}
