using ProtocolKit.Grammar.Model.Names;

namespace ProtocolKit.Grammar.Model;

/// <summary>A message.</summary>
public sealed class MessageModel
{
    /// <summary>Its name: a rule's as spelled, or the expression.</summary>
    public required string Name { get; init; }

    /// <summary>The name of its generated type, nested in the protocol's.</summary>
    public required string TypeName { get; init; }

    /// <summary>The protocol's type that has its type, where that is another's: a variant shares those of its base; else empty.</summary>
    public string SharedFrom { get; set; } = "";

    /// <summary>How the protocol's code names its type.</summary>
    public string TypeReference => SharedFrom.Length == 0 ? TypeName : $"{SharedFrom}.{TypeName}";

    /// <summary>The names that its type's members have already, or can't have.</summary>
    public required IReadOnlySet<string> MemberNames { get; init; }

    /// <summary>The names of its type's members, to which others are added.</summary>
    public NameScope CreateScope() => new(MemberNames);

    /// <summary>The rule as written, for documentation.</summary>
    public required string RuleText { get; init; }

    /// <summary>The expression in the dialogue: a rule's name, a call, or the message itself.</summary>
    public required Syntax.ExpressionSyntax Expression { get; init; }

    /// <summary>All its labels, in the order of the rule, each name once: those within records too, as lists.</summary>
    public required IReadOnlyList<LabelModel> Labels { get; init; }

    /// <summary>What its type has: the labels that stand in no record.</summary>
    public required IReadOnlyList<LabelModel> Members { get; init; }

    /// <summary>Its members, and the labels within its records.</summary>
    public IEnumerable<LabelModel> AllMembers() => Members.SelectMany(member => member.WithMembers());

    /// <summary>The labels whose known words are noted while the message is read: those of lists and records.</summary>
    public IEnumerable<LabelModel> NotedLabels() => Xml is not null ? []
        : Members.Where(member => member.IsList).SelectMany(member => member.WithMembers()).Where(label => label.Words is not null);

    /// <summary>What it consists of, or null for XML.</summary>
    public Automata.Pattern? Pattern { get; init; }

    /// <summary>The automaton by which it is read, or null for XML.</summary>
    public Automata.Dfa? Automaton { get; init; }

    /// <summary>The automaton of its octets, which can be compared with others, or null for XML.</summary>
    public Automata.Dfa? Language { get; init; }

    /// <summary>The names of the repeated values by occurrence, as the automaton counts them.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>The XML element or tag, or null for anything else.</summary>
    public Xml.XmlPattern? Xml { get; init; }

    /// <summary>The values that it repeats from earlier messages.</summary>
    public required IReadOnlyList<BindingModel> NeededBindings { get; init; }

    /// <summary>Whether there are octets that neither the rule spells out nor a label names: so an observer can't know what they
    /// are.</summary>
    public required bool HasFreeOctets { get; init; }

    /// <summary>The labels whose values later messages repeat; the machine copies them into its bindings after reading.</summary>
    public IReadOnlyList<LabelModel> BoundLabels { get; set; } = [];

    /// <summary>Whether the client reads it (so its machine needs the parser).</summary>
    public bool ReadByClient { get; set; }

    /// <summary>Whether the server reads it.</summary>
    public bool ReadByServer { get; set; }

    /// <summary>Where it is kept for the caller, if it is a labelled message that the client reads inside TLS, else -1.</summary>
    public int KeptSlot { get; set; } = -1;
}
