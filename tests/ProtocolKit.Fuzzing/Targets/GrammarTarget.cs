using System.Text;
using System.Text.RegularExpressions;
using ProtocolKit.Grammar;
using ProtocolKit.Grammar.Emit;
using ProtocolKit.Grammar.Limits;

namespace ProtocolKit.Fuzzing.Targets;

/// <summary>The compiler of grammars.</summary>
/// <remarks>The input: a grammar file, and behind a NUL that of the protocol behind <c>like</c>.</remarks>
internal sealed partial class GrammarTarget : IFuzzTarget
{
    private const string Path = "fuzzed.protocol", BasePath = "base.protocol";
    private const int MaxWords = 400;

    public string Name => "grammars";

    public IEnumerable<byte[]> Seeds
    {
        get
        {
            var texts = Texts.ToDictionary(text => GrammarCompiler.FindName(text)!);
            return texts.Values.Select(text => Encoding.UTF8.GetBytes(
                GrammarCompiler.FindBaseName(text) is { } other ? text + '\0' + texts[other] : text));
        }
    }

    /// <summary>What several grammars say.</summary>
    public IEnumerable<byte[]> Words =>
        Texts.SelectMany(text => WordPattern().Matches(text).Select(match => match.Value).Distinct())
            .GroupBy(word => word).Where(uses => uses.Count() > 1).OrderByDescending(uses => uses.Count()).Take(MaxWords)
            .Select(uses => Encoding.UTF8.GetBytes(uses.Key));

    private static IEnumerable<string> Texts => Directory
        .EnumerateFiles(System.IO.Path.Combine(AppContext.BaseDirectory, "grammars"), "*.protocol").Order().Select(File.ReadAllText);

    public void Run(ReadOnlySpan<byte> input)
    {
        var text = Encoding.UTF8.GetString(input);
        var end = text.IndexOf('\0', StringComparison.Ordinal);
        var other = end < 0 ? null : text[(end + 1)..];
        text = end < 0 ? text : text[..end];

        _ = GrammarCompiler.FindBaseName(text);
        var compilation = GrammarCompiler.Compile(new GrammarSource(Path, text), other is null ? null : new GrammarSource(BasePath, other));
        foreach (var finding in compilation.Diagnostics)
        {
            var length = finding.Path == BasePath ? other!.Length : text.Length;
            BrokenPromiseException.Unless(
                finding.Span.Start >= 0 && finding.Span.Start <= finding.Span.End && finding.Span.End <= length,
                $"{finding.Id} stands at {finding.Span} of {length} characters.");
            BrokenPromiseException.Unless(finding.Message.Length > 0, $"{finding.Id} says nothing.");
        }

        var isRefused = compilation.Diagnostics.Any(finding => finding.IsError);
        BrokenPromiseException.Unless(isRefused == compilation.Model is null, "There is a model in spite of errors, or none without.");
        if (compilation.Model is not { } model)
            return;
        BrokenPromiseException.Unless(ProtocolEmitter.Emit(model, new EmitOptions()).Length > 0, "Nothing is emitted.");
        BrokenPromiseException.Unless(PeerCost.Of(model).All(cost => cost.OctetsScanned > 0), "A peer costs nothing.");
    }

    [GeneratedRegex(@"%x[0-9A-F.-]+|=/|=>|[$]?[A-Za-z][A-Za-z0-9-]*[(:]?|\d+\*\d*|\.\.\.")]
    private static partial Regex WordPattern();
}
