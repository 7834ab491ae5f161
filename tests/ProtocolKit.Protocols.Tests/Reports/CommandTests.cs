namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>Commands of lines of text, as clients write them, and what nearly is one.</summary>
public sealed class CommandTests
{
    private static readonly Dictionary<string, string[]> s_commands = new()
    {
        ["smtp"] = ["EHLO x.example", "STARTTLS", "NOOP", "RSET", "HELP", "QUIT"],
        ["submission"] = ["EHLO x.example", "STARTTLS", "NOOP", "RSET", "HELP", "QUIT"],
        ["lmtp"] = ["LHLO x.example", "STARTTLS", "NOOP", "RSET", "HELP", "QUIT"],
        ["imap"] = ["a CAPABILITY", "a STARTTLS", "a NOOP", "a LOGOUT"],
        ["pop3"] = ["CAPA", "STLS", "QUIT"],
        ["nntp"] = ["CAPABILITIES", "STARTTLS", "MODE READER", "HELP", "QUIT"],
        ["mupdate"] = ["a LOGOUT", "a STARTTLS"],
        ["acap"] = ["a NOOP", "a STARTTLS", "a LANG", "a LOGOUT"],
        ["managesieve"] = ["CAPABILITY", "STARTTLS", "NOOP", "NOOP \"x\"", "LOGOUT"],
    };

    /// <summary>What is no command of these protocols, or needs no TLS.</summary>
    private static readonly Dictionary<string, string[]> s_harmless = new()
    {
        ["smtp"] = [
            "EHLO", "EHLO ", "EHLO  x", "EHLO a b", "EHLO \u00e9", "LHLO x", "RSET x", "VRFY a", "EXPN a", "HELP MAIL", "NOOP x",
            "STARTTLS x"],
        ["submission"] = ["EHLO", "RSET", "HELP", "VRFY a"],
        ["lmtp"] = ["LHLO", "EHLO x", "HELO x", "RSET", "HELP", "VRFY a"],
        ["imap"] = [
            "a", "a ", "CAPABILITY", "a CAPABILITY x", "a  CAPABILITY", "a ID NIL", "a ID (\"name\" \"x\")", "a NOOP x",
            "a STARTTLS {3+}\r\nabc", "+ a", "* a"],
        ["pop3"] = ["CAPA x", "NOOP", "AUTH", "UTF8", "LANG en", "STLS x", "HELP"],
        ["nntp"] = ["CAPABILITIES AUTOUPDATE", "CAPABILITIES x y", "DATE", "HELP", "MODE", "MODE x", "STARTTLS x"],
        ["mupdate"] = ["a", "a ", "STARTTLS", "a STARTTLS {3+}\r\nabc", "a SELECT \"INBOX\"", "+ a", "* a"],
        ["acap"] = ["a", "a ", "STARTTLS", "a NOOP x", "a STARTTLS {3+}\r\nabc", "a LANG \"de\"", "a FOO", "+ a", "* a"],
        ["managesieve"] = [
            "NOOP \"x\"", "NOOP {1+}\r\nx", "NOOP x", "CAPABILITY x", "CAPABILITY {1+}\r\nx", "STARTTLS \"x\"", "NOOP \"x", "{"],
    };

    public static TheoryData<string> Names => [.. s_commands.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void White_space_at_the_end_and_the_case_of_letters_make_no_difference(string protocol)
    {
        foreach (var command in s_commands[protocol])
        {
            var answer = Script.Client(protocol, command + "\r\n");
            Assert.False(IsRefusal(answer), command + " is answered " + answer);
            foreach (
                var written in (string[])[
                command + " ", command + "\t", command + " \t  ", Cased(command, char.ToLowerInvariant),
                Cased(command, char.ToUpperInvariant), Mixed(command)])
                Assert.Equal(answer, Script.Client(protocol, written + "\r\n"), ignoreCase: true);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_nearly_is_a_command_costs_no_client_its_TLS(string protocol)
    {
        foreach (
            var said in s_commands[protocol].SelectMany(NearMisses).Concat(s_harmless[protocol]).Append("").Append(" ")
            .Append("\u00ff\u001b\u007f").Append("GET / HTTP/1.1"))
        {
            if (s_commands[protocol].Any(command => IsSame(command, said)))
                continue;
            foreach (var mayStayInClear in (bool[])[true, false])
            {
                var talk = Talk.WithServer(protocol, mayStayInClear).Says(said + "\r\n");

                Assert.True(talk.Machine.NextAction == UpgradeAction.Receive, $"{said}: {talk.Machine.NextAction}");
                Assert.False(talk.Said.Length == 0, said + " is not answered.");
                Assert.Equal(UpgradeAction.StartTls, talk.Says(s_commands[protocol][1] + "\r\n").Machine.NextAction);
            }
        }
    }

    /// <summary>With a letter too many, too few, or another; with words behind; with white space within.</summary>
    private static IEnumerable<string> NearMisses(string command)
    {
        var verb = command.Split(' ')[0] == "a" ? 2 : 0;
        for (var i = verb; i < command.Length && char.IsAsciiLetter(command[i]); i++)
        {
            yield return command[..i] + command[i] + command[i..];
            yield return command[..i] + command[(i + 1)..];
            yield return command[..i] + '-' + command[(i + 1)..];
            yield return command[..i] + ' ' + command[i..];
            yield return command[..i];
        }

        foreach (var end in (string[])[" x", "\tx", "x", ":", "\u00ff", " \u00ff", " \u001b", " x y"])
            yield return command + end;
        yield return " " + command;
    }

    /// <summary>Whether it is the command, but for white space at its end.</summary>
    private static bool IsSame(string command, string said) => said.TrimEnd(' ', '\t') == command;

    private static bool IsRefusal(string answer) =>
        answer.StartsWith('4') || answer.StartsWith('5') || answer.StartsWith("-ERR", StringComparison.Ordinal)
            || answer.StartsWith("NO", StringComparison.Ordinal) || answer.Contains(" BAD", StringComparison.Ordinal);

    private static string Cased(string command, Func<char, char> change) => string.Concat(command.Select(change));

    private static string Mixed(string command) =>
        string.Concat(command.Select((letter, index) => index % 2 == 0 ? char.ToLowerInvariant(letter) : char.ToUpperInvariant(letter)));
}
