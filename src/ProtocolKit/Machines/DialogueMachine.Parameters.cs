namespace ProtocolKit.Generated;

/// <summary>A <see cref="DialogueMachine"/> with the parameters of its role.</summary>
/// <typeparam name="TParameters">Their type.</typeparam>
public abstract class DialogueMachine<TParameters> : DialogueMachine
    where TParameters : ProtocolParameters
{
    /// <summary>Makes a client's machine.</summary>
    /// <param name="plan">What it does before TLS.</param>
    /// <param name="protocol">The protocol.</param>
    /// <param name="options">What the caller set.</param>
    /// <param name="defaults">The parameters where the caller set none.</param>
    /// <exception cref="ArgumentException">The host is no name, or the parameters are of another protocol, or not all set.</exception>
    protected DialogueMachine(DialoguePlan plan, ProtocolDefinition protocol, in ClientMachineOptions options, TParameters defaults)
        : base(plan, protocol, in options) => Parameters = ProtocolParameters.Checked(options.Parameters, defaults);

    /// <summary>Makes a server's machine.</summary>
    /// <param name="plan">What it does before TLS.</param>
    /// <param name="protocol">The protocol.</param>
    /// <param name="options">What its host set.</param>
    /// <param name="defaults">The parameters where its host set none.</param>
    /// <exception cref="ArgumentException">A parameter is of another protocol, or one that must be set is not.</exception>
    protected DialogueMachine(DialoguePlan plan, ProtocolDefinition protocol, in ServerMachineOptions options, TParameters defaults)
        : base(plan, protocol, in options) => Parameters = ProtocolParameters.Checked(options.Parameters, defaults);

    /// <summary>Makes the machine that goes on inside TLS, from what the caller set and the messages that are kept for it.</summary>
    /// <param name="plan">What it does inside TLS.</param>
    /// <param name="clear">The machine before TLS.</param>
    protected DialogueMachine(DialoguePlan plan, DialogueMachine<TParameters> clear)
        : base(plan, clear) => Parameters = clear.Parameters;

    /// <summary>What the caller set.</summary>
    protected TParameters Parameters { get; }
}
