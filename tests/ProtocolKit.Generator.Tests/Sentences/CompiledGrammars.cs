using ProtocolKit.Generator.Tests.Places;
using ProtocolKit.Generator.Tests.Support;
using ProtocolKit.Grammar;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Generator.Tests.Sentences;

/// <summary>Grammars whose generated code has been compiled and loaded, so that their messages can be read.</summary>
internal sealed class CompiledGrammars
{
    private const string Namespace = "Invented";

    private delegate string Reader(
        byte[] octets, int[] cuts, IReadOnlyDictionary<string, byte[]> values, IReadOnlyDictionary<string, long> numbers);

    private delegate int Scanner(
        byte[] octets, int[] cuts, IReadOnlyDictionary<string, byte[]> values, IReadOnlyDictionary<string, long> numbers);

    private readonly Type _driver;
    private readonly Dictionary<MessageModel, Scanner> _scanners = [];
    private readonly Dictionary<MessageModel, Reader> _readers = [];

    private CompiledGrammars(IReadOnlyList<ProtocolModel> protocols, Type driver)
    {
        Protocols = protocols;
        _driver = driver;
    }

    public IReadOnlyList<ProtocolModel> Protocols { get; }

    /// <summary>Compiles grammar files; a variant stands behind its base.</summary>
    public static CompiledGrammars Compile(params IReadOnlyList<(string Path, string Text)> files) =>
        Compile(files, GeneratedAssembly.Load);

    /// <summary>Compiles grammar files to be run often: optimized, and without a look at warnings.</summary>
    public static CompiledGrammars CompileOptimized(IReadOnlyList<(string Path, string Text)> files) =>
        Compile(files, GeneratedAssembly.LoadOptimized);

    private static CompiledGrammars Compile(
        IReadOnlyList<(string Path, string Text)> files, Func<GeneratorRun, System.Reflection.Assembly> load)
    {
        var models = files.Select(file => Model(file, files)).ToArray();
        var run = new Project([.. files]).WithCSharp("driver.cs", DriverSource.Of(models, Namespace)).Run();
        Assert.DoesNotContain(run.Findings, finding => finding.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);
        var assembly = load(run);
        return new CompiledGrammars(models, assembly.GetType($"{Namespace}.{DriverSource.TypeName}", throwOnError: true)!);
    }

    /// <summary>What was generated for a protocol.</summary>
    public ProtocolDefinition Definition(ProtocolModel protocol) =>
        (ProtocolDefinition)_driver.Assembly.GetType($"{Namespace}.{protocol.TypeName}", throwOnError: true)!.GetProperty(
            "Definition")!.GetValue(null)!;

    /// <summary>Reads a message; see <see cref="DriverSource"/>.</summary>
    public string Read(ProtocolModel protocol, MessageModel message, byte[] octets, DrawnValues values, params int[] cuts) =>
        Method(_readers, message, DriverSource.MethodName(protocol, message))(octets, cuts, values.AllOctets, values.AllNumbers);

    /// <summary>Reads a message and says only what it is and where it ends; see <see cref="DriverSource"/>.</summary>
    public (Verdict Verdict, int Consumed) Scan(
        ProtocolModel protocol, MessageModel message, byte[] octets, DrawnValues values, params int[] cuts)
    {
        var result = Method(_scanners, message, DriverSource.ScanMethodName(protocol, message))(
            octets, cuts, values.AllOctets, values.AllNumbers);
        return ((Verdict)(result & 3), result >> 2);
    }

    private T Method<T>(Dictionary<MessageModel, T> known, MessageModel message, string name)
        where T : Delegate
    {
        if (!known.TryGetValue(message, out var method))
            known.Add(message, method = _driver.GetMethod(name)!.CreateDelegate<T>());
        return method;
    }

    private static ProtocolModel Model((string Path, string Text) file, IReadOnlyList<(string Path, string Text)> files)
    {
        var baseName = GrammarCompiler.FindBaseName(file.Text);
        var like = files.FirstOrDefault(other => baseName is not null && GrammarCompiler.FindName(other.Text) == baseName);
        var compilation = GrammarCompiler.Compile(
            new GrammarSource(file.Path, file.Text), like.Text is null ? null : new GrammarSource(like.Path, like.Text));
        Assert.True(compilation.Model is not null, string.Join('\n', compilation.Diagnostics));
        return compilation.Model!;
    }
}
