using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>What the parts of a parser's emission share.</summary>
/// <param name="protocol">The protocol.</param>
/// <param name="message">The message that the parser reads.</param>
/// <param name="classes">The sets of octets that it needs by name.</param>
internal sealed class ScanContext(ProtocolModel protocol, MessageModel message, OctetClasses classes)
{
    public ProtocolModel Protocol => protocol;

    public MessageModel Message => message;

    public ScanPlan Plan { get; } = new(message);

    public OctetClasses Classes => classes;

    /// <summary>The classes whose runs are found block by block; known when its body has been emitted.</summary>
    public SortedSet<string> RunClasses { get; } = new(StringComparer.Ordinal);

    /// <summary>A label of the message by what its automaton calls it, or null where it is one of another message.</summary>
    public LabelModel? FindLabel(string id) => message.AllMembers().FirstOrDefault(label => label.Id == id);

    /// <inheritdoc cref="FindLabel"/>
    public LabelModel Label(string id) => FindLabel(id)!;

    /// <summary>Whether it stops behind the values of a label, to enumerate them.</summary>
    public bool IsStop(string id) => Label(id).IsList;

    /// <summary>Whether it can stop at a value, or read without comparing.</summary>
    public bool CanStop { get; } = MessageEmitter.CanStop(message);

    /// <summary>Whether it notes where an element begins while it reads the header; known when its body has been emitted.</summary>
    public bool NeedsBegin { get; set; }

    /// <summary>Whether it can ask for more octets; known when its body has been emitted.</summary>
    public bool NeedsMore { get; set; }

    /// <summary>The C# expression for the end of what may be read now.</summary>
    public string Limit => Plan.HasParts ? "limit" : "source.Length";
}
