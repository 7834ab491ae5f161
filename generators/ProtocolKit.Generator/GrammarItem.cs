using Microsoft.CodeAnalysis.Diagnostics;
using ProtocolKit.Grammar;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Generator;

/// <summary>A <c>Protocol</c> item of a project.</summary>
/// <param name="Source">The grammar, without comments.</param>
/// <param name="Namespace">The namespace of its types: the item's <c>Namespace</c>; null for that of the project.</param>
/// <param name="IsInternal">Whether its types are internal: the item's <c>Access</c> is <c>Internal</c>.</param>
/// <param name="IsBaseOnly">Whether it is there for variants alone, and becomes no C#: the item's <c>BaseOnly</c>.</param>
/// <param name="Roles">The roles that it becomes C# for: the item's <c>Role</c>.</param>
/// <param name="Wrong">What the item says that can't be, or null.</param>
internal sealed record GrammarItem(
    GrammarSource Source, string? Namespace, bool IsInternal, bool IsBaseOnly, ProtocolRoles Roles, string? Wrong)
{
    /// <summary>Reads what the item says.</summary>
    public static GrammarItem Of(GrammarSource source, AnalyzerConfigOptions options)
    {
        var (access, baseOnly, role) = (Find("Access"), Find("BaseOnly"), Find("Role"));
        var isRole = Enum.TryParse<ProtocolRoles>(role ?? "Both", out var roles) && roles.ToString() == (role ?? "Both")
            && roles != ProtocolRoles.None;
        var wrong = access is not (null or "Public" or "Internal") ? $"Access is '{access}'. It can be Public or Internal."
            : baseOnly is not null && !bool.TryParse(baseOnly, out _) ? $"BaseOnly is '{baseOnly}'. It can be true or false."
            : !isRole ? $"Role is '{role}'. It can be Client, Server or Both."
            : null;
        return new GrammarItem(
            source, Find("Namespace") is { } name ? GeneratorOptions.NamespaceOf(name) : null, access == "Internal",
            bool.TryParse(baseOnly, out var only) && only, isRole ? roles : ProtocolRoles.Both, wrong);

        string? Find(string name) =>
            options.TryGetValue("build_metadata.AdditionalFiles." + name, out var value) && value.Length > 0 ? value : null;
    }

    /// <summary>Whether a variant may use the types of this one: they are there, are found, are as accessible, and have its roles.</summary>
    public bool HasTypesFor(GrammarItem variant) =>
        !IsBaseOnly && Namespace == variant.Namespace && (!IsInternal || variant.IsInternal) && Roles == variant.Roles;
}
