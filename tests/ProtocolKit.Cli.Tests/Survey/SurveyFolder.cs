using System.Text.Json;

namespace ProtocolKit.Cli.Tests.Survey;

/// <summary>A folder for the files of a survey.</summary>
internal sealed class SurveyFolder : IDisposable
{
    private readonly AuthorityFile _authority = new();
    private readonly string _path = Directory.CreateTempSubdirectory("protocolkit-survey-").FullName;

    public string Results => Path.Combine(_path, "results.jsonl");

    public string Write(string name, string text)
    {
        var path = Path.Combine(_path, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Surveys without pauses, and trusts the tests' certificates.</summary>
    public Task<ToolRun> SurveyAsync(params string[] arguments) =>
        ToolRun.OfAsync(["survey", .. arguments, "--pause", "0", "--ca", _authority.Path]);

    /// <summary>Surveys to the file of results.</summary>
    public Task<ToolRun> SurveyToFileAsync(params string[] arguments) => SurveyAsync([.. arguments, "-o", Results]);

    /// <summary>The lines of results, each of which is an object.</summary>
    public static IReadOnlyList<JsonElement> Parse(string lines)
    {
        Assert.EndsWith("\n", lines, StringComparison.Ordinal);
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
    }

    public IReadOnlyList<JsonElement> ReadResults() => Parse(File.ReadAllText(Results));

    public void Dispose()
    {
        _authority.Dispose();
        Directory.Delete(_path, recursive: true);
    }
}
