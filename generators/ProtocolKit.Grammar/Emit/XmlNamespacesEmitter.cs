using System.Text;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits the type that numbers the XML namespaces of a grammar, and names them for the code of its messages.</summary>
internal static class XmlNamespacesEmitter
{
    internal static void Emit(CodeWriter code, XmlMessageOptions options)
    {
        code.Summary("The XML namespaces of the grammar, by number.");
        using (code.Block($"internal readonly struct {options.NamespacesType} : IXmlNamespaces"))
        {
            foreach (var entry in options.Namespaces.Entries)
            {
                code.Summary(entry.Uri);
                code.Line($"internal const int {options.ConstantOf(entry.Prefix)} = {entry.Id};");
                code.Line();
            }

            EmitStandAlone(code, options);
            using (code.Block("public static int Find(ReadOnlySpan<byte> name) => name.Length switch", "};"))
            {
                foreach (var entry in options.Namespaces.Entries.DistinctBy(entry => entry.Id))
                    code.Line($"{Encoding.UTF8.GetByteCount(entry.Uri)} when name.SequenceEqual({CSharpText.Octets(entry.Uri)}) => {options.ConstantOf(entry.Prefix)},");
                code.Line("_ => XmlNamespaceScope.Other,");
            }
        }
    }

    /// <summary>The C# expression of a namespace's number.</summary>
    internal static string Reference(int id, XmlMessageOptions options) =>
        options.Namespaces[id] is { } entry ? $"{options.NamespacesType}.{options.ConstantOf(entry.Prefix)}" : "XmlNamespaceScope.None";

    private static void EmitStandAlone(CodeWriter code, XmlMessageOptions options)
    {
        var namespaces = options.Namespaces;
        code.Summary("What is declared around a message that is read without its stream.");
        code.Line("internal static readonly XmlNamespaceScope StandAlone = CreateStandAlone();");
        code.Line();
        using (code.Block("private static XmlNamespaceScope CreateStandAlone()"))
        {
            code.Line("var scope = XmlNamespaceScope.CreateOpenEnded();");
            foreach (
                var entry in namespaces.Entries.Where(entry =>
                entry.Prefix is null || namespaces.StreamNames.Any(name => name.Namespace == entry.Id)))
                code.Line($"scope.Declare({CSharpText.Octets(entry.Prefix ?? "")}, {options.ConstantOf(entry.Prefix)});");
            code.Line("return scope;");
        }

        code.Line();
    }
}
