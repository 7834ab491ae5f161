namespace ProtocolKit;

/// <summary>Connects to a server and upgrades the connection to verified TLS.</summary>
public static class UpgradeClient
{
}
