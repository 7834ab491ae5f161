using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Xml;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits what reads a label of an XML message from its octets and registers.</summary>
internal static class XmlMemberEmitter
{
    /// <summary>The name of the constant for a register.</summary>
    internal static string Register(XmlLabel label, string suffix, XmlMessageOptions options) => options.StemOf(label.Name) + suffix;

    /// <summary>Emits the constants for the registers of a message, and the fields that tell where the values of lists stand.</summary>
    internal static void EmitRegisters(CodeWriter code, IEnumerable<XmlLabel> labels, XmlMessageOptions options)
    {
        foreach (var label in labels)
        {
            string[] suffixes = label switch
            {
                { IsRange: true } => ["Start", "End"],
                { IsList: true } => ["First", "Count"],
                _ => ["Count"],
            };
            var constants = suffixes.Select((suffix, index) => $"{Register(label, suffix, options)} = {label.Register + index}");
            code.Line($"private const int {string.Join(", ", constants)};");
        }

        foreach (var label in labels.Where(label => label is { IsList: true, IsRow: false }))
            EmitPath(code, label, options);
    }

    /// <summary>The C# expression of type <c>XmlValue</c> for the value of a label that is no list.</summary>
    internal static string Written(XmlLabel label, XmlMessageOptions options) => $"new({Octets(label, options)})";

    private static string Octets(XmlLabel label, XmlMessageOptions options) =>
        $"cursor.Value({Register(label, "Start", options)}).In(octets)";

    internal static XmlMember Create(XmlLabel label, XmlMessageOptions options)
    {
        var name = CSharpNames.Pascal(label.Name);
        if (label.IsRange)
        {
            var presence = $"cursor.Has({Register(label, "End", options)})";
            var octets = Octets(label, options);
            return label.IsRow
                ? new XmlMember(label.Name, CSharpNames.Plural(name), label.IsOptional, true, "XmlTextList", $"new({octets})", presence)
                : new XmlMember(
                    label.Name, name, label.IsOptional, false, "ReadOnlySpan<byte>", $"{options.WrittenOf(label.Name)}.Decode()", presence);
        }

        var isThere = $"cursor.Has({Register(label, "Count", options)})";
        if (!label.IsList)
            return new XmlMember(label.Name, name, label.IsOptional, false, null, null, isThere);
        var value = $"new(octets, in cursor, {Register(label, "First", options)}, {Path(label, options)})";
        return new XmlMember(label.Name, CSharpNames.Plural(name), label.IsOptional, true, "XmlValueList", value, isThere);
    }

    /// <summary>The field that tells where the values of a list stand.</summary>
    private static void EmitPath(CodeWriter code, XmlLabel label, XmlMessageOptions options)
    {
        var around = label.Places[0].Path.SkipLast(1).Select(name => Step(name, null, options));
        var places = label.Places.Select(place => Step(place.Path[^1], place.Attribute, options));
        code.Wrapped($"private static readonly XmlListPath<{options.NamespacesType}> {Path(label, options)} = "
            + $"new([{string.Join(", ", around)}], [{string.Join(", ", places)}]);");
    }

    private static string Path(XmlLabel label, XmlMessageOptions options) =>
        $"s_{CSharpNames.Uncapitalized(options.StemOf(label.Name))}Path";

    private static string Step(XmlName name, XmlName? attribute, XmlMessageOptions options)
    {
        var (space, local) = name.Local is null ? ("XmlNamespaceScope.Other", "null")
            : (XmlNamespacesEmitter.Reference(name.Namespace, options), CSharpText.Literal(name.Local));
        var value = attribute is null ? "" : $", {CSharpText.Literal(attribute.Local!)}"
            + (attribute.Namespace == XmlNamespaceTable.None ? "" : $", {XmlNamespacesEmitter.Reference(attribute.Namespace, options)}");
        return $"new({space}, {local}{value})";
    }
}
