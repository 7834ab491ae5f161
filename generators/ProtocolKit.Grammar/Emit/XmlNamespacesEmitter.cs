using System.Text;
using ProtocolKit.Grammar.Xml;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits the type that numbers the XML namespaces of a grammar, and names them for the code of its messages.</summary>
internal static class XmlNamespacesEmitter
{
    internal static void Emit(CodeWriter code, XmlMessageOptions options)
    {
        code.Summary("The XML namespaces of the grammar, by number, and the limits of its messages.");
        using (code.Block($"internal readonly struct {options.NamespacesType} : IXmlProtocol"))
        {
            var read = options.Namespaces.Entries.Where(entry => options.ReadNamespaces.Contains(entry.Id)).ToArray();
            foreach (var entry in read)
            {
                code.Summary(entry.Uri);
                code.Line($"internal const int {options.ConstantOf(entry.Prefix)} = {entry.Id};");
                code.Line();
            }

            EmitStandAlone(code, read, options);
            using (code.Block("public static int Find(ReadOnlySpan<byte> name) => name.Length switch", "};"))
            {
                foreach (var entry in read.DistinctBy(entry => entry.Id))
                {
                    var isIt = $"{Encoding.UTF8.GetByteCount(entry.Uri)} when name.SequenceEqual({CSharpText.Octets(entry.Uri)})";
                    code.Line($"{isIt} => {options.ConstantOf(entry.Prefix)},");
                }

                code.Line("_ => XmlNamespaceScope.Other,");
            }
        }
    }

    /// <summary>The C# expression of a namespace's number.</summary>
    internal static string Reference(int id, XmlMessageOptions options) =>
        options.Namespaces[id] is { } entry ? $"{options.NamespacesType}.{options.ConstantOf(entry.Prefix)}" : "XmlNamespaceScope.None";

    private static void EmitStandAlone(CodeWriter code, IEnumerable<XmlNamespaceEntry> read, XmlMessageOptions options)
    {
        code.Line("private static readonly XmlNamespaceScope s_standAlone = CreateStandAlone();");
        code.Line();
        code.Line($"public static int MaxMessageOctets => {options.MaxOctets};");
        code.Line($"public static int MaxDepth => {options.MaxDepth};");
        code.Line("public static ref readonly XmlNamespaceScope StandAlone => ref s_standAlone;");
        code.Line();
        using (code.Block("private static XmlNamespaceScope CreateStandAlone()"))
        {
            code.Line("var scope = XmlNamespaceScope.CreateOpenEnded();");
            foreach (var entry in read.Where(entry =>
                entry.Prefix is null || options.Namespaces.StreamNames.Any(name => name.Namespace == entry.Id)))
                code.Line($"scope.Declare({CSharpText.Octets(entry.Prefix ?? "")}, {options.ConstantOf(entry.Prefix)});");
            code.Line("return scope;");
        }

        code.Line();
    }
}
