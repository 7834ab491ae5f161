using System.Text;

namespace ProtocolKit.Testing.Snapshots;

/// <summary>A file that holds what is right.</summary>
internal static class Snapshot
{
    private static readonly UTF8Encoding s_encoding = new(encoderShouldEmitUTF8Identifier: true);

    /// <summary>Compares a text with the snapshot of a name.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">The folder, and the name without <c>.verified.</c> and what follows.</param>
    /// <param name="extension">The extension.</param>
    /// <param name="isAccepting">Whether the text is right in any case.</param>
    /// <exception cref="SnapshotException">It is not what the snapshot says.</exception>
    public static async Task CompareAsync(string text, string path, string extension, bool isAccepting)
    {
        var (verified, received) = ($"{path}.verified.{extension}", $"{path}.received.{extension}");
        var actual = Normalize(text);
        var expected = File.Exists(verified) ? Normalize(await File.ReadAllTextAsync(verified).ConfigureAwait(false)) : null;
        if (isAccepting && actual != expected)
            await File.WriteAllTextAsync(verified, actual, s_encoding).ConfigureAwait(false);
        if (isAccepting || actual == expected)
        {
            File.Delete(received);
            return;
        }

        await File.WriteAllTextAsync(received, actual, s_encoding).ConfigureAwait(false);
        var difference = expected is null ? "There is no snapshot yet." : FirstDifference(expected, actual);
        throw new SnapshotException(
            $"{difference} Compare:\n  git diff --no-index {verified} {received}\nUPDATE_SNAPSHOTS=1 accepts what was received.");
    }

    private static string Normalize(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n');

    private static string FirstDifference(string expected, string actual)
    {
        var (old, now) = (expected.Split('\n'), actual.Split('\n'));
        var line = old.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"Line {line + 1} is\n  {now.ElementAtOrDefault(line) ?? "(the end)"}\nand was\n  {old.ElementAtOrDefault(line) ?? "(the end)"}\n";
    }
}
