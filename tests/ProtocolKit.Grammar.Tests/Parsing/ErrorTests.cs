namespace ProtocolKit.Grammar.Tests.Parsing;

public class ErrorTests
{
    [Fact]
    public void A_parameter_is_one_value_of_a_bounded_length_or_a_list() =>
        Assert.Equal(
            ["2:19 '*40' is one value or several: write '( *40… )' for one with at most 40, or '*( 40… )' for a list of those with 40"],
            Reading.Findings(
                """
                protocol p
                parameter text : *40ALPHA
                parameter one : ( *40ALPHA ) = "hi"
                parameter list : *( 40ALPHA )
                parameter words : *1*40ALPHA
                a = "x" CRLF
                dialogue
                S: a
                TLS
                """));

    [Fact]
    public void Each_error_of_a_file_is_reported_where_it_is() =>
        Assert.Equal(
            [
                "2:1 found 'paramter', expected a rule ('name = …'), a line of the head, or 'dialogue', 'any time' or 'says'; did you mean 'parameter'?",
                "3:9 found 'octet', expected 'octets', 'items', 'rounds' or 'deep'; did you mean 'octets'?",
                "5:23 found ')', expected an element, '/' or ']'",
                "8:17 found 'SEQUNCE', expected a type of ASN.1 before '{'; did you mean 'SEQUENCE'?",
                "10:1 found 'dialog', expected a rule ('name = …'), a line of the head, or 'dialogue', 'any time' or 'says'; did you mean 'dialogue'?",
                "11:9 found 'not-offerd', expected an outcome (next, not-offered, unavailable, refused, closed); did you mean 'not-offered'?",
                "12:11 found 'els', expected quoted text, a number, '&', 'or', 'else', '=>', '/' or the end of the line; did you mean 'else'?",
                "13:8 found 'onec', expected 'once'; did you mean 'once'?",
                "15:12 found the end of the line, expected an outcome (next, not-offered, unavailable, refused, closed)",
                "17:7 found ')', expected an element, '/' or the end of the line",
            ],
            Reading.Findings(
                """
                protocol p
                paramter host = "localhost"
                limit 5 octet
                a = "x" ; fine
                b = "x" [ "y" ( "z" ) ) "w"
                c = "x" /

                    "y" SP      SEQUNCE { "w" }

                dialog in any order
                S: a => not-offerd
                C: b if a els skip
                TLS at onec
                any time
                S: a b c =>
                says
                a "x" )
                """));

    [Theory]
    [InlineData("identity", "2:9 found the end of the line, expected 'none', 'srv', 'tls' or 'other'")]
    [InlineData("identity dns \"x\"", "2:10 found 'dns', expected 'none', 'srv', 'tls' or 'other'")]
    [InlineData("identity serv \"x\"", "2:10 found 'serv', expected 'none', 'srv', 'tls' or 'other'; did you mean 'srv'?")]
    [InlineData(
        "identity srv x", "2:14 found 'x', expected a service's name in quotes: letters, digits and single '-', 15 at most, without '_'")]
    [InlineData(
        "identity srv \"_x\"",
        "2:14 found '\"_x\"', expected a service's name in quotes: letters, digits and single '-', 15 at most, without '_'")]
    [InlineData(
        "identity srv \"x--y\"",
        "2:14 found '\"x--y\"', expected a service's name in quotes: letters, digits and single '-', 15 at most, without '_'")]
    [InlineData(
        "identity srv \"123\"",
        "2:14 found '\"123\"', expected a service's name in quotes: letters, digits and single '-', 15 at most, without '_'")]
    [InlineData(
        "identity srv \"sixteen-letters-\"",
        "2:14 found '\"sixteen-letters-\"', expected a service's name in quotes: letters, digits and single '-', 15 at most, without '_'")]
    [InlineData(
        "identity other \"id-on-x\"", "2:16 found '\"id-on-x\"', expected an object identifier in quotes: numbers with '.' between them")]
    [InlineData("identity other \"3.1\"", "2:16 found '\"3.1\"', expected an object identifier in quotes: numbers with '.' between them")]
    [InlineData("identity other \"1.40\"", "2:16 found '\"1.40\"', expected an object identifier in quotes: numbers with '.' between them")]
    [InlineData(
        "identity other \"1.2.03\"", "2:16 found '\"1.2.03\"', expected an object identifier in quotes: numbers with '.' between them")]
    [InlineData("identity srv \"x\", srv \"y\"", "2:19 found 'srv' again, expected it once")]
    [InlineData("identity srv \"x\" tls \"y\"", "2:18 found 'tls', expected ',' or the end of the line")]
    [InlineData("identity none, srv \"x\"", "2:14 found ',', expected the end of the line")]
    public void What_is_wrong_with_an_identity_is_said_where_it_is(string line, string finding) =>
        Assert.Equal([finding], Reading.Findings($"protocol p\n{line}\n"));

