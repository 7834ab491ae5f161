using System.Text;

namespace ProtocolKit.TestSupport;

/// <summary>Keeps lines, and lets them be waited for.</summary>
internal sealed class LineWriter : TextWriter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private readonly List<(string Part, TaskCompletionSource<string> Found)> _awaited = [];

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Waits for a line with a text in it.</summary>
    public Task<string> FindAsync(string part)
    {
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
            _awaited.Add((part, found));
        Look();
        return found.Task.WaitAsync(Patience);
    }

    public override void Write(char value)
    {
        lock (_lock)
            _text.Append(value);
        if (value == '\n')
            Look();
    }

    public override string ToString()
    {
        lock (_lock)
            return _text.ToString();
    }

    private void Look()
    {
        lock (_lock)
        {
            // The last one is not at its end.
            var lines = _text.ToString().Split('\n')[..^1];
            foreach (var (part, found) in _awaited)
            {
                if (lines.FirstOrDefault(line => line.Contains(part, StringComparison.Ordinal)) is { } line)
                    found.TrySetResult(line);
            }
        }
    }
}
