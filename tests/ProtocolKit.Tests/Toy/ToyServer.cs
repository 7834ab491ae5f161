using System.Buffers;

namespace ProtocolKit.Tests;

internal sealed class ToyServer : ToyMachine
{
    private readonly ServerMachineOptions _options;

    public ToyServer(ProtocolDefinition protocol, in ServerMachineOptions options, bool isInsideTls)
        : base(protocol, UpgradeRole.Server, isInsideTls)
    {
        _options = options;
        if (isInsideTls)
            Go(UpgradeAction.Complete, "Complete");
        else if (options.ImplicitTls)
            Go(UpgradeAction.StartTls, "StartTls");
        else
            Go(UpgradeAction.Send, "SendGreeting");
    }

    public override bool NothingMayBeUnread => State == "SendReady";

    public override void Send(IBufferWriter<byte> output)
    {
        switch (State)
        {
            case "SendGreeting":
                output.Write("HI\r\n"u8);
                Go(UpgradeAction.Receive, "ExpectGo");
                break;
            case "SendReady" when _options.Refusal?.Invoke() is { } refusal:
                output.Write("NO not for you\r\n"u8);
                Fail(refusal, []);
                break;
            case "SendReady":
                output.Write("OK\r\n"u8);
                Go(UpgradeAction.StartTls, "StartTls");
                break;
            default:
                output.Write("BYE\r\n"u8);
                Fail(UpgradeOutcome.Closed, []);
                break;
        }
    }

    protected override UpgradeMachine CreateInsideTls() =>
        new ToyServer(Protocol, _options, isInsideTls: true) { Observer = Observer };

    protected override bool Take(ReadOnlySpan<byte> line, bool isUnasked)
    {
        if (line.SequenceEqual("GO\r\n"u8))
            Go(UpgradeAction.Send, "SendReady");
        else if (line.SequenceEqual("QUIT\r\n"u8))
            Go(UpgradeAction.Send, "SendBye");
        else
            return false;
        return true;
    }
}