    [Fact]
    public void A_line_in_the_wrong_part_is_said_to_be_so() =>
        Assert.Equal(
            [
                "3:1 found 'port' below the rules, expected it in the head, above them",
                "4:1 found 'C:' above any 'dialogue' line, expected that line first",
                "6:1 found 'c', expected 'C:', 'S:', 'TLS', 'any time' or 'says'; did you mean 'C:'?",
                "9:7 found 'C:', expected 'S:': an answer is said by the other role",
                "10:1 found this part out of order, expected 'dialogue', then 'dialogue from tls', then 'any time', then 'says'",
                "10:1 'dialogue' stands above already, expected it once",
                "13:3 found '=', expected the text directly behind the rule's name",
            ],
            Reading.Findings(
                """
                protocol p
                a = "x"
                port 25
                C: a
                S: a
                c: a
                any time
                S: a
                C: a  C: a
                dialogue
                S: a
                says
                a = "x"
                """));

    [Fact]
    public void Of_many_rules_below_the_dialogue_the_first_is_reported() =>
        Assert.Equal(
            ["4:1 found the rule 'b' below the dialogue, expected it above 'dialogue'"],
            Reading.Findings("protocol p\ndialogue\nS: a\nb = \"x\"\nc = \"x\"\n"));

    [Theory]
    [InlineData("")]
    [InlineData("; nothing\n")]
    [InlineData("a = \"x\"")]
    public void A_file_needs_a_protocol_line(string text) =>
        Assert.Equal(["1:1 the file has no 'protocol' line, expected 'protocol' and a name first"], Reading.Findings(text));

    [Fact]
    public void Only_a_message_of_the_clients_can_be_left_to_the_host() =>
        Assert.Equal(
            ["5:9 found 'or clear' on a line of the server's, expected it on one of the client's: only a server's host goes on in the clear"],
            Reading.Findings("protocol p\na = \"x\"\ndialogue\nany time\nS: a or clear\nC: a S: a or clear\n"));

    [Theory]
    [InlineData("S: ... S: a", "5:1 found 'S:', expected it as 'C: ... S: answer': only a server answers what it can't read")]
    [InlineData("C: ... C: a", "5:8 found 'C:', expected it as 'C: ... S: answer': only a server answers what it can't read")]
    [InlineData("C: ...", "5:7 found the end of the line, expected 'C:' or 'S:'")]
    [InlineData("C: ... S: a => closed", "5:13 found '=>', expected an element, '/', 'C:' or 'S:' or the end of the line")]
    [InlineData("C: ... S: a\nC: ... S: a", "6:1 'C: ...' stands above already, expected it once")]
    public void What_answers_the_unreadable_is_said_once_and_by_the_server(string lines, string finding) =>
        Assert.Equal([finding], Reading.Findings($"protocol p\na = \"x\"\ndialogue\nany time\n{lines}\n"));

    [Theory]
    [InlineData("protocl p", "1:1 found 'protocl', expected a rule ('name = …'), a line of the head, or 'dialogue', 'any time' or 'says'; did you mean 'protocol'?")]
    [InlineData("protocol", "1:9 found the end of the line, expected the protocol's name")]
    [InlineData("protocol p lik q", "1:12 found 'lik', expected 'like' or the end of the line; did you mean 'like'?")]
    public void A_protocol_line_that_is_wrong_is_not_called_missing(string text, string message) =>
        Assert.Equal([message], Reading.Findings(text));

