namespace Sample_Namespace.Tests;

/// <summary>What someone between client and server can say, cut, leave out and put in between, made from the grammar.</summary>
public sealed class AttackTests
{
    [Fact]
    public void The_client_withstands()
    {
        var report = AttackSuite.For(SampleProtocol.Definition).RunClient();

        Assert.True(report.Held, report.ToString());
    }

    [Fact]
    public void The_server_withstands()
    {
        var report = AttackSuite.For(SampleProtocol.Definition).RunServer();

        Assert.True(report.Held, report.ToString());
    }
}
