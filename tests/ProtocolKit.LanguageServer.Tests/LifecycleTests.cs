using System.Diagnostics;
using ProtocolKit.LanguageServer.Tests.Support;

namespace ProtocolKit.LanguageServer.Tests;

public class LifecycleTests
{
    private const string Uri = "untitled:parrot";
    private const int ParseError = -32700;
    private const int InvalidRequest = -32600;
    private const int MethodNotFound = -32601;
    private const int InvalidParams = -32602;
    private const int NotInitialized = -32002;
    private const int Cancelled = -32800;

    [Fact]
    public async Task It_says_what_it_can_do()
    {
        await using var editor = Editor.Start();

        var result = await editor.InitializeAsync();

        Assert.Equal("protocolkit-lsp", result.GetProperty("serverInfo").GetProperty("name").GetString());
        var capabilities = result.GetProperty("capabilities");
        Assert.Equal("utf-16", capabilities.GetProperty("positionEncoding").GetString());
        foreach (
            var feature in new[] { "hoverProvider", "definitionProvider", "referencesProvider", "documentSymbolProvider", "renameProvider",
            "completionProvider" })
            Assert.True(capabilities.TryGetProperty(feature, out _), feature);
    }

    [Fact]
    public async Task It_ends_well_where_shutdown_was_said_before_exit()
    {
        await using var editor = await Editor.StartAsync();

        await editor.RequestAsync("shutdown", null);
        await editor.NotifyAsync("exit", null);

        Assert.Equal(0, await editor.Server);
    }

    [Fact]
    public async Task It_ends_with_1_where_exit_comes_without_shutdown()
    {
        await using var editor = await Editor.StartAsync();

        await editor.NotifyAsync("exit", null);

        Assert.Equal(1, await editor.Server);
    }

    [Fact]
    public async Task It_ends_when_the_input_ends()
    {
        await using var editor = await Editor.StartAsync();
        await editor.OpenAsync(Uri, Parrot.Text);

        await editor.CloseAsync();

        Assert.Equal(1, await editor.Server);
    }

    [Fact]
    public async Task Nothing_is_answered_before_initialize_and_behind_shutdown()
    {
        await using var editor = Editor.Start();
        Assert.Equal(
            NotInitialized, await CodeAsync(editor.RequestAsync("textDocument/documentSymbol", new { textDocument = new { uri = Uri } })));

        await editor.InitializeAsync();
        Assert.Equal(InvalidRequest, await CodeAsync(editor.RequestAsync("initialize", new { capabilities = new { } })));
        await editor.RequestAsync("shutdown", null);

        Assert.Equal(
            InvalidRequest, await CodeAsync(editor.RequestAsync("textDocument/documentSymbol", new { textDocument = new { uri = Uri } })));
    }

    [Fact]
    public async Task A_method_that_is_not_known_is_an_error()
    {
        await using var editor = await Editor.StartAsync();

        Assert.Equal(MethodNotFound, await CodeAsync(editor.RequestAsync("textDocument/formatting", new { })));
        Assert.Equal(MethodNotFound, await CodeAsync(editor.RequestAsync("DisposeAsync", new { })));
        await editor.NotifyAsync("$/somethingNew", new { });
        await IsAliveAsync(editor);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null null")]
    [InlineData("\"text\"")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"method\":7,\"id\":{}}")]
    public async Task What_is_no_message_is_answered_with_an_error_and_the_next_one_is_read(string content)
    {
        await using var editor = await Editor.StartAsync();

        await editor.WriteAsync(Messages.Framed(System.Text.Encoding.UTF8.GetBytes(content)));

        var error = (await editor.Await("null")).GetProperty("error").GetProperty("code").GetInt32();
        Assert.True(error is ParseError or InvalidRequest, $"{error}");
        await IsAliveAsync(editor);
    }

