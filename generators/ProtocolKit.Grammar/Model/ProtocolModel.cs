using ProtocolKit.Grammar.Model.Names;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Model;

/// <summary>A checked grammar: all that is needed to emit its protocol.</summary>
public sealed class ProtocolModel
{
    /// <summary>The protocol's name as the file spells it.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the generated type.</summary>
    public string TypeName => CSharpNames.Pascal(Name);

    /// <summary>Its specifications, such as <c>RFC 3207</c>.</summary>
    public required IReadOnlyList<string> Specifications { get; init; }

    /// <summary>The ports on which it starts in plaintext.</summary>
    public required IReadOnlyList<int> Ports { get; init; }

    /// <summary>The ports on which it starts with TLS.</summary>
    public required IReadOnlyList<int> TlsPorts { get; init; }

    /// <summary>Whether a server takes TLS from the first octet on the ports that start in plaintext: a port is in both lists.</summary>
    public bool TakesDirectTls => Ports.Intersect(TlsPorts).Any();

    /// <summary>The ALPN protocol name, or null.</summary>
    public string? Alpn { get; init; }

    /// <summary>The limits.</summary>
    public required LimitsModel Limits { get; init; }

    /// <summary>The XML namespaces of the head, or null where the protocol has no XML.</summary>
    public Xml.XmlNamespaceTable? Xml { get; init; }

    /// <summary>The parameters, in the order of the file.</summary>
    public required IReadOnlyList<ParameterModel> Parameters { get; init; }

    /// <summary>The fresh values, in the order of the file.</summary>
    public required IReadOnlyList<FreshModel> FreshValues { get; init; }

    /// <summary>The rules that whole values are checked against.</summary>
    public required IReadOnlyList<ValueRuleModel> ValueRules { get; init; }

    /// <summary>The values that are remembered from one message to a later one.</summary>
    public required IReadOnlyList<BindingModel> Bindings { get; init; }

    /// <summary>All messages that are read or written, each once.</summary>
    public required IReadOnlyList<MessageModel> Messages { get; init; }

    /// <summary>The conditions' tests of labels, each once.</summary>
    public required IReadOnlyList<LabelTestModel> LabelTests { get; init; }

    /// <summary>Whether a server takes the client's messages in any order.</summary>
    public required bool InAnyOrder { get; init; }

    /// <summary>The lines before <c>TLS</c>.</summary>
    public required IReadOnlyList<LineModel> LinesBeforeTls { get; init; }

    /// <summary>The <c>TLS</c> line.</summary>
    public required TlsModel Tls { get; init; }

    /// <summary>The lines behind <c>TLS</c>.</summary>
    public required IReadOnlyList<LineModel> LinesInsideTls { get; init; }

    /// <summary>What is said where TLS starts with the first octet, or null where that is the greeting and then the lines behind <c>TLS</c>.</summary>
    public IReadOnlyList<LineModel>? LinesFromTls { get; init; }

    /// <summary>The greeting on a <c>tls</c> port without lines of its own: the <c>S:</c> lines that precede the first <c>C:</c> line, unless a
    /// server greets behind <c>TLS</c> anyway.</summary>
    public IReadOnlyList<LineModel> LeadingLines => LinesInsideTls is [{ FromClient: false }, ..] ? [] : [.. LinesBeforeTls.TakeWhile(line => !line.FromClient)];

    /// <summary>All that a role writes.</summary>
    public IEnumerable<SentenceModel> SentencesOf(bool byClient)
    {
        var lines = LinesBeforeTls.Concat(LinesInsideTls).Concat(LinesFromTls ?? []).ToArray();
        return lines.Where(line => line.FromClient == byClient)
            .SelectMany(line => line.Alternatives.SelectMany(alternative => new[] { alternative.Sentence, alternative.ImplicitSentence }))
            .Concat(byClient ? lines.Select(line => line.Ask) : [])
            .Concat(AnyTime.Where(line => line.FromClient != byClient).SelectMany(line => line.Answers))
            .Concat(byClient ? [] : Unreadable)
            .OfType<SentenceModel>();
    }

