using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ProtocolKit.Generator.Tests.Support;

/// <summary>A project with grammar files, in the memory of one compiler server: it can be edited and compiled again.</summary>
internal sealed class Project
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path =>
                Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)
                || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(IProtocol).Assembly.Location),
    ];

    private readonly Dictionary<string, GrammarFile> _grammars = [];
    private GeneratorDriver _driver;
    private CSharpCompilation _compilation;

    public Project(params (string Path, string Text)[] grammars)
        : this(new ProjectOptions(("RootNamespace", "Invented")),
            [.. grammars.Select(grammar => new GrammarFile(grammar.Path, grammar.Text))])
    {
    }

    public Project(ProjectOptions options, params GrammarFile[] grammars)
        : this(new ProtocolGenerator(), options, grammars)
    {
    }

    public Project(ProtocolGenerator generator, ProjectOptions options, params GrammarFile[] grammars)
    {
        foreach (var grammar in grammars)
            _grammars.Add(grammar.Path, grammar);
        _driver = CSharpGeneratorDriver.Create(
            [generator.AsSourceGenerator()], grammars, Parsing, options,
                new GeneratorDriverOptions(default, trackIncrementalGeneratorSteps: true));
        _compilation = CSharpCompilation.Create(
            "Invented", [], References,
                new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999));
    }

    /// <summary>Puts another assembly in the place of the run time, or none.</summary>
    public Project WithRunTime(MetadataReference? runTime)
    {
        _compilation = _compilation.WithReferences([.. References.SkipLast(1), .. runTime is null ? (MetadataReference[])[] : [runTime]]);
        return this;
    }

    /// <summary>Generates.</summary>
    public GeneratorRun Run()
    {
        _driver = _driver.RunGeneratorsAndUpdateCompilation(_compilation, out var compilation, out _);
        return new GeneratorRun(_driver.GetRunResult(), compilation);
    }

    /// <summary>Changes, adds or, with null, removes a C# file.</summary>
    public Project WithCSharp(string path, string? text)
    {
        _compilation = _compilation.RemoveSyntaxTrees(_compilation.SyntaxTrees.Where(tree => tree.FilePath == path));
        if (text is not null)
            _compilation = _compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(text, Parsing, path, Encoding.UTF8));
        return this;
    }

    /// <summary>Changes a grammar file.</summary>
    public Project WithGrammar(string path, string text)
    {
        var grammar = new GrammarFile(path, text);
        _driver = _driver.ReplaceAdditionalText(_grammars[path], grammar);
        _grammars[path] = grammar;
        return this;
    }

    /// <summary>Adds a grammar file.</summary>
    public Project AddGrammar(string path, string text)
    {
        _grammars.Add(path, new GrammarFile(path, text));
        _driver = _driver.AddAdditionalTexts([_grammars[path]]);
        return this;
    }

    /// <summary>Removes a grammar file.</summary>
    public Project RemoveGrammar(string path)
    {
        _driver = _driver.RemoveAdditionalTexts([_grammars[path]]);
        _grammars.Remove(path);
        return this;
    }
}