    [Fact]
    public void A_tag_that_is_not_closed_does_not_swallow_the_rules_below() =>
        Assert.Equal(["2:11 found the end of the line, expected ':' or '='"], Reading.Findings("protocol p\nx = <p:e a\ny = \"x\"\n"));

    [Fact]
    public void A_word_of_the_language_names_no_rule() =>
        Assert.Equal(
            ["2:1 'rest' has a meaning of its own in this language; expected another name"],
            Reading.Findings("protocol p\nrest = \"x\"\n"));

    [Fact]
    public void A_tab_is_one_character() =>
        Assert.Equal(["3:4 found ')', expected an element"], Reading.Findings("protocol p\na =\tb /\n\t\t )\n"));

    [Theory]
    [InlineData("( a", "", "found the end of the line, expected an element, '/' or ')'")]
    [InlineData("a b =", "=", "found '=', expected an element, '/' or the end of the line")]
    [InlineData("/ a", "/", "found '/', expected an element")]
    [InlineData("1* DIGIT", "DIGIT", "found 'DIGIT', expected what is repeated, directly behind the number or '*'")]
    [InlineData("5*2DIGIT", "5*2DIGIT", "found at least 5 and at most 2, expected the smaller number first")]
    [InlineData("\"abc", "\"abc", "the closing quote is missing on this line")]
    [InlineData("\"é\"", "\"é\"", "quoted text holds only ASCII's printable characters; write other octets as '%x…'")]
    [InlineData("a | b | c", "|", "found '|'; alternatives are separated by '/'")]
    [InlineData("\u201Ca\u201D", "\u201C", "found '\u201C'; text is quoted with '\"'")]
    [InlineData("a\u00A0b", "\u00A0", "found U+00A0; write a plain space")]
    [InlineData("a 😀", "😀", "found '😀', which means nothing here")]
    [InlineData("$ a", "$", "'$' lacks the name of a value directly behind it")]
    [InlineData("%x1G", "%x1G", "found '%x1G', expected octets, such as '%x0D', '%x0D.0A', '%x21-7E', '%d13' or '%b1010'")]
    [InlineData("%x00-10FFFF", "%x00-10FFFF", "10FFFF is more than an octet holds: write the octets of its encoding, each up to %xFF")]
    [InlineData("%x7E-21", "%x7E-21", "'%x7E-21' is empty: its first octet is above its last")]
    [InlineData("uint8(9..1)", "9..1", "the range is empty: expected the smaller number first")]
    [InlineData("uint8(99999999999999999999)", "99999999999999999999", "the number has more than 64 bits")]
    [InlineData("octets()", ")", "found ')', expected a length or '$' and a name")]
    [InlineData("within($n rest)", "rest", "found 'rest', expected '-' or ','")]
    [InlineData("SEQUENCE { a b }", "b", "found 'b', expected '/', ',' or '}'")]
    [InlineData("SEQUENCE { ..., a }", "...", "found '...' before other elements, expected it at the end of the list")]
    [InlineData("SEQUENCE { BOOLEAN TRU }", "TRU", "found 'TRU', expected 'TRUE', 'FALSE', '/', ',' or '}'; did you mean 'TRUE'?")]
    [InlineData("<p:e to host:name>", "host", "found 'host', expected ':' or '='")]
    [InlineData("<p:e", "", "found the end of the line, expected an attribute, '[', '/>' or '>'")]
    [InlineData("</p:e a=\"b\">", "a", "found 'a', expected '>'")]
    [InlineData("S: a", "S:", "found 'S:', expected an element; 'C:' and 'S:' begin a line of the dialogue")]
    [InlineData("a if b", "if", "found 'if', expected an element, '/' or the end of the line")]
    public void An_error_says_what_was_found_and_what_was_expected(string expression, string marked, string message) =>
        Assert.Equal((marked, message), Reading.Finding(expression));
}