    /// <summary>The known words of its labels.</summary>
    public required IReadOnlyList<WordsModel> Words { get; init; }

    /// <summary>What may be said at any time.</summary>
    public required IReadOnlyList<AnyTimeModel> AnyTime { get; init; }

    /// <summary>The names that the members of its type have, or can't have.</summary>
    public required IReadOnlySet<string> MemberNames { get; init; }

    /// <summary>The name of a parameter's property.</summary>
    public string PropertyOf(string parameter) => Parameters.First(other => other.Name.Equals(parameter, StringComparison.OrdinalIgnoreCase)).PropertyName;

    /// <summary>The name of the field of a value that is remembered.</summary>
    public string FieldOf(string binding) => Bindings.First(other => other.Name.Equals(binding, StringComparison.OrdinalIgnoreCase)).FieldName;

    /// <summary>What a server says before TLS to what it can't read, before it closes; empty where it closes without a word.</summary>
    public required IReadOnlyList<SentenceModel> Unreadable { get; init; }

    /// <summary>Whether a role repeats the value of an earlier message, or compares with it.</summary>
    /// <param name="value">The value's name.</param>
    /// <param name="byClient">The role.</param>
    public bool Repeats(string value, bool byClient) =>
        Messages.Any(message => (byClient ? message.ReadByClient : message.ReadByServer) && message.NeededBindings.Any(binding => binding.Name == value))
        || SentencesOf(byClient).Any(sentence => Emit.SentenceFacts.Repeats(sentence, value));
}

/// <summary>The limits of a protocol.</summary>
/// <param name="Octets">In one message.</param>
/// <param name="Items">Turns of any repetition.</param>
/// <param name="Rounds">Messages read before TLS.</param>
/// <param name="Depth">BER or XML nesting.</param>
public sealed record LimitsModel(int Octets = 8192, int Items = 100, int Rounds = 32, int Depth = 8);

/// <summary>An XML namespace of the head; the default one has an empty prefix.</summary>
public sealed record NamespaceModel(string Prefix, string Uri);

/// <summary>A parameter.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="IsList">Whether it has any number of values.</param>
/// <param name="ValueRule">The name of the rule that its values are checked against (in <see cref="ProtocolModel.ValueRules"/>).</param>
/// <param name="RuleText">That rule as written, for documentation.</param>
/// <param name="Default">Its default as written, or null where it must be set (or is an empty list).</param>
/// <param name="UsedByClient">Whether the client writes or tests it.</param>
/// <param name="UsedByServer">Whether the server writes or tests it.</param>
public sealed record ParameterModel(
    string Name, bool IsList, string ValueRule, string RuleText, string? Default, bool UsedByClient, bool UsedByServer)
{
    /// <summary>How it is written if it is a number.</summary>
    public NumberForm Form { get; init; }

    /// <summary>The octets of its default, or null where it has none.</summary>
    public IReadOnlyList<byte>? DefaultOctets { get; init; }

    /// <summary>Whether it is a number.</summary>
    public bool IsNumber => Form.Kind is not (LabelKind.Octets or LabelKind.Element);

    /// <summary>The name of its property.</summary>
    public string PropertyName { get; init; } = CSharpNames.Pascal(Name);
}

/// <summary>A value that is invented at random each time it is written.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Octets">The sets that its octets are drawn from, in order; empty for a number.</param>
/// <param name="First">The least number.</param>
/// <param name="Last">The greatest number; 0 for text.</param>
/// <param name="RuleText">Its rule as written.</param>
public sealed record FreshModel(string Name, IReadOnlyList<Automata.OctetSet> Octets, ulong First, ulong Last, string RuleText)
{
    /// <summary>Whether it is a number.</summary>
    public bool IsNumber => Octets.Count == 0;
}

