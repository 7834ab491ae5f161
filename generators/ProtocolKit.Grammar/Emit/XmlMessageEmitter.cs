using ProtocolKit.Grammar.Xml;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Writes the C# of XML messages.</summary>
public static class XmlMessageEmitter
{
    /// <summary>Emits the type that knows the namespaces of a grammar: one per protocol.</summary>
    /// <param name="options">Names and limits.</param>
    public static string EmitNamespaces(XmlMessageOptions options) => throw new NotImplementedException();

    /// <summary>Emits the members that read a message: <c>Scan</c> and what it calls, to be put into the message's own type.</summary>
    /// <param name="pattern">The message.</param>
    /// <param name="options">Names and limits.</param>
    public static string EmitScan(XmlPattern pattern, XmlMessageOptions options) => throw new NotImplementedException();

    /// <summary>Gives the labels of a message, in the order of the pattern.</summary>
    /// <param name="pattern">The message.</param>
    /// <param name="options">Names and limits.</param>
    public static IReadOnlyList<XmlMember> GetMembers(XmlPattern pattern, XmlMessageOptions options) => throw new NotImplementedException();

    /// <summary>Turns a name of a grammar into one of C#: <c>host-name</c> becomes <c>HostName</c>.</summary>
    /// <param name="name">The name.</param>
    public static string MemberName(string name) =>
        string.Concat(name.Split('-', StringSplitOptions.RemoveEmptyEntries).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
