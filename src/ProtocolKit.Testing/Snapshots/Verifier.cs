using System.Runtime.CompilerServices;

namespace ProtocolKit.Testing.Snapshots;

/// <summary>Compares texts with snapshots by the conventions of Verify, whose packages can take this class's place: the calls have the same
/// shape, so that only a reference and a <c>using</c> change.</summary>
/// <remarks>
/// <c>Class.Method.verified.txt</c> beside the test holds what is right: in UTF-8 with a byte order mark, with line feeds, without one
/// at the end. <c>Class.Method.received.txt</c> holds what came instead. The environment variable <c>UPDATE_SNAPSHOTS=1</c> accepts it, but
/// never where <c>CI</c> is set.
/// <para>The class is taken to be called as its file is.</para>
/// </remarks>
public static class Verifier
{
    /// <summary>Compares a text with its snapshot, when the result is awaited.</summary>
    /// <param name="target">The text.</param>
    /// <param name="extension">The snapshot's extension, such as <c>cs</c>.</param>
    /// <param name="method">The test; filled in by the compiler.</param>
    /// <param name="sourceFile">The test's file; filled in by the compiler.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static SnapshotTask Verify(
        string target, string extension = "txt", [CallerMemberName] string method = "", [CallerFilePath] string sourceFile = "")
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(extension);
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(sourceFile);
        return new SnapshotTask(target, extension, method, sourceFile);
    }
}
