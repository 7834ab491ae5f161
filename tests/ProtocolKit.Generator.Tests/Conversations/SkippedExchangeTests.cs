namespace ProtocolKit.Generator.Tests.Conversations;

/// <summary>Exchanges that a client leaves out, in a dialogue in order: the server takes the next one.</summary>
public sealed class SkippedExchangeTests
{
    private static readonly string[] s_names = ["a", "b"];

    /// <summary>Where exchanges are left out, and the lines.</summary>
    public static TheoryData<string, string> Dialogues => new()
    {
        { "one", "C: \"HELLO\" CRLF if a \"yes\" else skip\nS: ok / no => refused\nC: \"START\" CRLF\nS: ok / no => refused\nTLS" },
        { "two in a row", "C: \"HELLO\" CRLF if a \"yes\" else skip\nS: ok / no => refused\nC: \"AGAIN\" CRLF if b \"yes\" else skip\nS: ok\nC: \"START\" CRLF\nS: ok / no => refused\nTLS" },
        { "behind a greeting", "S: \"HI\" CRLF / no => refused\nC: \"HELLO\" CRLF if a \"yes\" else skip\nS: ok\nC: \"START\" CRLF\nS: ok / no => refused\nTLS" },
        { "one before TLS",
            "C: \"HELLO\" CRLF\nS: ok / no => refused\nC: \"START\" CRLF if a \"yes\" else skip\nS: ok / no => refused\nTLS" },
        { "two before TLS", "C: \"HELLO\" CRLF\nS: ok / no => refused\nC: \"AGAIN\" CRLF if a \"yes\" else skip\nS: ok\nC: \"START\" CRLF if b \"yes\" else skip\nS: ok / no => refused\nTLS" },
        { "all before TLS at once", "C: \"HELLO\" CRLF if a \"yes\" else skip\nS: ok / no => refused\nC: \"START\" CRLF if b \"yes\" else skip\nS: ok\nTLS at once" },
        { "a request without an answer before TLS at once",
            "C: \"HELLO\" CRLF\nS: ok / no => refused\nC: \"START\" CRLF if a \"yes\" else skip\nTLS at once" },
        { "lines without an answer", "C: \"HELLO\" CRLF if a \"yes\" else skip\nC: \"AGAIN\" CRLF if b \"yes\" else skip\nC: \"START\" CRLF\nS: ok / no => refused\nTLS" },
        { "inside TLS",
            "C: \"START\" CRLF\nS: ok / no => refused\nTLS\nC: \"HELLO\" CRLF if a \"yes\" else skip\nS: ok\nC: \"AGAIN\" CRLF\nS: ok" },
        { "at the end", "C: \"START\" CRLF\nS: ok / no => refused\nTLS\nC: \"HELLO\" CRLF if a \"yes\" else skip\nS: ok\nC: \"AGAIN\" CRLF if b \"yes\" else skip\nS: ok" },
        { "of several", "C: \"HELLO\" CRLF if a \"yes\" / \"HOLA\" CRLF if b \"yes\" else skip\nS: ok / no => refused\nC: \"START\" CRLF\nS: ok / no => refused\nTLS" },
        { "of labels", "S: word:( \"YES\" / \"NO\" ) CRLF\nC: \"HELLO\" CRLF if word \"YES\" else skip\nS: ok\nC: \"AGAIN\" CRLF if word \"NO\" or a \"yes\" else skip\nS: ok\nC: \"START\" CRLF\nS: ok / no => refused\nTLS" },
        { "of what may be unknown", "C: \"LIST\" CRLF if a \"yes\" else skip\nS: word:\"YES\" CRLF / no => next\nC: \"HELLO\" CRLF if word \"YES\" or unknown else skip\nS: ok\nC: \"START\" CRLF\nS: ok / no => refused\nTLS" },
        { "from TLS", "C: \"START\" CRLF\nS: ok / no => refused\nTLS\nC: \"AGAIN\" CRLF\nS: ok\ndialogue from tls\nC: \"HELLO\" CRLF if a \"yes\" else skip\nS: ok\nC: \"AGAIN\" CRLF\nS: ok" },
        { "with messages at any time", "C: \"HELLO\" CRLF if a \"yes\" else skip\nS: ok\nC: \"START\" CRLF if b \"yes\" else skip\nS: ok / no => refused\nC: \"LAST\" CRLF\nS: ok\nTLS\nany time\nC: 1*ALPHA CRLF S: \"WHAT\" CRLF" },
    };

