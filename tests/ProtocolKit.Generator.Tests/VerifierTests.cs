using ProtocolKit.TestSupport;

namespace ProtocolKit.Generator.Tests;

public sealed class VerifierTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("snapshots-").FullName;

    [Fact]
    public void A_text_without_a_snapshot_is_received_and_fails()
    {
        var failure = Assert.Throws<SnapshotException>(() => Verify("a\r\nb\r\n", isAccepting: false));

        Assert.StartsWith("There is no snapshot yet.", failure.Message, StringComparison.Ordinal);
        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'a', (byte)'\n', (byte)'b'], File.ReadAllBytes(InFolder("Class.Test.received.txt")));
        Assert.False(File.Exists(InFolder("Class.Test.verified.txt")));
    }

    [Fact]
    public void What_was_accepted_passes_whatever_its_line_ends_and_takes_away_what_was_received()
    {
        Assert.Throws<SnapshotException>(() => Verify("a\nb", isAccepting: false));

        Verify("a\nb", isAccepting: true);
        Verify("a\r\nb\n", isAccepting: false);

        Assert.Equal([InFolder("Class.Test.verified.txt")], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_difference_is_named_by_its_first_line()
    {
        Verify("a\nb\nc", isAccepting: true);

        var failure = Assert.Throws<SnapshotException>(() => Verify("a\nB\nc", isAccepting: false));

        Assert.StartsWith("Line 2 is\n  B\nand was\n  b\n", failure.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Verify(string text, bool isAccepting) => Verifier.Verify(text, InFolder("Class.Test"), "txt", isAccepting);

    private string InFolder(string name) => Path.Combine(_folder, name);
}
