using System.Text.Json;

namespace ProtocolKit.LanguageServer.Tests.Support;

/// <summary>Places in texts as the protocol counts them, found in the slow way.</summary>
internal static class Places
{
    public static object Of(string text, int index)
    {
        var before = text[..index];
        return new { line = before.Count(c => c == '\n'), character = index - (before.LastIndexOf('\n') + 1) };
    }

    public static int IndexOf(string text, JsonElement position)
    {
        var index = 0;
        for (var line = position.GetProperty("line").GetInt32(); line > 0; line--)
            index = text.IndexOf('\n', index) + 1;
        return index + position.GetProperty("character").GetInt32();
    }

    public static string TextIn(string text, JsonElement range) =>
        text[IndexOf(text, range.GetProperty("start"))..IndexOf(text, range.GetProperty("end"))];

    /// <summary>A text with what a range of it is replaced by, from the last to the first.</summary>
    public static string Apply(string text, IEnumerable<JsonElement> edits)
    {
        foreach (var edit in edits.OrderByDescending(edit => IndexOf(text, edit.GetProperty("range").GetProperty("start"))))
        {
            var range = edit.GetProperty("range");
            var (start, end) = (IndexOf(text, range.GetProperty("start")), IndexOf(text, range.GetProperty("end")));
            text = text[..start] + edit.GetProperty("newText").GetString() + text[end..];
        }

        return text;
    }
}
