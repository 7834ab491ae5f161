using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

namespace ProtocolKit.TestSupport;

/// <summary>Snapshots by the conventions of Verify, whose package can take this class's place.</summary>
/// <remarks>
/// <c>Class.Method_parameter.verified.ext</c> beside the test holds what is right, in UTF-8 with a byte order mark, with line feeds and no last one.
/// <c>.received.</c> in its place holds what came instead. <c>UPDATE_SNAPSHOTS=1</c> accepts it, but never where <c>CI</c> is set.
/// </remarks>
internal static class Verifier
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: true);

    /// <summary>Compares a text with its snapshot.</summary>
    /// <param name="text">The text.</param>
    /// <param name="extension">The snapshot's extension, such as <c>cs</c>.</param>
    /// <param name="parameter">What tells the test's cases apart.</param>
    /// <param name="method">The test.</param>
    /// <param name="file">The test's file, which is called as its class.</param>
    public static void Verify(string text, string extension = "txt", string? parameter = null, [CallerMemberName] string method = "", [CallerFilePath] string file = "")
    {
        var isAccepting = Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1" && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI"));
        var name = $"{Path.GetFileNameWithoutExtension(file)}.{method}{(parameter is null ? "" : "_" + parameter)}";
        Verify(text, Path.Combine(Path.GetDirectoryName(file)!, name), extension, isAccepting);
    }

    /// <summary>Compares a text with the snapshot of a name.</summary>
    internal static void Verify(string text, string path, string extension, bool isAccepting)
    {
        var (verified, received) = ($"{path}.verified.{extension}", $"{path}.received.{extension}");
        var actual = Normalize(text);
        var expected = File.Exists(verified) ? Normalize(File.ReadAllText(verified)) : null;
        if (isAccepting && actual != expected)
            File.WriteAllText(verified, actual, Encoding);
        if (isAccepting || actual == expected)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual, Encoding);
        throw new SnapshotException(
            $"{(expected is null ? "There is no snapshot yet." : FirstDifference(expected, actual))} Compare:\n  git diff --no-index {verified} {received}\nUPDATE_SNAPSHOTS=1 accepts what came.");
    }

    private static string Normalize(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n');

    private static string FirstDifference(string expected, string actual)
    {
        var (old, now) = (expected.Split('\n'), actual.Split('\n'));
        var line = old.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"Line {line + 1} is\n  {now.ElementAtOrDefault(line) ?? "(the end)"}\nand was\n  {old.ElementAtOrDefault(line) ?? "(the end)"}\n";
    }
}

/// <summary>A text is not what its snapshot says.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Only made with a message.")]
internal sealed class SnapshotException(string message) : Exception(message);
