namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>Plays the part of a server or a client, as a report has it.</summary>
internal static class Script
{
    /// <summary>Stands in a server's turns where the handshake is done: as the first, TLS starts with the first octet.</summary>
    public const string Tls = "TLS";

    /// <summary>The outcome where the client gets to the end of the dialogue.</summary>
    public const string Secured = "Secured";

    /// <summary>The outcome where the client waits for more.</summary>
    public const string Waits = "Waits";

    /// <summary>Plays a server's turns to a client. In them, <c>$tag</c> is the first word that the client said last.</summary>
    /// <returns><see cref="Secured"/>, <see cref="Waits"/>, or the outcome of the failure.</returns>
    public static string Server(string protocol, params string[] turns)
    {
        var talk = Talk.WithClient(
            Recordings.Protocol(protocol), new ClientMachineOptions { Host = "localhost", ImplicitTls = turns is [Tls, ..] });
        foreach (var turn in turns)
        {
            Assert.True(talk.Machine.Failure is null, $"It failed before {turn}: {talk.Machine.Failure?.Outcome} in {talk.Machine.State}, received {talk.Machine.Failure?.Received}");
            if (turn == Tls)
            {
                Assert.Equal(UpgradeAction.StartTls, talk.Machine.NextAction);
                talk.UpgradesToTls();
            }
            else
            {
                Assert.Equal(UpgradeAction.Receive, talk.Machine.NextAction);
                talk.Says(turn.Replace("$tag", talk.Said.Split(' ')[0], StringComparison.Ordinal));
            }
        }

        return End(talk);
    }

    /// <summary>Says turns to a machine.</summary>
    /// <returns><see cref="Secured"/>, <see cref="Waits"/>, the outcome of the failure, or what the machine does next.</returns>
    public static string End(Talk talk, params string[] turns)
    {
        foreach (var turn in turns)
            _ = turn == Tls ? talk.UpgradesToTls() : talk.Says(turn);
        return talk.Machine.NextAction switch
        {
            UpgradeAction.Complete => Secured,
            UpgradeAction.Receive => Waits,
            UpgradeAction.Fail => talk.Machine.Failure!.Outcome.ToString(),
            var other => other.ToString(),
        };
    }

    /// <summary>Says a client's commands to a server, one by one.</summary>
    /// <returns>What the server answers to the last one.</returns>
    public static string Client(string protocol, params string[] commands)
    {
        var talk = Talk.WithServer(protocol);
        foreach (var command in commands)
            talk.Says(command);
        return talk.Said;
    }
}
