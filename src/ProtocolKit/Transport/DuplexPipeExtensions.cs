using System.IO.Pipelines;

namespace ProtocolKit;

/// <summary>Lets pipes be upgraded: those of a <c>ConnectionContext</c>, for example.</summary>
public static class DuplexPipeExtensions
{
    /// <summary>Gives both directions of a pipe as one stream, as <see cref="UpgradeClient"/> and <see cref="UpgradeServer"/> take
    /// it.</summary>
    /// <param name="pipe">The pipe; nobody else may read or write from now on. Disposing the stream completes both directions.</param>
    /// <exception cref="ArgumentNullException"><paramref name="pipe"/> is null.</exception>
    public static Stream AsStream(this IDuplexPipe pipe)
    {
        ArgumentNullException.ThrowIfNull(pipe);
        return new DuplexPipeStream(pipe);
    }
}
