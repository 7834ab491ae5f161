namespace ProtocolKit;

/// <summary>The machine inside TLS of a role that has nothing to say or to read there: it is complete.</summary>
public sealed class SecuredMachine : DialogueMachine
{
    /// <summary>Makes the machine.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="role">The role.</param>
    /// <param name="observer">Sees the dialogue, or null.</param>
    /// <param name="kept">The messages that were kept for the caller, or null.</param>
    public SecuredMachine(ProtocolDefinition protocol, UpgradeRole role, UpgradeObserver? observer, KeptMessages? kept = null)
        : base(observer, kept)
    {
        Protocol = protocol;
        Role = role;
        NextAction = UpgradeAction.Complete;
    }

    /// <inheritdoc/>
    public override ProtocolDefinition Protocol { get; }

    /// <inheritdoc/>
    public override UpgradeRole Role { get; }

    /// <inheritdoc/>
    public override bool IsInsideTls => true;

    /// <inheritdoc/>
    public override string State => nameof(UpgradeAction.Complete);

    /// <inheritdoc/>
    public override int MaxMessageOctets => 0;

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Expected => [];
}
