namespace ProtocolKit.AspNetCore.Tests;

/// <summary>What the generated server of SMTP says.</summary>
internal static class SmtpTexts
{
    public const string Greeting = "220 localhost ESMTP\r\n";
    public const string Features = "250-localhost\r\n250 STARTTLS\r\n";
    public const string FeaturesInsideTls = "250-localhost\r\n250 HELP\r\n";
    public const string Ready = "220 Ready to start TLS\r\n";
    public const string TlsDemanded = "530 Must issue a STARTTLS command first\r\n";

    /// <summary>Connects, and says EHLO.</summary>
    public static async Task<RawClient> SaluteAsync(TestHost host)
    {
        var client = await RawClient.ConnectAsync(host.Port);
        await client.HearAsync(Greeting);
        await client.AskAsync("EHLO client\r\n", Features);
        return client;
    }

    /// <summary>Connects and comes to TLS.</summary>
    public static async Task<RawClient> UpgradeAsync(TestHost host)
    {
        var client = await SaluteAsync(host);
        await client.AskAsync("STARTTLS\r\n", Ready);
        await client.StartTlsAsync();
        return client;
    }
}