/// <summary>A rule that a whole value is checked against.</summary>
/// <param name="Name">Its name: the rule's, or the parameter's.</param>
/// <param name="Text">It as written.</param>
/// <param name="Automaton">What it accepts.</param>
/// <param name="MethodName">The name of the generated method that checks a value: <c>static bool IsName(ReadOnlySpan&lt;byte&gt; value)</c>.</param>
public sealed record ValueRuleModel(string Name, string Text, Automata.Dfa Automaton, string MethodName);

/// <summary>A value that is remembered from a message for later ones: a field of the generated <c>Bindings</c> struct.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Kind">What it is.</param>
/// <param name="MaxOctets">How many octets it has at most (0 for a number).</param>
/// <param name="FieldName">The name of its field.</param>
public sealed record BindingModel(string Name, LabelKind Kind, int MaxOctets, string FieldName)
{
    /// <summary>Whether it is a number.</summary>
    public bool IsNumber => Kind is not (LabelKind.Octets or LabelKind.Element);

    /// <summary>Whether it is compared without regard to ASCII case: the name of a host.</summary>
    public bool IgnoresCase => Binding.ValueTable.IsHost(Name);

    /// <summary>Whether it is the parameter of its name until a message gives another value, in the client and in the server.</summary>
    public bool BeginsWithClientParameter { get; set; }

    /// <inheritdoc cref="BeginsWithClientParameter"/>
    public bool BeginsWithServerParameter { get; set; }
}

/// <summary>What the value of a label is.</summary>
public enum LabelKind
{
    /// <summary>Octets.</summary>
    Octets,

    /// <summary>Decimal digits, nine at most.</summary>
    Decimal,

    /// <summary>Hexadecimal digits, eight at most; a size.</summary>
    Hexadecimal,

    /// <summary>An unsigned number, big endian.</summary>
    BigEndian,

    /// <summary>An unsigned number, little endian.</summary>
    LittleEndian,

    /// <summary>The contents of a BER INTEGER or ENUMERATED.</summary>
    BerInteger,

    /// <summary>An XML element that is there or not.</summary>
    Element,
}

/// <summary>A label of a message.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Kind">What its value is.</param>
/// <param name="IsList">Whether it may have several values.</param>
/// <param name="MayBeAbsent">Whether it may have none.</param>
/// <param name="MaxOctets">How many octets its value has at most, or null where only the limit bounds it.</param>
public sealed record LabelModel(string Name, LabelKind Kind, bool IsList, bool MayBeAbsent, int? MaxOctets)
{
    /// <summary>Whether its value is a number.</summary>
    public bool IsNumber => Kind is not (LabelKind.Octets or LabelKind.Element);

    /// <summary>The name of its property; a list's is in the plural.</summary>
    public string PropertyName { get; init; } = "";

    /// <summary>The name of the type that enumerates a list; empty where it is none.</summary>
    public string ListType { get; init; } = "";

    /// <summary>What the fields and registers of its value are named after.</summary>
    public string Stem { get; init; } = "";

    /// <summary>What automata call it: its name, behind those of the records that it stands in.</summary>
    public string Id { get; init; } = Name;

    /// <summary>Of a list, the labels within each of its elements: those of a record.</summary>
    public IReadOnlyList<LabelModel> Members { get; init; } = [];

    /// <summary>Whether it is a list of records.</summary>
    public bool IsRecord => Members.Count > 0;

    /// <summary>The name of the type of a record; empty where it is none.</summary>
    public string RecordType { get; init; } = "";

    /// <summary>The words that the grammar lists beside the rule that contains them, or null.</summary>
    public WordsModel? Words { get; init; }

    /// <summary>The name of the property that tells which known word it is; empty where there is none.</summary>
    public string KindName { get; init; } = "";

    /// <summary>It and the labels within it.</summary>
    public IEnumerable<LabelModel> WithMembers() => Members.SelectMany(member => member.WithMembers()).Prepend(this);
}

