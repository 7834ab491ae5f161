using ProtocolKit.Testing;

namespace ProtocolKit.Fuzzing.Seeds;

/// <summary>What the generated client and server say to each other.</summary>
internal static class OwnConversation
{
    public static Dialogues.Dialogue Record(ProtocolDefinition protocol)
    {
        var lines = new List<Dialogues.Line>();
        var client = protocol.CreateClient(new ClientMachineOptions { Host = "localhost", Observer = new Recorder(false, lines) });
        var server = protocol.CreateServer(new ServerMachineOptions { AnswerInsideTls = true, Observer = new Recorder(true, lines) });
        new MachineConversation().Run(client, server);
        return new Dialogues.Dialogue(protocol, lines);
    }

    private sealed class Recorder(bool isServer, List<Dialogues.Line> lines) : UpgradeObserver
    {
        public override void OnSent(UpgradeMachine machine, string message, ReadOnlySpan<byte> octets) =>
            lines.Add(new Dialogues.Line(isServer, machine.IsInsideTls, octets.ToArray()));
    }
}
