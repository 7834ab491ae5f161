using System.Text;

namespace Sample_Namespace.Tests;

public sealed class UpgradeTests
{
    [Fact]
    public async Task The_client_reads_the_menu_inside_TLS()
    {
        var parameters = new SampleProtocol.ServerParameters();
        parameters.AddOffer("fish");

        await using var pair = await LoopbackPair.UpgradeAsync<SampleProtocol.Connection>(
            SampleProtocol.Definition, new LoopbackOptions { ServerParameters = parameters });

        var offers = new List<string>();
        foreach (var offer in pair.Client.Menu.Offers)
            offers.Add(Encoding.ASCII.GetString(offer));
        Assert.Equal(["fish"], offers);
    }

    [Fact]
    public void The_machines_allocate_nothing_while_they_talk() =>
        Assert.Equal(0, MachineConversation.MeasureAllocation(SampleProtocol.Definition));
}