/// <summary>A message.</summary>
public sealed class MessageModel
{
    /// <summary>Its name: a rule's as spelled, or the expression.</summary>
    public required string Name { get; init; }

    /// <summary>The name of its generated type, nested in the protocol's.</summary>
    public required string TypeName { get; init; }

    /// <summary>The names that its type's members have already, or can't have.</summary>
    public required IReadOnlySet<string> MemberNames { get; init; }

    /// <summary>The names of its type's members, to which others are added.</summary>
    public NameScope CreateScope() => new(MemberNames);

    /// <summary>The rule as written, for documentation.</summary>
    public required string RuleText { get; init; }

    /// <summary>All its labels, in the order of the rule, each name once: those within records too, as lists.</summary>
    public required IReadOnlyList<LabelModel> Labels { get; init; }

    /// <summary>What its type has: the labels that stand in no record.</summary>
    public required IReadOnlyList<LabelModel> Members { get; init; }

    /// <summary>Its members, and the labels within its records.</summary>
    public IEnumerable<LabelModel> AllMembers() => Members.SelectMany(member => member.WithMembers());

    /// <summary>The labels whose known words are noted while the message is read: those of lists and records.</summary>
    public IEnumerable<LabelModel> NotedLabels() => Xml is not null ? []
        : Members.Where(member => member.IsList).SelectMany(member => member.WithMembers()).Where(label => label.Words is not null);

    /// <summary>Whether it is read octet by octet, without sizes and counts: then a list is found without reading the message again.</summary>
    public bool IsText => Pattern is not null && !Automata.PatternFacts.HasParts(Pattern);

    /// <summary>What it consists of, or null for XML.</summary>
    public Automata.Pattern? Pattern { get; init; }

    /// <summary>The automaton by which it is read, or null for XML.</summary>
    public Automata.Dfa? Automaton { get; init; }

    /// <summary>For each list label of a text, the automaton that finds its values in a message, or in the record that it stands in, which has been
    /// read; empty where they are found by reading again.</summary>
    public IReadOnlyDictionary<string, Automata.Dfa> Lists { get; init; } = new Dictionary<string, Automata.Dfa>();

    /// <summary>The automaton of its octets, which can be compared with others, or null for XML.</summary>
    public Automata.Dfa? Language { get; init; }

    /// <summary>The names of the repeated values by occurrence, as the automaton counts them.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>The XML element or tag, or null for anything else.</summary>
    public Xml.XmlPattern? Xml { get; init; }

    /// <summary>The values that it repeats from earlier messages.</summary>
    public required IReadOnlyList<BindingModel> NeededBindings { get; init; }

    /// <summary>Whether there are octets that neither the rule spells out nor a label names: so an observer can't know what they are.</summary>
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

/// <summary>What a role writes.</summary>
public sealed class SentenceModel
{
    /// <summary>The name of the message in the file, for observers.</summary>
    public required string Message { get; init; }

    /// <summary>The name of the generated method that writes it.</summary>
    public required string MethodName { get; init; }

    /// <summary>The text as written in the grammar, for documentation.</summary>
    public required string Text { get; init; }

    /// <summary>The parts, in order; empty for XML.</summary>
    public IReadOnlyList<SentencePart> Parts { get; init; } = [];

    /// <summary>The XML element or tag, or null.</summary>
    public XmlElementSyntax? Xml { get; init; }

