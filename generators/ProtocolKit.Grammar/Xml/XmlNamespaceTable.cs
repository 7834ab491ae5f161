using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Xml;

/// <summary>A namespace that the head of a grammar declares.</summary>
/// <param name="Prefix">The prefix that the file uses for it, or null for the default namespace.</param>
/// <param name="Uri">Its name.</param>
/// <param name="Id">The number that stands for it in generated code, from 1.</param>
public sealed record XmlNamespaceEntry(string? Prefix, string Uri, int Id);

/// <summary>A name as XML compares it.</summary>
/// <param name="Namespace">The number of its namespace; <see cref="XmlNamespaceTable.None"/> where it has none.</param>
/// <param name="Local">Its local name, or null for any name of any namespace.</param>
public sealed record XmlName(int Namespace, string? Local);

/// <summary>The namespaces of a grammar's head, and the names of the elements that stay open around its messages.</summary>
/// <param name="Entries">The namespaces, by number.</param>
/// <param name="StreamNames">The names of all start tags that are messages by themselves. What they open is no message, so
/// <c>&lt;*&gt;</c> never means one of them.</param>
public sealed record XmlNamespaceTable(XmlList<XmlNamespaceEntry> Entries, XmlList<XmlName> StreamNames)
{
    /// <summary>The number of "no namespace".</summary>
    public const int None = -1;

    /// <summary>Numbers the namespaces, the default one last: a variant mostly has another one. Two prefixes with one name get one
    /// number.</summary>
    /// <param name="namespaces">The namespaces of the head; the default one has an empty prefix.</param>
    /// <param name="elements">Every element and tag that is a message by itself anywhere in the grammar.</param>
    public static XmlNamespaceTable Create(IEnumerable<NamespaceModel> namespaces, IEnumerable<XmlElementSyntax> elements)
    {
        var entries = new List<XmlNamespaceEntry>();
        foreach (var declaration in namespaces.OrderBy(declaration => declaration.Prefix.Length == 0))
        {
            var id = entries.Find(entry => entry.Uri == declaration.Uri)?.Id
                ?? entries.Select(entry => entry.Id).DefaultIfEmpty().Max() + 1;
            entries.Add(new XmlNamespaceEntry(declaration.Prefix.Length == 0 ? null : declaration.Prefix, declaration.Uri, id));
        }

        var table = new XmlNamespaceTable(entries.ToXmlList(), []);
        var streams = elements
            .Where(element => element is { Form: XmlForm.StartTag, Name: not null } && table.Find(element.Prefix?.Text) is not null)
            .Select(element => new XmlName(table.Find(element.Prefix?.Text)!.Value, element.Name!.Text))
            .Distinct();
        return table with { StreamNames = streams.ToXmlList() };
    }

    /// <summary>Finds the number of a prefix's namespace, or null if the head does not declare it.</summary>
    /// <param name="prefix">The prefix, or null for an element without one.</param>
    public int? Find(string? prefix) =>
        Entries.FirstOrDefault(entry => string.Equals(entry.Prefix, prefix, StringComparison.OrdinalIgnoreCase))?.Id
            ?? (prefix is null ? None : null);

    /// <summary>Finds the first declaration of a number.</summary>
    /// <param name="id">The number.</param>
    public XmlNamespaceEntry? this[int id] => Entries.FirstOrDefault(entry => entry.Id == id);
}
