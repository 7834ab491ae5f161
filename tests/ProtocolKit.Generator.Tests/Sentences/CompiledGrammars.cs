using ProtocolKit.Generator.Tests.Support;
using ProtocolKit.Grammar;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Generator.Tests.Sentences;

/// <summary>Grammars whose generated code has been compiled and loaded, so that their messages can be read.</summary>
internal sealed class CompiledGrammars
{
    private const string Namespace = "Invented";

    private delegate string Reader(byte[] octets, int[] cuts, IReadOnlyDictionary<string, byte[]> values, IReadOnlyDictionary<string, long> numbers);

    private readonly Type _driver;

    private CompiledGrammars(IReadOnlyList<ProtocolModel> protocols, Type driver)
    {
        Protocols = protocols;
        _driver = driver;
    }

    public IReadOnlyList<ProtocolModel> Protocols { get; }

    /// <summary>Compiles grammar files; a variant stands behind its base.</summary>
    public static CompiledGrammars Compile(params IReadOnlyList<(string Path, string Text)> files)
    {
        var models = files.Select(file => Model(file, files)).ToArray();
        var run = new Project([.. files]).WithCSharp("driver.cs", DriverSource.Of(models, Namespace)).Run();
        Assert.DoesNotContain(run.Findings, finding => finding.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);
        var assembly = GeneratedAssembly.Load(run);
        return new CompiledGrammars(models, assembly.GetType($"{Namespace}.{DriverSource.TypeName}", throwOnError: true)!);
    }

    /// <summary>What was generated for a protocol.</summary>
    public ProtocolDefinition Definition(ProtocolModel protocol) =>
        (ProtocolDefinition)_driver.Assembly.GetType($"{Namespace}.{protocol.TypeName}", throwOnError: true)!.GetProperty("Definition")!.GetValue(null)!;

    /// <summary>Reads a message; see <see cref="DriverSource"/>.</summary>
    public string Read(ProtocolModel protocol, MessageModel message, byte[] octets, DrawnValues values, params int[] cuts) =>
        _driver.GetMethod(DriverSource.MethodName(protocol, message))!.CreateDelegate<Reader>()(octets, cuts, values.AllOctets, values.AllNumbers);

    private static ProtocolModel Model((string Path, string Text) file, IReadOnlyList<(string Path, string Text)> files)
    {
        var baseName = GrammarCompiler.FindBaseName(file.Text);
        var like = files.FirstOrDefault(other => baseName is not null && GrammarCompiler.FindName(other.Text) == baseName);
        var compilation = GrammarCompiler.Compile(new GrammarSource(file.Path, file.Text), like.Text is null ? null : new GrammarSource(like.Path, like.Text));
        Assert.True(compilation.Model is not null, string.Join('\n', compilation.Diagnostics));
        return compilation.Model!;
    }
}
