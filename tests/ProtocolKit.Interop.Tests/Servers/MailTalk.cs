namespace ProtocolKit.Interop.Tests.Servers;

/// <summary>What is said to servers of mail inside TLS.</summary>
internal static class MailTalk
{
    /// <summary>SMTP (RFC 5321, section 4.1.1.1).</summary>
    public static Task EhloAsync(Conversation conversation) => HelloAsync(conversation, "EHLO");

    /// <summary>LMTP (RFC 2033, section 4.1).</summary>
    public static Task LhloAsync(Conversation conversation) => HelloAsync(conversation, "LHLO");

    /// <summary>IMAP (RFC 9051, sections 6.1.1 and 6.2.3).</summary>
    public static async Task LogInByImapAsync(Conversation conversation)
    {
        var capabilities = (await conversation.AskAsync("x1 CAPABILITY", IsTagged))[0].Split(' ');
        Assert.Contains("AUTH=PLAIN", capabilities);
        Assert.DoesNotContain("STARTTLS", capabilities);
        Assert.StartsWith("x2 OK ", (await conversation.AskAsync("x2 LOGIN user secret", IsTagged))[^1], StringComparison.Ordinal);
        Assert.StartsWith("x3 OK ", (await conversation.AskAsync("x3 LOGOUT", IsTagged))[^1], StringComparison.Ordinal);

        static bool IsTagged(string line) => line.StartsWith('x');
    }

    /// <summary>POP3 (RFC 2449, section 5; RFC 1939, section 7).</summary>
    public static async Task LogInByPop3Async(Conversation conversation)
    {
        var capabilities = await conversation.AskAsync("CAPA", line => line == ".");
        Assert.Contains("SASL PLAIN", capabilities);
        Assert.DoesNotContain("STLS", capabilities);
        foreach (var command in (string[])["USER user", "PASS secret", "QUIT"])
            Assert.StartsWith("+OK", (await conversation.AskAsync(command, _ => true))[0], StringComparison.Ordinal);
    }

    /// <summary>ManageSieve (RFC 5804, section 2).</summary>
    public static async Task LogInByManageSieveAsync(Conversation conversation)
    {
        var capabilities = await conversation.AskAsync("CAPABILITY", IsOk);
        Assert.Contains("\"SASL\" \"PLAIN\"", capabilities);
        Assert.DoesNotContain("\"STARTTLS\"", capabilities);
        await conversation.AskAsync("AUTHENTICATE \"PLAIN\" \"AHVzZXIAc2VjcmV0\"", IsOk);
        await conversation.AskAsync("LOGOUT", IsOk);

        static bool IsOk(string line) => line.StartsWith("OK", StringComparison.Ordinal);
    }

    /// <summary>Whether a line is the last one of a reply (RFC 5321, section 4.2.1).</summary>
    public static bool IsLastReplyLine(string line) => line.Length == 3 || line[3] == ' ';

    private static async Task HelloAsync(Conversation conversation, string command)
    {
        var features = await conversation.AskAsync($"{command} client.example", IsLastReplyLine);
        Assert.Contains(features, feature => feature[4..] == "PIPELINING");
        Assert.DoesNotContain(features, feature => feature[4..] == "STARTTLS");
        Assert.StartsWith("221 ", (await conversation.AskAsync("QUIT", IsLastReplyLine))[0], StringComparison.Ordinal);
    }
}
