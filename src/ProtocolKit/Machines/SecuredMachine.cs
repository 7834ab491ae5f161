namespace ProtocolKit.Generated;

/// <summary>The machine inside TLS of a role that has nothing to say or to read there: it is complete.</summary>
internal sealed class SecuredMachine : DialogueMachine
{
    private static readonly DialoguePlan ClientPlan = new(UpgradeRole.Client, 0, int.MaxValue, isInsideTls: true, []);
    private static readonly DialoguePlan ServerPlan = new(UpgradeRole.Server, 0, int.MaxValue, isInsideTls: true, []);

    public SecuredMachine(DialogueMachine clear)
        : base(clear.Role == UpgradeRole.Client ? ClientPlan : ServerPlan, clear) => Enter();
}
