using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Text.Json;
using System.Threading.Channels;

namespace ProtocolKit.LanguageServer.Tests.Support;

/// <summary>An editor with the real server, over streams.</summary>
internal sealed class Editor : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private static readonly PipeOptions s_unlimited = new(pauseWriterThreshold: 0);

    private readonly Stream _input;
    private readonly Stream _output;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _answers = new();
    private readonly Channel<JsonElement> _published = Channel.CreateUnbounded<JsonElement>();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly Task _reading;
    private int _ids;

    public Editor(Stream input, Stream output, Task<int> server)
    {
        (_input, _output, Server) = (input, output, server);
        _reading = ReadAsync();
    }

    /// <summary>The server's exit code, when it has ended.</summary>
    public Task<int> Server { get; }

    /// <summary>Starts a server in this process.</summary>
    public static Editor Start()
    {
        var (questions, answers) = (new Pipe(s_unlimited), new Pipe(s_unlimited));
        return new Editor(
            answers.Reader.AsStream(), questions.Writer.AsStream(),
            LanguageServer.Server.RunAsync(questions.Reader.AsStream(), answers.Writer.AsStream(), TextWriter.Null));
    }

    /// <summary>Starts a server, and says <c>initialize</c>.</summary>
    public static async Task<Editor> StartAsync()
    {
        var editor = Start();
        await editor.InitializeAsync();
        return editor;
    }

    public async Task<JsonElement> InitializeAsync()
    {
        var result = await RequestAsync("initialize", new { processId = (int?)null, rootUri = (string?)null, capabilities = new { } });
        await NotifyAsync("initialized", new { });
        return result;
    }

    /// <summary>Asks, and returns the result.</summary>
    /// <exception cref="RefusedException">The server answered with an error.</exception>
    public async Task<JsonElement> RequestAsync(string method, object? parameters)
    {
        var answer = await AskAsync(method, parameters);
        return answer.TryGetProperty("error", out var error)
            ? throw new RefusedException(error.GetProperty("code").GetInt32(), error.GetProperty("message").GetString()!)
            : answer.GetProperty("result");
    }

    /// <summary>Asks, without waiting for what is answered.</summary>
    public Task<JsonElement> AskAsync(string method, object? parameters) => AskAsync(Interlocked.Increment(ref _ids), method, parameters);

    public async Task<JsonElement> AskAsync(int id, string method, object? parameters)
    {
        var answer = Await($"{id}");
        await SendAsync(new { jsonrpc = "2.0", id, method, @params = parameters });
        return await answer;
    }

    /// <summary>The answer to the request of an id; <c>null</c> is that of what was no request.</summary>
    public Task<JsonElement> Await(string id) =>
        _answers.GetOrAdd(id, _ =>
            new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously)).Task.WaitAsync(s_patience);

    public Task NotifyAsync(string method, object? parameters) => SendAsync(new { jsonrpc = "2.0", method, @params = parameters });

    public async Task WriteAsync(byte[] octets)
    {
        await _writing.WaitAsync();
        try
        {
            await _output.WriteAsync(octets);
            await _output.FlushAsync();
        }
        finally
        {
            _writing.Release();
        }
    }

    public Task OpenAsync(string uri, string text, int version = 1) =>
        NotifyAsync("textDocument/didOpen", new { textDocument = new { uri, languageId = "protocolkit", version, text } });

    public Task ChangeAsync(string uri, string text, int version) =>
        NotifyAsync("textDocument/didChange", new { textDocument = new { uri, version }, contentChanges = new[] { new { text } } });

    /// <summary>Waits for the findings of a version of a file.</summary>
    public async Task<IReadOnlyList<JsonElement>> FindingsAsync(string uri, int version = 1)
    {
        using var patience = new CancellationTokenSource(s_patience);
        await foreach (var published in _published.Reader.ReadAllAsync(patience.Token))
        {
            if (published.GetProperty("uri").GetString() == uri
                && (published.TryGetProperty("version", out var found) ? found.GetInt32() : 0) == version)
                return [.. published.GetProperty("diagnostics").EnumerateArray()];
        }

        throw new EndOfStreamException("The server ended.");
    }

    /// <summary>Asks for something at the bar in a text, which is opened without it.</summary>
    public async Task<JsonElement> AtAsync(string method, string uri, string textWithBar, object? more = null)
    {
        var index = textWithBar.IndexOf('|', StringComparison.Ordinal);
        var text = textWithBar.Remove(index, 1);
        await OpenAsync(uri, text);
        return await AtAsync(method, uri, text, index, more);
    }

    public Task<JsonElement> AtAsync(string method, string uri, string text, int index, object? more = null) =>
        RequestAsync(method, At(uri, text, index, more));

    /// <summary>The parameters of a request for an index in a text.</summary>
    public static Dictionary<string, object> At(string uri, string text, int index, object? more = null)
    {
        var parameters = new Dictionary<string, object> { ["textDocument"] = new { uri }, ["position"] = Places.Of(text, index) };
        foreach (var property in more?.GetType().GetProperties() ?? [])
            parameters[property.Name] = property.GetValue(more)!;
        return parameters;
    }

    /// <summary>Says that there is no more to say.</summary>
    public ValueTask CloseAsync() => _output.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await _output.DisposeAsync();
        await Server.WaitAsync(s_patience);
        await _reading.WaitAsync(s_patience);
        await _input.DisposeAsync();
        _writing.Dispose();
    }

    private Task SendAsync(object message) => WriteAsync(Messages.Of(message));

    private async Task ReadAsync()
    {
        while (await Messages.ReadAsync(_input) is { } message)
        {
            if (message.TryGetProperty("method", out var method))
            {
                if (method.GetString() == "textDocument/publishDiagnostics")
                    _published.Writer.TryWrite(message.GetProperty("params"));
                continue;
            }

            var id = message.GetProperty("id") is { ValueKind: JsonValueKind.Number } number ? number.GetRawText() : "null";
            _answers.GetOrAdd(id, _ => new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously))
                .TrySetResult(message);
        }

        _published.Writer.TryComplete();
        foreach (var answer in _answers.Values)
            answer.TrySetException(new EndOfStreamException("The server ended without an answer."));
    }
}

/// <summary>The server answered with an error.</summary>
internal sealed class RefusedException(int code, string message) : Exception(message)
{
    public int Code => code;
}
