using System.Buffers;

namespace ProtocolKit.Tests;

internal sealed class ToyClient : ToyMachine
{
    private readonly ClientMachineOptions _options;

    public ToyClient(ProtocolDefinition protocol, in ClientMachineOptions options, bool isInsideTls)
        : base(protocol, UpgradeRole.Client, isInsideTls)
    {
        _options = options;
        if (isInsideTls && options.Parameters is ToyParameters { List: true })
            Go(UpgradeAction.Send, "SendList");
        else if (isInsideTls)
            Go(UpgradeAction.Complete, "Complete");
        else if (options.ImplicitTls)
            Go(UpgradeAction.StartTls, "StartTls");
        else
            Go(UpgradeAction.Receive, "ExpectGreeting");
    }

    public override bool HasAskedForTls => !IsInsideTls && State is "ExpectReady" or "StartTls";

    public override void Send(IBufferWriter<byte> output)
    {
        output.Write(IsInsideTls ? "LIST\r\n"u8 : "GO\r\n"u8);
        RoundTrips++;
        Go(UpgradeAction.Receive, IsInsideTls ? "ExpectItems" : "ExpectReady");
    }

    protected override UpgradeMachine CreateInsideTls() =>
        new ToyClient(Protocol, _options, isInsideTls: true) { Observer = Observer };

    protected override bool Take(ReadOnlySpan<byte> line, bool isUnasked)
    {
        if (line[0] == '*')
            return true;
        if (isUnasked)
            return false;
        switch (State)
        {
            case "ExpectGreeting" when line.SequenceEqual("HI\r\n"u8):
                Go(UpgradeAction.Send, "SendGo");
                return true;
            case "ExpectGreeting" when line.SequenceEqual("NONE\r\n"u8):
                Fail(UpgradeOutcome.NotOffered, line);
                return true;
            case "ExpectReady" when line.SequenceEqual("OK\r\n"u8):
                Go(UpgradeAction.StartTls, "StartTls");
                return true;
            case "ExpectReady" when line.StartsWith("NO"u8):
                Fail(UpgradeOutcome.Refused, line);
                return true;
            case "ExpectReady" when line.StartsWith("LATER"u8):
                Fail(UpgradeOutcome.Unavailable, line);
                return true;
            case "ExpectReady" when line.StartsWith("BYE"u8):
                Fail(UpgradeOutcome.Closed, line);
                return true;
            case "ExpectItems" when line.StartsWith("ITEMS"u8):
                Kept.Keep(0, line);
                Go(UpgradeAction.Complete, "Complete");
                return true;
            default:
                return false;
        }
    }
}
