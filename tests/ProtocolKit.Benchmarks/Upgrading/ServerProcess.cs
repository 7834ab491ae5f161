using System.Diagnostics;

namespace ProtocolKit.Benchmarks.Upgrading;

/// <summary>The server's process. It ends when its standard input does.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    public ServerProcess()
    {
        _process = OwnProcess.Start("serve", redirect: true);
        Endpoints = Endpoints.Parse(_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The server did not start."));
    }

    public Endpoints Endpoints { get; }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
