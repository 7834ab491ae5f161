using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ProtocolKit.Generator.Tests.Support;

/// <summary>Loads what was generated, which must compile without warnings.</summary>
internal static class GeneratedAssembly
{
    /// <exception cref="DoesNotCompileException">The compiler complains.</exception>
    public static Assembly Load(GeneratorRun run)
    {
        var complaints = run.CompilerDiagnostics().Take(10).ToArray();
        if (complaints.Length > 0)
            throw new DoesNotCompileException(string.Join('\n', complaints.Select(complaint => complaint.ToString())));
        return Load(run.Compilation);
    }

    /// <summary>Loads what was generated, optimized; nobody looks at warnings.</summary>
    public static Assembly LoadOptimized(GeneratorRun run) =>
        Load(run.Compilation.WithOptions(
            ((CSharpCompilationOptions)run.Compilation.Options).WithOptimizationLevel(OptimizationLevel.Release)));

    private static Assembly Load(Compilation compilation)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(
            result.Success, string.Join('\n', result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        image.Position = 0;
        return new AssemblyLoadContext(name: null, isCollectible: true).LoadFromStream(image);
    }
}

/// <summary>What was generated does not compile without warnings.</summary>
internal sealed class DoesNotCompileException(string message) : Exception(message);
