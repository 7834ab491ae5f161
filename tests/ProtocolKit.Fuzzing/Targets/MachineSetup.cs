namespace ProtocolKit.Fuzzing.Targets;

/// <summary>Which machine is made, as an input chooses.</summary>
internal readonly record struct MachineSetup(ProtocolDefinition Protocol, byte Flags)
{
    /// <summary>The flag of a server.</summary>
    public const byte Server = 1;

    /// <summary>The flag of what is answered inside TLS.</summary>
    public const byte AnswersInsideTls = 4;

    /// <summary>The flag of a peer that says its next turn before it has heard what it answers.</summary>
    public const byte Hasty = 0x80;

    private const byte Implicit = 2, StaysInClear = 8, Parameters = 0x40;

    private static readonly string[] s_values = ["yes", "1", "localhost", "x", "PLAIN"];

    private static readonly UpgradeOutcome?[] s_refusals =
        [null, UpgradeOutcome.NotOffered, UpgradeOutcome.Unavailable, UpgradeOutcome.Refused];

    /// <summary>Whether the server may go on in the clear.</summary>
    public bool MayStayInClear => Has(StaysInClear) && Has(Server);

    /// <summary>Whether the peer does not wait for its turn.</summary>
    public bool IsPeerHasty => Has(Hasty);

    /// <summary>Makes the machine.</summary>
    public UpgradeMachine Create(UpgradeObserver observer)
    {
        var refusal = s_refusals[Flags >> 4 & 3];
        return Has(Server)
            ? Protocol.CreateServer(new ServerMachineOptions
            {
                Parameters = Change(Protocol.CreateServerParameters(), Protocol.ServerParameterNames),
                ImplicitTls = Has(Implicit),
                AnswerInsideTls = Has(AnswersInsideTls),
                MayStayInClear = MayStayInClear,
                Refusal = refusal is null ? null : () => refusal,
                Observer = observer,
            })
            : Protocol.CreateClient(new ClientMachineOptions
            {
                Host = "localhost",
                Parameters = Change(Protocol.CreateClientParameters(), Protocol.ClientParameterNames),
                ImplicitTls = Has(Implicit),
                Observer = observer,
            });
    }

    private bool Has(byte flag) => (Flags & flag) != 0;

    /// <summary>Sets each parameter to the first value that it takes.</summary>
    private ProtocolParameters Change(ProtocolParameters parameters, IReadOnlyList<string> names)
    {
        if (!Has(Parameters))
            return parameters;
        foreach (var name in names)
            _ = s_values.Any(value => Takes(parameters, name, value));
        return parameters;
    }

    private static bool Takes(ProtocolParameters parameters, string name, string value)
    {
        try
        {
            parameters.SetValue(name, value);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
