using ProtocolKit.Grammar.Xml;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Writes the C# of XML messages.</summary>
/// <remarks>
/// <para>What is emitted for a message is to be put into its own type, next to <c>using System; using System.Buffers; using
/// ProtocolKit;</c>:</para>
/// <para><see cref="EmitRegisters"/>, <see cref="EmitTag"/>, and <see cref="EmitRead"/>: the implementation of <c>IXmlPattern.Read</c>,
/// and private methods <c>Read…</c>. The verdict on octets does not depend on how they were cut, nor on octets behind the message: a
/// message is judged when the start tag is complete, so that another name is refused before the rest arrives, and when all of it is.
/// While nothing can be said it is followed octet by octet, each octet once. On <c>Done</c>, <c>cursor.Position</c> is the message's
/// length and <c>cursor.Registers</c> hold the labels.</para>
/// <para>After a message whose pattern is a start tag has been read, the machine must call
/// <c>bindings.Namespaces.Open&lt;XmlNames&gt;(octets)</c>: the stream's declarations hold for all messages up to the next start tag. A
/// message that is parsed by itself gets <c>XmlNames.StandAlone</c> for them.</para>
/// <para>Names are compared by namespace. White space may stand before a message and wherever no text is asked for. An XML declaration
/// may stand at the very beginning of a start tag's octets only. Values and texts are matched, compared and handed out with their
/// references resolved. A child that is not repeated and stands there twice does not match.</para>
/// <para><see cref="EmitNamespaces"/>: one type per protocol. <see cref="GetMembers"/>: the labels as C# expressions over the octets and
/// registers.</para>
/// </remarks>
public static class XmlMessageEmitter
{
    /// <summary>Emits the type that knows the namespaces of a grammar: one per protocol.</summary>
    /// <param name="code">Takes the code.</param>
    /// <param name="options">Names and limits.</param>
    public static void EmitNamespaces(CodeWriter code, XmlMessageOptions options) => XmlNamespacesEmitter.Emit(code, options);

    /// <summary>Emits a constant for each register of a message, and for each list a field that tells where its values stand.</summary>
    /// <param name="code">Takes the code.</param>
    /// <param name="pattern">The message.</param>
    /// <param name="options">Names and limits.</param>
    public static void EmitRegisters(CodeWriter code, XmlPattern pattern, XmlMessageOptions options) =>
        XmlMemberEmitter.EmitRegisters(code, XmlLabel.Find(pattern), options);

    /// <summary>Emits what a message begins with, where that is no element.</summary>
    /// <param name="code">Takes the code.</param>
    /// <param name="pattern">The message.</param>
    /// <param name="options">Names and limits.</param>
    public static void EmitTag(CodeWriter code, XmlPattern pattern, XmlMessageOptions options) =>
        new XmlReadEmitter(code, pattern, options).EmitTag();

    /// <summary>Emits the members that read a message, to be put into the message's own type.</summary>
    /// <param name="code">Takes the code.</param>
    /// <param name="pattern">The message.</param>
    /// <param name="options">Names and limits.</param>
    public static void EmitRead(CodeWriter code, XmlPattern pattern, XmlMessageOptions options) =>
        new XmlReadEmitter(code, pattern, options).Emit();

    /// <summary>Gets the labels of a message, in the order of the pattern.</summary>
    /// <param name="pattern">The message.</param>
    /// <param name="options">Names and limits.</param>
    public static IReadOnlyList<XmlMember> GetMembers(XmlPattern pattern, XmlMessageOptions options) =>
        [.. XmlLabel.Find(pattern).Select(label => XmlMemberEmitter.Create(label, options))];
}
