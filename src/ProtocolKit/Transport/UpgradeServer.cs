namespace ProtocolKit;

/// <summary>Upgrades accepted connections to TLS.</summary>
public static class UpgradeServer
{
}
