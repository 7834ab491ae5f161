using ProtocolKit.Testing.Snapshots;

namespace ProtocolKit.Testing.Tests;

public sealed class SnapshotTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("snapshots-").FullName;

    [Fact]
    public async Task A_text_without_a_snapshot_is_received_and_fails()
    {
        var failure = await Assert.ThrowsAsync<SnapshotException>(() => Verify("a\r\nb\r\n", isAccepting: false));

        Assert.StartsWith("There is no snapshot yet.", failure.Message, StringComparison.Ordinal);
        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'a', (byte)'\n', (byte)'b'], File.ReadAllBytes(InFolder("Class.Test.received.txt")));
        Assert.False(File.Exists(InFolder("Class.Test.verified.txt")));
    }

    [Fact]
    public async Task What_was_accepted_passes_whatever_its_line_ends_and_takes_away_what_was_received()
    {
        await Assert.ThrowsAsync<SnapshotException>(() => Verify("a\nb", isAccepting: false));

        await Verify("a\nb", isAccepting: true);
        await Verify("a\r\nb\n", isAccepting: false);

        Assert.Equal([InFolder("Class.Test.verified.txt")], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_difference_is_named_by_its_first_line()
    {
        await Verify("a\nb\nc", isAccepting: true);

        var failure = await Assert.ThrowsAsync<SnapshotException>(() => Verify("a\nB\nc", isAccepting: false));

        Assert.StartsWith("Line 2 is\n  B\nand was\n  b\n", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_compares_when_it_is_awaited_with_the_file_that_Verify_would_take()
    {
        Directory.CreateDirectory(_folder);
        await File.WriteAllTextAsync(InFolder("Class.Method_a-b.verified.cs"), "one\n");

        await Verifier.Verify("one", "cs", "Method", InFolder("Class.cs")).UseTextForParameters("a-b");
        await Verifier.Verify("one", "cs", "Method", "Other.cs").UseDirectory(_folder).UseTypeName("Class").UseTextForParameters("a-b");
        var failure = await Assert.ThrowsAsync<SnapshotException>(
            Verifier.Verify("two", "cs", "Method", InFolder("Class.cs")).UseTextForParameters("a-b").ToTask);

        Assert.Contains("Class.Method_a-b.received.cs", failure.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task Verify(string text, bool isAccepting) => Snapshot.CompareAsync(text, InFolder("Class.Test"), "txt", isAccepting);

    private string InFolder(string name) => Path.Combine(_folder, name);
}