    [Theory]
    [MemberData(nameof(Dialogues))]
    public void The_server_goes_on_with_what_comes(string where, string dialogue)
    {
        var protocol = Invented.Compile(Grammar(dialogue));

        foreach (var a in new[] { "yes", "no" })
        {
            foreach (var b in new[] { "yes", "no" })
            {
                var parameters = new Parameters();
                foreach (var (name, value) in new[] { ("a", a), ("b", b) })
                {
                    if (protocol.ClientParameterNames.Contains(name))
                        parameters.Add(name, value);
                }

                foreach (var implicitTls in new[] { false, true })
                {
                    var conversation = Conversation.Hold(protocol, parameters, implicitTls: implicitTls);
                    Assert.True(conversation.IsComplete, $"{where}, {a}, {b}:\n{conversation.Text}");
                    if (!implicitTls && dialogue.Contains("\"HELLO\" CRLF if a \"yes\" else skip", StringComparison.Ordinal)
                        && !dialogue.Contains("from tls", StringComparison.Ordinal))
                        Assert.Equal(a == "yes", conversation.Text.Contains("HELLO", StringComparison.Ordinal));
                }
            }
        }
    }

    [Fact]
    public void What_comes_in_the_place_of_a_skipped_exchange_before_TLS_is_TLS_alone()
    {
        var protocol = Invented.Compile(
            Grammar("C: \"HELLO\" CRLF\nS: ok / no => refused\nC: \"START\" CRLF if a \"yes\" else skip\nS: ok / no => refused\nTLS"));

        Assert.Equal("C: HELLO\\r\\n\nS: OK\\r\\n\nTLS", Conversation.Hold(protocol).Text);
        Assert.Equal(
            "C: HELLO\\r\\n\nS: OK\\r\\n\nclient: StartTls in StartTls\nserver: Refused in ExpectStart",
            Conversation.Hold(protocol, refusal: UpgradeOutcome.Refused).Text);
        Assert.EndsWith(
            "client: Refused in ExpectOkToStart\nserver: Refused in SendNoToStart",
            Conversation.Hold(protocol, new() { { "a", "yes" } }, refusal: UpgradeOutcome.Refused).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PK021", "C: \"START\" CRLF if a \"yes\" else skip\nS: ok / no => refused\nC: \"START\" CRLF\nS: ok / no => refused\nTLS")]
    [InlineData(
        "PK021",
        "C: \"HELLO\" CRLF\nS: ok / no => refused\nTLS\nC: \"START\" CRLF if a \"yes\" else skip\nS: ok\nC: \"START\" CRLF\nS: ok")]
    [InlineData("PK020", "C: \"START\" [ \"1\" ] CRLF if a \"yes\" else skip\nS: ok / no => refused\nC: \"START\" [ \"2\" ] CRLF\nS: ok / no => refused\nTLS")]
    [InlineData(
        "PK021",
        "C: ( \"GO\" / 1*5ALPHA ) CRLF if a \"yes\" else skip\nS: ok / no => refused\nC: \"START\" CRLF\nS: ok / no => refused\nTLS")]
    [InlineData("PK022", "C: \"START\" if a \"yes\" else skip\nS: ok / no => refused\nC: \"START\" CRLF\nS: ok / no => refused\nTLS")]
    [InlineData(
        "PK041", "C: \"START\" CRLF if a \"yes\" else skip\nS: ok / no => refused\nC: \"START\" [ SP ] CRLF\nS: ok / no => refused\nTLS")]
    [InlineData("PK032", "C: \"START\" CRLF if a \"yes\" else skip\nS: ok / no => refused\nTLS")]
    [InlineData("PK036", "C: \"HELLO\" CRLF\nS: ok / no => refused\nC: octets(6) if a \"yes\" else skip\nS: ok\nTLS")]
    public void What_can_t_be_told_apart_is_found(string finding, string dialogue) =>
        Assert.Contains(Invented.Findings(Grammar(dialogue)), found => found.StartsWith(finding, StringComparison.Ordinal));

    [Fact]
    public void BER_and_XML_are_told_apart_too()
    {
        var ber = Invented.Compile(Grammar("C: SEQUENCE { INTEGER 1 } if a \"yes\" else skip\nS: ok / no => refused\nC: SEQUENCE { INTEGER 2 }\nS: ok / no => refused\nTLS"));
        var xml = Invented.Compile(
            Grammar("C: <a/> if a \"yes\" else skip\nS: <ok/> / <no/> => refused\nC: <b/>\nS: <ok/> / <no/> => refused\nTLS",
            "namespace \"urn:x\"", rules: ""));

        foreach (var answer in new[] { "yes", "no" })
        {
            Assert.True(Conversation.Hold(ber, new() { { "a", answer } }).IsComplete);
            Assert.True(Conversation.Hold(xml, new() { { "a", answer } }).IsComplete);
        }
    }

    private static string Grammar(string dialogue, string head = "", string rules = "ok = \"OK\" CRLF\nno = \"NO\" CRLF") =>
        $"""
        protocol invented
        port 7
        {string.Join('\n', s_names.Where(name => dialogue.Contains($" {name} \"", StringComparison.Ordinal)).Select(name => $"parameter {name} : \"yes\" / \"no\" = \"no\""))}
        {head}
        {rules}
        dialogue
        {dialogue}
        """;
}
