namespace ProtocolKit.Cli.Tests;

public sealed class UsageTests
{
    [Theory]
    [InlineData("There is no protocol 'gopher'", "probe", "gopher://localhost")]
    [InlineData("names no protocol", "probe", "localhost:25")]
    [InlineData("names no protocol", "probe", "user@localhost")]
    [InlineData("stands in brackets", "probe", "::1:1")]
    [InlineData("stands in brackets, such as smtp://[", "probe", "smtp://::1:1")]
    [InlineData("stands in brackets", "probe", "smtp://2001:db8::1")]
    [InlineData("has '/path' behind the host", "probe", "smtp://localhost/path")]
    [InlineData("has '?x' behind the host", "probe", "smtp://localhost:25?x")]
    [InlineData("names no host", "probe", "smtp://")]
    [InlineData("neither a host name", "probe", "smtp://local\u0001host")]
    [InlineData("names a user", "probe", "smtp://user@localhost")]
    [InlineData("names a user", "probe", "smtp://user:secret@localhost")]
    [InlineData("is no port", "probe", "smtp://localhost:70000")]
    [InlineData("is no port", "probe", "smtp://localhost:-25")]
    [InlineData("is no port", "probe", "smtp://[::1]x:25")]
    [InlineData("names no host", "probe", "smtp://[]:25")]
    [InlineData("is no port", "probe", "smtp://[::1")]
    [InlineData("has no port for TLS", "probe", "managesieves://localhost")]
    [InlineData("--timeout takes seconds", "probe", "smtp://localhost", "--timeout", "0")]
    [InlineData("--timeout takes seconds, more than 0 and at most 86400, not 'abc'", "probe", "smtp://localhost", "--timeout", "abc")]
    [InlineData("--timeout takes seconds", "probe", "smtp://localhost", "--timeout", "NaN")]
    [InlineData("--timeout takes seconds", "serve", "smtp", "--timeout", "1e9")]
    [InlineData("takes name=value", "probe", "smtp://localhost", "--set", "client-name")]
    [InlineData("client-name", "probe", "smtp://localhost", "--set", "nonsense=1")]
    [InlineData("may not be", "probe", "smtp://localhost", "--set", "client-name=a\r\nRSET")]
    [InlineData("cannot be read", "probe", "smtp://localhost", "--ca", "/no/such/file.pem")]
    [InlineData("There is no protocol 'gopher'", "serve", "gopher")]
    [InlineData("has no port for TLS", "serve", "mysqls")]
    [InlineData("--port takes a number from 0 to 65535, not '70000'", "serve", "smtp", "--port", "70000")]
    [InlineData("--port takes a number from 0 to 65535, not 'abc'", "serve", "smtp", "--port", "abc")]
    [InlineData("--port takes a number from 0 to 65535", "serve", "smtp", "--port", "-1")]
    [InlineData("--address", "serve", "smtp", "--address", "localhost")]
    [InlineData("--key needs --cert", "serve", "smtp", "--port", "0", "--key", "key.pem")]
    [InlineData("cannot be used", "serve", "smtp", "--port", "0", "--cert", "/no/such/file.pem")]
    [InlineData("may not be", "serve", "smtp", "--port", "0", "--set", "server-name=a b")]
    [InlineData("cannot be read", "check", "/no/such/file.protocol")]
    [InlineData("is a folder", "check", "grammars")]
    [InlineData("is a folder", "emit", "grammars")]
    [InlineData("--namespace takes a C# namespace, such as Example.Protocols, not 'a b'", "emit", "x.protocol", "--namespace", "a b")]
    [InlineData("--namespace takes", "emit", "x.protocol", "--namespace", "a..b")]
    [InlineData("--namespace takes", "emit", "x.protocol", "--namespace", "1a")]
    [InlineData("Required command", "")]
    [InlineData("missing", "probe")]
    [InlineData("missing", "check")]
    [InlineData("--nonsense", "demo", "--nonsense")]
    public async Task A_wrong_command_line_is_told_what_is_wrong_with_it(string complaint, params string[] arguments)
    {
        var run = await ToolRun.OfAsync([.. arguments.Where(argument => argument.Length > 0)]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(complaint, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("probe")]
    [InlineData("survey")]
    [InlineData("report")]
    [InlineData("serve")]
    [InlineData("check")]
    [InlineData("emit")]
    [InlineData("diagram")]
    [InlineData("record")]
    [InlineData("replay")]
    [InlineData("")]
    public async Task Help_tells_the_exit_codes_once(string command)
    {
        var run = await ToolRun.OfAsync([.. new[] { command, "--help" }.Where(argument => argument.Length > 0)]);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(run.Output.IndexOf("Exit codes:", StringComparison.Ordinal), run.Output.LastIndexOf("Exit codes:", StringComparison.Ordinal));
        Assert.Contains("130  canceled", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_outcome_has_an_exit_code_and_a_documented_name()
    {
        foreach (var outcome in Enum.GetValues<UpgradeOutcome>())
        {
            Assert.NotEqual(ExitCode.Internal, ExitCode.Of(outcome));
            Assert.Contains(outcome.ToGrammarName(), ProbeJson.Help, StringComparison.Ordinal);
        }

        Assert.Equal("tls-failed", UpgradeOutcome.TlsFailed.ToGrammarName());
    }

    [Theory]
    [InlineData("smtp://mail.example", "mail.example", 25, false)]
    [InlineData("SMTP://mail.example:587/", "mail.example", 587, false)]
    [InlineData("imaps://mail.example", "mail.example", 993, true)]
    [InlineData("imap://[2001:db8::1]:1143", "2001:db8::1", 1143, false)]
    [InlineData("ldap://[::1]", "::1", 389, false)]
    [InlineData("postgres://db.example", "db.example", 5432, false)]
    public void A_target_has_a_host_and_a_port(string text, string host, int port, bool implicitTls)
    {
        var target = ProbeTarget.Parse(text, Catalog.All);

        Assert.Equal((host, port, implicitTls), (target.Host, target.Port, target.ImplicitTls));
    }
}