    [Theory]
    [InlineData("no header at all\r\n\r\n{}")]
    [InlineData("Content-Length: many\r\n\r\n{}")]
    [InlineData("Content-Length: 0\r\n\r\n{}")]
    [InlineData("Content-Length: -7\r\n\r\n{}")]
    public async Task It_ends_where_nothing_says_how_long_a_message_is(string octets)
    {
        await using var editor = await Editor.StartAsync();

        await editor.WriteAsync(System.Text.Encoding.ASCII.GetBytes(octets));

        Assert.Equal(1, await editor.Server.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Parameters_that_lack_something_or_are_out_of_range_are_an_error()
    {
        await using var editor = await Editor.StartAsync();
        await editor.OpenAsync(Uri, Parrot.Text);
        object[] wrong =
        [
            new { },
            new { textDocument = new { } },
            new { textDocument = new { uri = Uri } },
            new { textDocument = new { uri = Uri }, position = new { line = "1", character = 1 } },
            new { textDocument = new { uri = Uri }, position = new { line = -1, character = 1 } },
            new { textDocument = new { uri = Uri }, position = new { line = 0, character = -1 } },
            new { textDocument = new { uri = Uri }, position = new { line = 1000, character = 0 } },
            new { textDocument = new { uri = Uri }, position = new { line = 4294967296, character = 0 } },
            new { textDocument = new { uri = "untitled:other" }, position = new { line = 0, character = 0 } },
            new { textDocument = new { uri = "no uri" }, position = new { line = 0, character = 0 } },
        ];

        foreach (var parameters in wrong)
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(() => editor.RequestAsync("textDocument/hover", parameters));
            Assert.True(refused.Code == InvalidParams, $"{parameters}: {refused.Code} {refused.Message}");
        }

        await editor.NotifyAsync("textDocument/didOpen", new { });
        await editor.NotifyAsync(
            "textDocument/didChange", new { textDocument = new { uri = "no uri" }, contentChanges = new[] { new { text = "" } } });
        await IsAliveAsync(editor);
    }

    [Fact]
    public async Task A_place_behind_the_end_of_a_line_is_its_end()
    {
        await using var editor = await Editor.StartAsync();
        await editor.OpenAsync(Uri, Parrot.Text);

        var hover = await editor.RequestAsync(
            "textDocument/hover", new { textDocument = new { uri = Uri }, position = new { line = 1, character = 9999 } });

        Assert.Contains("protocol parrot", hover.GetProperty("contents").GetProperty("value").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_is_cancelled_is_answered()
    {
        await using var editor = await Editor.StartAsync();
        await editor.OpenAsync(Uri, Parrot.Text);

        var rename = editor.AskAsync(
            77, "textDocument/rename",
            Editor.At(Uri, Parrot.Text, Parrot.Text.IndexOf("word", StringComparison.Ordinal), new { newName = "w" }));
        await editor.NotifyAsync("$/cancelRequest", new { id = 77 });
        await editor.NotifyAsync("$/cancelRequest", new { id = 78 });

        // It may have been done already.
        var answer = await rename;
        Assert.True(
            answer.TryGetProperty("result", out _) || answer.GetProperty("error").GetProperty("code").GetInt32() == Cancelled,
            answer.ToString());
        await IsAliveAsync(editor);
    }

    [Fact]
    public async Task A_huge_text_has_a_finding_and_does_no_harm()
    {
        await using var editor = await Editor.StartAsync();
        var text = Parrot.Text + new string('(', 2_000_000);

        await editor.OpenAsync(Uri, text);

        Assert.Equal("PK001", Assert.Single(await editor.FindingsAsync(Uri)).GetProperty("code").GetString());
        await editor.AtAsync("textDocument/hover", Uri, text, text.Length);
        await editor.AtAsync("textDocument/completion", Uri, text, text.Length);
        await editor.RequestAsync("textDocument/documentSymbol", new { textDocument = new { uri = Uri } });
    }

    [Fact]
    public async Task The_program_serves_standard_input_and_output()
    {
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ProtocolKit.LanguageServer.dll"), "--stdio"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await using (var editor = new Editor(process.StandardOutput.BaseStream, process.StandardInput.BaseStream, ExitCodeAsync(process)))
        {
            await editor.InitializeAsync();
            await editor.OpenAsync(Uri, "protocol");
            Assert.NotEmpty(await editor.FindingsAsync(Uri));
            await editor.RequestAsync("shutdown", null);
            await editor.NotifyAsync("exit", null);
            Assert.Equal(0, await editor.Server);
        }
    }

    private static async Task<int> ExitCodeAsync(Process process)
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static async Task<int> CodeAsync(Task request) => (await Assert.ThrowsAsync<RefusedException>(() => request)).Code;

    private static async Task IsAliveAsync(Editor editor)
    {
        await editor.OpenAsync("untitled:alive", Parrot.Text);
        Assert.NotEmpty(
            (await editor.RequestAsync("textDocument/documentSymbol", new { textDocument = new { uri = "untitled:alive" } }))
            .EnumerateArray());
    }
}
