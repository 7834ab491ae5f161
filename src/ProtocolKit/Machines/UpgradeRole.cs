namespace ProtocolKit;

/// <summary>The side of the conversation that a machine speaks for.</summary>
public enum UpgradeRole
{
    /// <summary>The side that connects.</summary>
    Client,

    /// <summary>The side that listens.</summary>
    Server,
}
