using Microsoft.CodeAnalysis;

namespace ProtocolKit.Generator.Tests.Support;

/// <summary>What one run of the generator did.</summary>
internal sealed class GeneratorRun(GeneratorDriverRunResult result, Compilation compilation)
{
    private readonly GeneratorRunResult _result = Assert.Single(result.Results);

    /// <summary>The project with what was generated.</summary>
    public Compilation Compilation => compilation;

    /// <summary>What the generator reported.</summary>
    public IReadOnlyList<Diagnostic> Findings => _result.Diagnostics;

    /// <summary>What the generator reported: where, how severe, and which; in order.</summary>
    public IEnumerable<string> Places() =>
        Findings.Select(finding => (finding, finding.Location.GetLineSpan())).OrderBy(item => item.Item2.Path, StringComparer.Ordinal)
        .ThenBy(item => item.Item2.Span.Start)
        .Select(item => $"{item.Item2.Path}({item.Item2.Span.Start.Line + 1},{item.Item2.Span.Start.Character + 1}-{item.Item2.Span.End.Line + 1},{item.Item2.Span.End.Character + 1}): {(item.finding.Severity == DiagnosticSeverity.Error ? "error" : "warning")} {item.finding.Id}");

    /// <summary>What brought the generator down, or null.</summary>
    public Exception? Crash => _result.Exception;

    /// <summary>The generated files' names.</summary>
    public IEnumerable<string> HintNames => _result.GeneratedSources.Select(source => source.HintName);

    /// <summary>A generated file.</summary>
    public string Source(string hintName) => _result.GeneratedSources.Single(source => source.HintName == hintName).SourceText.ToString();

    /// <summary>All generated files, by name.</summary>
    public Dictionary<string, string> Sources() =>
        _result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    /// <summary>Why a step's outputs are what they are, in the order of the grammar files.</summary>
    public IEnumerable<IncrementalStepRunReason> Reasons(string step) =>
        _result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason);

    /// <summary>Why what is handed to the compiler from a step is what it is, in the order of the grammar files.</summary>
    public IEnumerable<IncrementalStepRunReason> OutputReasons(string step) => _result.TrackedOutputSteps.Values.SelectMany(runs => runs)
        .Where(run => run.Inputs[0].Source.Name == step).SelectMany(run => run.Outputs).Select(output => output.Reason);

    /// <summary>A type of the project's own, or null.</summary>
    public INamedTypeSymbol? Find(string name) => compilation.Assembly.GetTypeByMetadataName(name);

    /// <summary>A type of the project's own.</summary>
    public INamedTypeSymbol Type(string name) => Find(name) ?? throw new ArgumentException($"There is no type {name}.", nameof(name));

    /// <summary>What the compiler says about the project, warnings included.</summary>
    public IEnumerable<Diagnostic> CompilerDiagnostics() =>
        compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Warning or DiagnosticSeverity.Error);
}
