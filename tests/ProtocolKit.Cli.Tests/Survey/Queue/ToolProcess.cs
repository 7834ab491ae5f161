using System.Diagnostics;
using System.Reflection;

namespace ProtocolKit.Cli.Tests.Survey.Queue;

/// <summary>Starts the tool in a process of its own, which can be killed.</summary>
internal static class ToolProcess
{
    public static RunningProcess Start(params string[] arguments)
    {
        var tests = Path.Combine(AppContext.BaseDirectory, Assembly.GetExecutingAssembly().GetName().Name!);
        var tool = Path.Combine(AppContext.BaseDirectory, typeof(Tool).Assembly.GetName().Name + ".dll");
        var dotnet = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        return new RunningProcess(new ProcessStartInfo(
            dotnet, ["exec", "--depsfile", tests + ".deps.json", "--runtimeconfig", tests + ".runtimeconfig.json", tool, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
    }
}
