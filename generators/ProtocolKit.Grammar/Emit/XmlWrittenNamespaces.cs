using ProtocolKit.Grammar.Xml;

namespace ProtocolKit.Grammar.Emit;

/// <summary>The namespaces that are declared where something is written.</summary>
/// <param name="Default">The number of the default namespace.</param>
/// <param name="Prefixed">The numbers of those that have a prefix.</param>
internal sealed record XmlWrittenNamespaces(int Default, XmlList<int> Prefixed)
{
    private const string XmlUri = "http://www.w3.org/XML/1998/namespace";

    /// <summary>The beginning of a document.</summary>
    internal static XmlWrittenNamespaces None { get; } = new(XmlNamespaceTable.None, []);

    /// <summary>Within the streams of a grammar, all of which declare the same.</summary>
    internal static XmlWrittenNamespaces Around(XmlNamespaceTable table)
    {
        if (table.StreamNames.Count == 0)
            return None;
        var prefixed = table.StreamNames.Select(name => name.Namespace).Where(id => table[id]?.Prefix is not null).Distinct();
        return new XmlWrittenNamespaces(table.Find(null) ?? XmlNamespaceTable.None, prefixed.ToXmlList());
    }

    /// <summary>Spells a name, with the declarations that it needs.</summary>
    internal (string Name, string Declarations, XmlWrittenNamespaces Inside) Spell(
        string local, int id, bool isStream, XmlNamespaceTable table)
    {
        var prefix = table[id]?.Prefix;
        if (isStream)
        {
            var head = table.Find(null) ?? XmlNamespaceTable.None;
            var own = prefix is null ? "" : Declare(prefix, table[id]!.Uri);
            var declarations = (head == XmlNamespaceTable.None ? "" : Declare(null, table[head]!.Uri)) + own;
            return (prefix is null ? local : $"{prefix}:{local}", declarations, new XmlWrittenNamespaces(head, prefix is null ? [] : [id]));
        }

        if (id == Default)
            return (local, "", this);
        if (Prefixed.Contains(id))
            return ($"{prefix}:{local}", "", this);
        return (local, Declare(null, table[id]?.Uri ?? ""), this with { Default = id });
    }

    /// <summary>Spells an attribute's name, which needs a prefix.</summary>
    internal (string Name, string Declarations, XmlWrittenNamespaces Inside) SpellAttribute(string local, int id, XmlNamespaceTable table)
    {
        var entry = table[id]!;
        if (entry.Uri == XmlUri)
            return ("xml:" + local, "", this);
        var prefix = entry.Prefix ?? "n";
        var isDeclared = entry.Prefix is not null && Prefixed.Contains(id);
        return ($"{prefix}:{local}", isDeclared ? "" : Declare(prefix, entry.Uri),
            isDeclared ? this : this with { Prefixed = [.. Prefixed, id] });
    }

    internal static string Escape(string value) => value
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("'", "&apos;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    private static string Declare(string? prefix, string uri) => $" xmlns{(prefix is null ? "" : ":" + prefix)}='{Escape(uri)}'";
}
