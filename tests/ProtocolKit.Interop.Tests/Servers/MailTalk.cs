namespace ProtocolKit.Interop.Tests;

/// <summary>What is said to servers of mail inside TLS.</summary>
internal static class MailTalk
{
    /// <summary>SMTP (RFC 5321, section 4.1.1.1).</summary>
    public static async Task EhloAsync(Conversation conversation)
    {
        var features = await conversation.AskAsync("EHLO client.example", IsLastReplyLine);

        Assert.Contains("250-PIPELINING", features);
        Assert.DoesNotContain(features, feature => feature.EndsWith("STARTTLS", StringComparison.Ordinal));
        Assert.StartsWith("221 ", (await conversation.AskAsync("QUIT", IsLastReplyLine))[0], StringComparison.Ordinal);
    }

    /// <summary>Whether a line is the last one of a reply (RFC 5321, section 4.2.1).</summary>
    public static bool IsLastReplyLine(string line) => line.Length == 3 || line[3] == ' ';
}
