using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using ProtocolKit.Generator;
using ProtocolKit.Generator.Tests.Support;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Benchmarks.Emission;

/// <summary>A project with grammars in the memory of a compiler.</summary>
internal sealed class GeneratorProject
{
    private static readonly CSharpParseOptions s_parsing = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    private static readonly CSharpCompilation s_empty = CSharpCompilation.Create(
        "ProtocolKit.Protocols",
        [],
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path =>
                Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "ProtocolKit.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, deterministic: true,
                nullableContextOptions: NullableContextOptions.Enable));

    private readonly Dictionary<string, GrammarFile> _files;
    private GeneratorDriver _driver;

    public GeneratorProject(string[] names)
    {
        var files = GrammarFolder.Read(names);
        _files = files.ToDictionary(file => Path.GetFileNameWithoutExtension(file.Path));
        _driver = CSharpGeneratorDriver.Create(
            [new ProtocolGenerator().AsSourceGenerator()],
            files,
            s_parsing,
            new ProjectOptions(("RootNamespace", "ProtocolKit.Protocols"), ("ProtocolKitEmitIndex", "true")));
    }

    /// <summary>What the last run made, in C# files.</summary>
    public IReadOnlyList<GeneratedSourceResult> Sources => _driver.GetRunResult().Results[0].GeneratedSources;

    /// <summary>What the last run reported as an error.</summary>
    public bool HasErrors => _driver.GetRunResult().Diagnostics.Any(finding => finding.Severity == DiagnosticSeverity.Error);

    public string TextOf(string name) => _files[name].GetText().ToString();

    /// <summary>Changes a grammar.</summary>
    public void Write(string name, string text)
    {
        var file = new GrammarFile(_files[name].Path, text);
        _driver = _driver.ReplaceAdditionalText(_files[name], file);
        _files[name] = file;
    }

    /// <summary>Generates.</summary>
    /// <returns>How long it took.</returns>
    public TimeSpan Run()
    {
        _driver = _driver.RunGenerators(s_empty);
        return _driver.GetTimingInfo().ElapsedTime;
    }

    /// <summary>Finds what the last run made of a grammar.</summary>
    public SourceText SourceOf(string name) =>
        Sources.Single(source => source.HintName == CSharpNames.Pascal(name) + ".g.cs").SourceText;

    /// <summary>Compiles what was generated, with its symbols and documentation.</summary>
    /// <returns>How long the assembly is.</returns>
    public long Compile()
    {
        var trees = Sources.Select(source =>
            CSharpSyntaxTree.ParseText(source.SourceText.ToString(), s_parsing, source.HintName, Encoding.UTF8));
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        using var documentation = new MemoryStream();
        var options = new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb);
        var result = s_empty.AddSyntaxTrees(trees).Emit(image, symbols, documentation, options: options);
        return result.Success ? image.Length : throw new InvalidOperationException(string.Join('\n', result.Diagnostics.Take(5)));
    }
}
