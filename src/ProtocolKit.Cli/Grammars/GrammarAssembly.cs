#if !COMPILED_AHEAD_OF_TIME
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ProtocolKit.Grammar.Emit;
#endif
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Cli;

/// <summary>Compiles the C# of grammars that are in no project, and loads it.</summary>
internal static class GrammarAssembly
{
#if COMPILED_AHEAD_OF_TIME
    /// <exception cref="UsageException">Always: this build can't load code.</exception>
    public static ProtocolDefinition Load(IReadOnlyList<ProtocolModel> protocols) => throw new UsageException(
        $"The grammar of {protocols[0].Name} has no errors, but this build of protocolkit can't run it: it is compiled ahead of time, and "
        + "loads no code. The .NET tool can: dotnet tool install --global ProtocolKit.Tool");
#else
    private const string Namespace = "InMemory";
    private const string NotTrimmed = "What is compiled ahead of time, and so what is trimmed, does not have it.";

    private static readonly CSharpParseOptions s_parsing = new(documentationMode: DocumentationMode.None);

    /// <summary>Compiles grammars against this process's own run time and libraries.</summary>
    /// <param name="protocols">The protocol, and the one that it is a variant of, if it is one.</param>
    /// <returns>The first of them. Its code stays loaded as long as it is referenced.</returns>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = NotTrimmed)]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = NotTrimmed)]
    public static ProtocolDefinition Load(IReadOnlyList<ProtocolModel> protocols)
    {
        var compilation = CSharpCompilation.Create(
            Namespace, protocols.Select(Parse), References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using var image = new MemoryStream();
        if (compilation.Emit(image).Diagnostics.FirstOrDefault(one => one.Severity == DiagnosticSeverity.Error) is { } error)
            throw new InvalidOperationException($"The C# of {protocols[0].Name} does not compile: {error}");
        image.Position = 0;
        var assembly = new AssemblyLoadContext(Namespace, isCollectible: true).LoadFromStream(image);
        const BindingFlags ofTypeItself = BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly;
        return (ProtocolDefinition)assembly.GetType($"{Namespace}.{protocols[0].TypeName}", throwOnError: true)!
            .GetProperty(nameof(IProtocol.Definition), ofTypeItself)!.GetValue(null)!;
    }

    private static SyntaxTree Parse(ProtocolModel protocol) =>
        CSharpSyntaxTree.ParseText(ProtocolEmitter.Emit(protocol, new EmitOptions(Namespace)), s_parsing, $"{protocol.TypeName}.cs");

    /// <summary>The assemblies that generated code can need: ProtocolKit and those of .NET, as this process has them.</summary>
    private static IEnumerable<MetadataReference> References() =>
        from path in ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        let name = Path.GetFileNameWithoutExtension(path)
        where name == "ProtocolKit" || name.StartsWith("System.", StringComparison.Ordinal)
        select MetadataReference.CreateFromFile(path);
#endif
}