    /// <summary>For XML, where each value that is written comes from, by label or <c>$</c> name.</summary>
    public IReadOnlyDictionary<string, SentencePart> XmlValues { get; init; } = new Dictionary<string, SentencePart>();
}

/// <summary>A part of a sentence.</summary>
public abstract record SentencePart;

/// <summary>Octets as they are.</summary>
public sealed record LiteralPart(IReadOnlyList<byte> Octets) : SentencePart;

/// <summary>The value of a parameter.</summary>
public sealed record ParameterPart(string Parameter) : SentencePart;

/// <summary>A new value of a fresh one; remembered under <paramref name="Binding"/> where that is not null.</summary>
public sealed record FreshPart(string Fresh, string? Binding) : SentencePart;

/// <summary>A remembered value.</summary>
public sealed record BindingPart(string Binding) : SentencePart;

/// <summary>How a number is written.</summary>
/// <param name="Kind">Its notation.</param>
/// <param name="Width">How many octets it has; of digits how many at least; 0 for a BER INTEGER.</param>
/// <param name="IsLowerCase">Whether hexadecimal digits are small letters.</param>
public readonly record struct NumberForm(LabelKind Kind, int Width, bool IsLowerCase = false);

/// <summary>A number: a remembered value, a parameter, or <see cref="TurnsPart"/>; never a size.</summary>
public sealed record NumberPart(SentencePart Value, NumberForm Form) : SentencePart;

/// <summary>How many values a list parameter has; only within a <see cref="NumberPart"/>.</summary>
public sealed record TurnsPart(string Parameter) : SentencePart;

/// <summary>A size that is filled in when its part is complete.</summary>
/// <param name="Label">Its label.</param>
/// <param name="Number">Which one of its label it is in the sentence, from 1.</param>
/// <param name="Form">How it is written.</param>
public sealed record SizePart(string Label, int Number, NumberForm Form) : SentencePart
{
    /// <summary>The greatest that its element allows.</summary>
    public ulong Greatest { get; init; } = ulong.MaxValue;
}

/// <summary>The octets of TLS that a packet carries.</summary>
public sealed record CarriedPart : SentencePart;

/// <summary>The part whose size <paramref name="Size"/> says, less <paramref name="Constant"/>.</summary>
public sealed record SizedPart(SizePart Size, int Constant, IReadOnlyList<SentencePart> Body) : SentencePart;

/// <summary>Parts, and zeros up to a multiple of their length.</summary>
public sealed record PaddedPart(int Multiple, IReadOnlyList<SentencePart> Body) : SentencePart;

/// <summary>The value of a label that later messages repeat.</summary>
public sealed record LabelledPart(string Label, NumberForm Form, IReadOnlyList<SentencePart> Body) : SentencePart;

/// <summary>A BER element: tag, shortest length, contents.</summary>
public sealed record BerPart(byte Tag, IReadOnlyList<SentencePart> Body) : SentencePart;

/// <summary>Parts once per value of a list parameter; within them <see cref="ParameterPart"/> of it is the value.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Body">The parts.</param>
/// <param name="Count">The label that says how often, or null.</param>
public sealed record ListPart(string Parameter, IReadOnlyList<SentencePart> Body, string? Count = null) : SentencePart;

/// <summary>A line of the dialogue.</summary>
/// <param name="FromClient">Who says it.</param>
/// <param name="Text">The line as written, for documentation.</param>
/// <param name="Alternatives">Its alternatives, in order.</param>
public sealed record LineModel(bool FromClient, string Text, IReadOnlyList<AlternativeModel> Alternatives)
{
    /// <summary>What the client says where nothing has come in a moment, or null.</summary>
    public SentenceModel? Ask { get; init; }

