using System.Globalization;
using System.Text.RegularExpressions;
using ProtocolKit.Benchmarks.Upgrading;

namespace ProtocolKit.Benchmarks.Emission;

/// <summary>The machine code that the compiler of the run time makes for a program.</summary>
internal sealed partial class MachineCode
{
    private readonly (string Method, int Size)[] _compiled;

    private MachineCode((string, int)[] compiled) => _compiled = compiled;

    /// <summary>Lets a probe upgrade once, in a process of its own.</summary>
    public static MachineCode OfProbe()
    {
        var file = Path.GetTempFileName();
        try
        {
            using var server = new ServerProcess();
            using var probe = OwnProcess.Start("probe", redirect: true, ("DOTNET_JitStdOutFile", file), ("DOTNET_JitDisasmSummary", "1"));
            probe.StandardInput.WriteLine(server.Endpoints);
            probe.WaitForExit();
            return probe.ExitCode == 0
                ? new MachineCode([.. Compiled().Matches(File.ReadAllText(file)).Select(line => (line.Groups["method"].Value, Size(line)))])
                : throw new InvalidOperationException("The probe failed.");
        }
        finally
        {
            File.Delete(file);
        }

        static int Size(Match line) => int.Parse(line.Groups["size"].Value, CultureInfo.InvariantCulture);
    }

    /// <summary>Tells how much code was made for the methods of some types.</summary>
    public string Sum(Func<string, bool> isCounted)
    {
        var counted = _compiled.Where(compiled => isCounted(compiled.Method)).ToArray();
        return string.Create(
            CultureInfo.InvariantCulture, $"{counted.Length:N0} methods, {counted.Sum(compiled => compiled.Size) / 1000.0:N1} KB");
    }

    /// <summary>A line such as <c>12: JIT compiled Program:Main() [Tier0, IL size=88, code size=93]</c>.</summary>
    [GeneratedRegex(@"JIT compiled (?<method>.*) \[.*code size=(?<size>\d+)")]
    private static partial Regex Compiled();
}
