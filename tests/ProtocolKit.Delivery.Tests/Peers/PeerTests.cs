namespace ProtocolKit.Delivery.Tests.Peers;

/// <summary>Decisions about real servers in a real signed zone, beside those of Postfix's client (posttls-finger).</summary>
public sealed class PeerTests(PeerWorld world) : IClassFixture<PeerWorld>
{
    public static TheoryData<int, string, string> Rows
    {
        get
        {
            var rows = new TheoryData<int, string, string>();
            for (var number = 0; number < PeerRow.All.Count; number++)
            {
                foreach (var peer in PeerWorld.Peers)
                    rows.Add(number, peer, PeerRow.All[number].ToString());
            }

            return rows;
        }
    }

    [PeerTheory]
    [MemberData(nameof(Rows))]
    public async Task A_delivery_is_decided_as_by_Postfix(int number, string peer, string words)
    {
        var row = PeerRow.All[number];

        var outcome = (await world.OutcomesAsync())[(number, peer)];

        var word = PostTlsFinger.Word(outcome.Finger);
        Assert.True(
            (row.Finger, row.Ours) == (word, outcome.Ours), $"{words}: {word}, {outcome.Ours}\n{outcome.Finger}\n{outcome.Explanation}");
    }

    [Fact]
    public void Where_decisions_differ_there_is_a_reason() =>
        Assert.All(PeerRow.All, row => Assert.True(row.DoBothAgree == (row.Why.Length == 0), row.ToString()));
}
