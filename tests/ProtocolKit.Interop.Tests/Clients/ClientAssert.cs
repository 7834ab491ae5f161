namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>What both sides of a connection must have come to.</summary>
internal static class ClientAssert
{
    /// <summary>The client was content, showed these texts, and the server heard it say inside TLS what it should.</summary>
    public static async Task SecuredAsync(ProgramResult client, GeneratedServer server, string heard, params string[] shown)
    {
        var served = await server.StopAsync();
        var account = Account(client, served);
        Assert.True(client.ExitCode == 0, account);
        Assert.True(served.All(connection => connection.Outcome == UpgradeOutcome.Secured && connection.Failure is null), account);
        Assert.True(served.Any(connection => connection.Heard.Contains(heard, StringComparison.Ordinal)), account);
        Assert.True(shown.All(text => client.Output.Contains(text, StringComparison.Ordinal)), account);
    }

    /// <summary>The client did not like the certificate, told the server so in the handshake, and gave this reason.</summary>
    public static async Task RefusedByAlertAsync(ProgramResult client, GeneratedServer server, string reason)
    {
        var served = await RefusedAsync(client, server, reason);
        Assert.True(served.All(connection => connection.Failure is UpgradeException { Outcome: UpgradeOutcome.TlsFailed, TlsAlert: not null }), Account(client, served));
    }

    /// <summary>The client did not like the certificate, left when the handshake was over, and gave this reason.</summary>
    public static async Task RefusedByLeavingAsync(ProgramResult client, GeneratedServer server, string reason)
    {
        var served = await RefusedAsync(client, server, reason);
        Assert.True(served.All(connection => connection.Outcome is UpgradeOutcome.Secured or UpgradeOutcome.TlsFailed), Account(client, served));
    }

    private static async Task<IReadOnlyList<ServedConnection>> RefusedAsync(ProgramResult client, GeneratedServer server, string reason)
    {
        var served = await server.StopAsync();
        var account = Account(client, served);
        Assert.True(client.ExitCode != 0, account);
        Assert.True(client.Output.Contains(reason, StringComparison.Ordinal), account);
        Assert.True(served.Count > 0 && served.All(connection => connection.Heard.Length == 0), account);
        return served;
    }

    private static string Account(ProgramResult client, IReadOnlyList<ServedConnection> served) =>
        $"{client}\nThe server: {string.Join('\n', served)}";
}
