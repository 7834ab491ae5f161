namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>What both sides of a connection must have come to.</summary>
internal static class ClientAssert
{
    /// <summary>The program was content, showed this text, and the server heard it say inside TLS what it should.</summary>
    public static async Task SecuredAsync(ProgramResult client, GeneratedServer server, string heard, string shown = "")
    {
        await SecuredAsync(server, heard, client);
        Assert.True(client.ExitCode == 0 && client.Output.Contains(shown, StringComparison.Ordinal), client.ToString());
    }

    /// <summary>The server heard the client say inside TLS what it should.</summary>
    public static async Task SecuredAsync(GeneratedServer server, string heard, ProgramResult? client = null)
    {
        var served = await server.StopAsync();
        var account = Account(served, client);
        Assert.True(served.All(connection => connection.Outcome == UpgradeOutcome.Secured && connection.Failure is null), account);
        Assert.True(served.Any(connection => connection.Heard.Contains(heard, StringComparison.Ordinal)), account);
    }

    /// <summary>The program did not like the certificate, gave this reason, and told the server so in the handshake.</summary>
    public static async Task RefusedByAlertAsync(ProgramResult client, GeneratedServer server, string reason)
    {
        var served = await RefusedAsync(server, client);
        Assert.True(client.ExitCode != 0 && client.Output.Contains(reason, StringComparison.Ordinal), client.ToString());
        Assert.True(served.All(connection => connection.Failure is UpgradeException { TlsAlert: not null }), Account(served, client));
    }

    /// <summary>The program did not like the certificate, gave this reason, and left when the handshake was over.</summary>
    public static async Task RefusedByLeavingAsync(ProgramResult client, GeneratedServer server, string reason)
    {
        await RefusedAsync(server, client);
        Assert.True(client.ExitCode != 0 && client.Output.Contains(reason, StringComparison.Ordinal), client.ToString());
    }

    /// <summary>The server heard nothing from the client inside TLS, if it came to that, or no more than this.</summary>
    public static async Task<IReadOnlyList<ServedConnection>> RefusedAsync(
        GeneratedServer server, ProgramResult? client = null, string heard = "")
    {
        var served = await server.StopAsync();
        var account = Account(served, client);
        Assert.True(served.All(connection => connection.Outcome is UpgradeOutcome.TlsFailed or UpgradeOutcome.Secured), account);
        Assert.True(served.Count > 0 && served.All(connection => connection.Heard.Length == 0 || connection.Heard == heard), account);
        return served;
    }

    /// <summary>The program was told that there is no TLS, showed this text, and did not go on without.</summary>
    public static async Task GaveUpAsync(ProgramResult client, GeneratedServer server, string shown)
    {
        await GaveUpAsync(server, client);
        Assert.True(client.ExitCode != 0 && client.Output.Contains(shown, StringComparison.Ordinal), client.ToString());
    }

    /// <summary>The client was told that there is no TLS, and the conversation ended.</summary>
    public static async Task GaveUpAsync(GeneratedServer server, ProgramResult? client = null)
    {
        var served = await server.StopAsync();
        Assert.True(
            served is [
                { Outcome: UpgradeOutcome.NotOffered or UpgradeOutcome.Refused or UpgradeOutcome.Closed or UpgradeOutcome.Truncated }],
            Account(served, client));
    }

    private static string Account(IReadOnlyList<ServedConnection> served, ProgramResult? client) =>
        $"The server: {string.Join('\n', served)}\n{client}";
}
