using ProtocolKit.Testing;
using Xunit.Abstractions;

namespace ProtocolKit.Protocols.Tests.Attacks;

/// <summary>The attacks that are made from each grammar, on both of its roles.</summary>
public sealed class AttackTests(ITestOutputHelper output)
{
    public static TheoryData<string, UpgradeRole> Roles
    {
        get
        {
            var roles = new TheoryData<string, UpgradeRole>();
            foreach (var definition in AllProtocols.Definitions)
            {
                roles.Add(definition.Name, UpgradeRole.Client);
                roles.Add(definition.Name, UpgradeRole.Server);
            }

            return roles;
        }
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public void Every_attack_that_a_grammar_gives_is_held_off(string protocol, UpgradeRole role)
    {
        var suite = AttackSuite.For(Recordings.Protocol(protocol));

        var report = role == UpgradeRole.Client ? suite.RunClient() : suite.RunServer();

        output.WriteLine(report.ToString());
        Assert.True(report.Held, string.Join('\n', report.Broken));
    }
}
