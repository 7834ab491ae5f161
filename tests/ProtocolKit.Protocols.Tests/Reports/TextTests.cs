using CsCheck;

namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>Texts in any character set, of which nobody has to understand a word.</summary>
public sealed class TextTests
{
    private const int Lines = 200;

    /// <summary>A line of any octets but those that end it; without a brace, as a line that ends in one may announce a literal.</summary>
    private static readonly Gen<string> s_line = Gen.Char['\u0001', '\u00ff'].Where(octet =>
        octet is not ('\r' or '\n' or '{' or '}')).Array[0, 40].Select(octets => new string(octets));

    public static TheoryData<string, string> Requests => new()
    {
        { "smtp", "STARTTLS" },
        { "submission", "STARTTLS" },
        { "lmtp", "STARTTLS" },
        { "imap", "a STARTTLS" },
        { "pop3", "STLS" },
        { "nntp", "STARTTLS" },
        { "managesieve", "STARTTLS" },
        { "mtqp", "STARTTLS mail.example" },
        { "mupdate", "a STARTTLS" },
        { "acap", "a STARTTLS" },
        { "nut", "STARTTLS" },
    };

    /// <summary>What a server says up to TLS, where <c>$text</c> is any text.</summary>
    public static TheoryData<string, string[]> Replies => new()
    {
        { "smtp", ["220-$text\r\n220 $text\r\n", "250-$text\r\n250-$text\r\n250-STARTTLS\r\n250 $text\r\n", "220 $text\r\n"] },
        { "lmtp", ["220 $text\r\n", "250-$text\r\n250 STARTTLS\r\n", "220-$text\r\n220 $text\r\n"] },
        { "imap", ["* OK $text\r\n", "* OK $text\r\n* CAPABILITY STARTTLS\r\n$tag OK $text\r\n", "* 1 X $text\r\n$tag OK $text\r\n"] },
        { "pop3", ["+OK $text\r\n", "+OK $text\r\nX $text\r\nSTLS\r\n.\r\n", "+OK $text\r\n"] },
        { "nntp", ["200 $text\r\n", "101 $text\r\nX $text\r\nSTARTTLS\r\n.\r\n", "382 $text\r\n"] },
        { "managesieve", ["\"STARTTLS\"\r\nOK $text\r\n", "OK $text\r\n"] },
        { "mtqp", ["+OK+/MTQP $text\r\nX $text\r\n $text\r\nSTARTTLS\r\n.\r\n", "+OK $text\r\n"] },
        { "mupdate", ["* X $text\r\n* STARTTLS\r\n* OK MUPDATE $text\r\n", "$tag OK $text\r\n"] },
        { "acap", ["* ACAP (STARTTLS)\r\n", "* ALERT $text\r\n$tag OK $text\r\n"] },
        { "nut", ["OK STARTTLS $text\n"] },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void Whatever_a_client_says_it_is_answered(string protocol, string request) => s_line.Sample(
        said =>
        {
            var talk = Talk.WithServer(protocol).Says(said + "\r\n");

            Assert.Equal(UpgradeAction.Receive, talk.Machine.NextAction);
            Assert.NotEqual("", talk.Said);
            Assert.Equal(UpgradeAction.StartTls, talk.Says(request + "\r\n").Machine.NextAction);
        },
        iter: Lines, threads: 1);

    [Theory]
    [MemberData(nameof(Replies))]
    public void Whatever_the_text_of_a_reply_is_TLS_starts(string protocol, string[] turns) => s_line.Sample(
        text => Assert.Equal(
            "StartTls", Script.Server(protocol, [.. turns.Select(turn => turn.Replace("$text", text, StringComparison.Ordinal))])),
        iter: Lines, threads: 1);
}
