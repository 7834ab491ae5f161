namespace ProtocolKit;

/// <summary>What whoever drives an <see cref="UpgradeMachine"/> has to do next.</summary>
public enum UpgradeAction
{
    /// <summary>Pass received octets to <see cref="UpgradeMachine.Receive"/>.</summary>
    Receive,

    /// <summary>Call <see cref="UpgradeMachine.Send"/> and send what it wrote.</summary>
    Send,

    /// <summary>Call <see cref="UpgradeMachine.StartTls"/> with the octets that are left over, then do the handshake.</summary>
    StartTls,

    /// <summary>The upgrade is complete: hand the verified stream over.</summary>
    Complete,

    /// <summary>The client goes on without TLS, and the server's host allows that (<see cref="ServerMachineOptions.MayStayInClear"/>): hand
    /// the connection over as it is, in the clear, with the message that was left unread.</summary>
    StayInClear,

    /// <summary>The upgrade has failed: close the connection. <see cref="UpgradeMachine.Failure"/> says why.</summary>
    Fail,
}
