using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ProtocolKit.Generator;

/// <summary>What a project says in its properties.</summary>
/// <param name="Namespace">The namespace of the generated types: <c>ProtocolKitNamespace</c>, else the project's root namespace.</param>
/// <param name="EmitsIndex">Whether a list of all protocols is generated: <c>ProtocolKitEmitIndex</c>.</param>
internal sealed record GeneratorOptions(string Namespace, bool EmitsIndex)
{
    public static GeneratorOptions Read(AnalyzerConfigOptions options)
    {
        var name = Find("ProtocolKitNamespace") ?? Find("RootNamespace") ?? "ProtocolKit.Protocols";
        return new GeneratorOptions(
            NamespaceOf(name), string.Equals(Find("ProtocolKitEmitIndex"), "true", StringComparison.OrdinalIgnoreCase));

        string? Find(string property) =>
            options.TryGetValue("build_property." + property, out var value) && value.Length > 0 ? value : null;
    }

    /// <summary>The namespace that is called so, or as near as a namespace can be.</summary>
    public static string NamespaceOf(string name) => string.Join('.', name.Split('.').Select(Identifier));

    /// <summary>A project may be called what no namespace can be, such as <c>my-tool</c>.</summary>
    private static string Identifier(string part)
    {
        var name = string.Concat(part.Select(c => SyntaxFacts.IsIdentifierPartCharacter(c) ? c : '_'));
        if (name.Length == 0 || !SyntaxFacts.IsIdentifierStartCharacter(name[0]))
            name = "_" + name;
        return SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
    }
}
