using CsCheck;
using ProtocolKit.Testing;

namespace ProtocolKit.Protocols.Tests.Attacks;

/// <summary>Nothing that is said before TLS matters inside.</summary>
public sealed class NonInterferenceTests
{
    private const int Pairs = 16, Rounds = 4;

    public static TheoryData<string, UpgradeRole> Roles => AttackTests.Roles;

    [Theory]
    [MemberData(nameof(Roles))]
    public void Whatever_is_said_before_TLS_the_same_words_inside_lead_to_the_same(string protocol, UpgradeRole role)
    {
        var suite = AttackSuite.For(Recordings.Protocol(protocol));
        var compared = 0;

        // Drawn dialogues reach TLS or not as chance will have it.
        for (var round = 0; round < Rounds && compared < Pairs / 4; round++)
        {
            Gen.Select(Gen.Int, Gen.Int, Gen.Int).Sample(
                (first, second, inside) =>
                {
                    var comparison = suite.CompareInsideTls(role, first, second, inside);
                    compared += comparison.BothReachTls ? 1 : 0;
                    Assert.True(comparison.Difference.Length == 0, comparison.Difference);
                },
                iter: Pairs, threads: 1);
        }

        Assert.True(compared >= Pairs / 4, $"Only {compared} of {Rounds * Pairs} pairs of dialogues have reached TLS.");
    }
}
