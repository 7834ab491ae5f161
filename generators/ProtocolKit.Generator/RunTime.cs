using Microsoft.CodeAnalysis;
using ProtocolKit.Grammar;

namespace ProtocolKit.Generator;

/// <summary>The run time that a project references: what is generated fits the one of the generator's own version.</summary>
internal static class RunTime
{
    private const string AssemblyName = "ProtocolKit";

    private static readonly DiagnosticDescriptor Missing = Descriptor(
        "No run time",
            "The project has grammars and does not reference the assembly ProtocolKit. Reference the package ProtocolKit, which holds it.");

    private static readonly DiagnosticDescriptor OfOtherVersion = Descriptor(
        "Run time of another version",
            "The generator is of version {0}, and the assembly ProtocolKit of version {1}. Take both from one package ProtocolKit.");

    private static readonly Version s_own = typeof(RunTime).Assembly.GetName().Version!;

    /// <summary>The version that a compilation references; null for none.</summary>
    public static Version? VersionIn(Compilation compilation) =>
        compilation.ReferencedAssemblyNames.FirstOrDefault(name => name.Name == AssemblyName)?.Version;

    /// <summary>What is wrong with a version, or null.</summary>
    public static Diagnostic? Judge(Version? version) => version is null ? Diagnostic.Create(Missing, Location.None)
        : version == s_own ? null
        : Diagnostic.Create(OfOtherVersion, Location.None, s_own, version);

    private static DiagnosticDescriptor Descriptor(string title, string message) => new(
        "PK998", title, message, "ProtocolKit", DiagnosticSeverity.Error, isEnabledByDefault: true,
            helpLinkUri: GrammarDiagnosticDescriptor.LinkTo("PK998"));
}