    /// <summary>Whether it is one of two that both sides say without waiting; the client's stands first.</summary>
    public bool IsTogether { get; init; }
}

/// <summary>An alternative of a line.</summary>
/// <param name="Message">The message.</param>
/// <param name="Sentence">What its sender writes in the line's place, or null where it is never written.</param>
/// <param name="ImplicitSentence">For the <c>S:</c> lines that precede the first <c>C:</c> line: what a server writes on a <c>tls</c> port, where
/// the texts below <c>TLS</c> hold; null where it is never written.</param>
/// <param name="Outcome">What it leads to, or null to go on.</param>
/// <param name="If">The condition under which it is written, or null.</param>
/// <param name="Else">What follows if the condition fails: an outcome (<c>not-offered</c> unless the file says otherwise), or null with <paramref name="ElseSkip"/>.</param>
/// <param name="ElseSkip">Whether the exchange is left out if the condition fails.</param>
/// <param name="OrClear">Whether the server that says it goes on without TLS.</param>
public sealed record AlternativeModel(
    MessageModel Message, SentenceModel? Sentence, SentenceModel? ImplicitSentence, OutcomeKind? Outcome, ConditionModel? If, OutcomeKind? Else, bool ElseSkip,
    bool OrClear);

/// <summary>The <c>TLS</c> line.</summary>
/// <param name="AtOnce">Whether it starts without an answer.</param>
/// <param name="If">The condition, or null.</param>
/// <param name="Keeps">The plaintext message that the caller gets, or null.</param>
/// <param name="Renews">The value that the server must not say again inside TLS, or null.</param>
/// <param name="Text">The line as written.</param>
public sealed record TlsModel(bool AtOnce, ConditionModel? If, MessageModel? Keeps, BindingModel? Renews, string Text)
{
    /// <summary>The packets that carry TLS during the handshake, or null where its records stand alone.</summary>
    public PacketModel? Packet { get; init; }
}

/// <summary>The packets that carry TLS during the handshake.</summary>
/// <param name="Message">What is read.</param>
/// <param name="Carried">The label of the octets that it carries.</param>
/// <param name="Sentence">What is written, with one <see cref="CarriedPart"/>.</param>
/// <param name="Capacity">How many octets one packet is given at most.</param>
public sealed record PacketModel(MessageModel Message, LabelModel Carried, SentenceModel Sentence, int Capacity);

/// <summary>What may be said at any time.</summary>
/// <param name="FromClient">Who says it.</param>
/// <param name="Message">The message.</param>
/// <param name="Answers">What the other role answers.</param>
/// <param name="Outcome">What it leads to, or null to stay.</param>
/// <param name="OrClear">Whether a server whose host goes on in the clear leaves the message to it.</param>
/// <param name="Text">The line as written.</param>
public sealed record AnyTimeModel(
    bool FromClient, MessageModel Message, IReadOnlyList<SentenceModel> Answers, OutcomeKind? Outcome, bool OrClear, string Text);

/// <summary>Tests joined by <c>or</c>.</summary>
/// <param name="Tests">The tests of labels.</param>
/// <param name="Parameters">The tests of parameters.</param>
/// <param name="OrUnknown">Whether it also holds where none of the tested labels is known.</param>
/// <param name="Text">The condition as written.</param>
public sealed record ConditionModel(
    IReadOnlyList<LabelTestModel> Tests, IReadOnlyList<ParameterTestModel> Parameters, bool OrUnknown, string Text);

/// <summary>A test of a label: a bit of the machine's, set whenever a message with the label has been read.</summary>
/// <param name="Label">The label.</param>
/// <param name="Text">The text that one of its values must be, ASCII case ignored, or null.</param>
/// <param name="Number">The number that it must be, or the bits that it must have, or null.</param>
/// <param name="IsMask">Whether the number is a mask: all of its bits must be set.</param>
public sealed record LabelTestModel(string Label, string? Text, ulong? Number, bool IsMask)
{
    /// <summary>With a mask, the bits none of which may be set.</summary>
    public ulong Unset { get; init; }
}

/// <summary>A test of a parameter's value.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Text">The text that it must be, ASCII case ignored, or null.</param>
/// <param name="Number">The number that it must be, or the bits that it must have, or null.</param>
/// <param name="IsMask">Whether the number is a mask: all of its bits must be set.</param>
public sealed record ParameterTestModel(string Parameter, string? Text, ulong? Number, bool IsMask)
{
    /// <inheritdoc cref="LabelTestModel.Unset"/>
    public ulong Unset { get; init; }
}
