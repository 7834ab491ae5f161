namespace Sample_Namespace.Tests;

/// <summary>What is generated and what is said, as people review it. UPDATE_SNAPSHOTS=1 accepts what has changed.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public async Task The_generated_code_is_as_it_was() =>
        await Verifier.Verify(SnapshotText.OfGeneratedCode(SampleProtocol.Definition), "cs");

    [Fact]
    public async Task The_labels_of_a_menu_are_as_they_were() =>
        await Verifier.Verify(SnapshotText.OfLabels(SampleProtocol.Definition, "menu", "MENU STARTTLS SIZE-1000\r\n"u8));

    [Fact]
    public async Task The_dialogue_is_as_it_was()
    {
        await using var pair = await LoopbackPair.UpgradeAsync<SampleProtocol.Connection>(SampleProtocol.Definition);

        await Verifier.Verify(SnapshotText.OfDialogue(pair.Dialogue));
    }
}
