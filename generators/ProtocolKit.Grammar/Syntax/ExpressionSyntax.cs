namespace ProtocolKit.Grammar.Syntax;

/// <summary>What stands on the right of a rule. A group in parentheses is just its content.</summary>
public abstract record ExpressionSyntax(TextSpan Span);

/// <summary><c>a / b</c></summary>
public sealed record AlternationSyntax(IReadOnlyList<ExpressionSyntax> Options, TextSpan Span) : ExpressionSyntax(Span);

/// <summary><c>a b</c></summary>
public sealed record ConcatenationSyntax(IReadOnlyList<ExpressionSyntax> Items, TextSpan Span) : ExpressionSyntax(Span);

/// <summary><c>*x</c>, <c>1*x</c>, <c>2*5x</c>, <c>3x</c>; without upper bound <paramref name="Maximum"/> is null.</summary>
public sealed record RepetitionSyntax(int Minimum, int? Maximum, ExpressionSyntax Item, TextSpan Span) : ExpressionSyntax(Span);

/// <summary><c>[ x ]</c></summary>
public sealed record OptionSyntax(ExpressionSyntax Item, TextSpan Span) : ExpressionSyntax(Span);

/// <summary><c>a - b</c>: what <paramref name="Item"/> accepts and <paramref name="Except"/> does not.</summary>
public sealed record DifferenceSyntax(ExpressionSyntax Item, ExpressionSyntax Except, TextSpan Span) : ExpressionSyntax(Span);

/// <summary><c>"text"</c>, <c>%i"text"</c> or <c>%s"text"</c> (RFC 7405).</summary>
public sealed record LiteralSyntax(string Text, bool CaseSensitive, TextSpan Span) : ExpressionSyntax(Span);

/// <summary><c>%x0D.0A</c>, <c>%d13</c>, <c>%b1010</c>: octets, each 0 to 255.</summary>
public sealed record OctetsSyntax(IReadOnlyList<byte> Octets, TextSpan Span) : ExpressionSyntax(Span);

/// <summary><c>%x21-7E</c></summary>
public sealed record OctetRangeSyntax(byte First, byte Last, TextSpan Span) : ExpressionSyntax(Span);

/// <summary><c>&lt;any CHAR except CR and LF&gt;</c>: prose, without the angle brackets.</summary>
public sealed record ProseSyntax(string Text, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>A rule's name, or a call: <c>reply("220")</c>. Also the name of an argument, within a rule that takes it.</summary>
public sealed record RuleReferenceSyntax(NameToken Name, IReadOnlyList<ExpressionSyntax> Arguments, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>A bare number: the argument of a call, <c>refuse(1, 13)</c>, or all that a rule is, <c>ssl = 0x800</c>, whose name then
/// stands for it.</summary>
public sealed record NumberSyntax(ulong Value, TextSpan Span) : ExpressionSyntax(Span);

/// <summary><c>name:element</c></summary>
public sealed record LabelSyntax(NameToken Name, ExpressionSyntax Item, TextSpan Span) : ExpressionSyntax(Span);

/// <summary><c>$name</c></summary>
public sealed record ValueReferenceSyntax(NameToken Name, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>A number in digits, or a name that stands for one: that of an argument, or of a rule that is a number.</summary>
/// <param name="Value">The number, where it stands in digits.</param>
/// <param name="Name">The name, or null.</param>
/// <param name="Span">Where it stands.</param>
public sealed record NumberTermSyntax(ulong Value, NameToken? Name, TextSpan Span);

/// <summary>What a number must be: one value, a range, the value of <c>$name</c>, or one with bits that are set or not.</summary>
public abstract record NumberConstraintSyntax(TextSpan Span);

/// <summary><c>8</c> or <c>1..255</c> (for one value, both ends are equal).</summary>
public sealed record NumberRangeSyntax(ulong First, ulong Last, TextSpan Span) : NumberConstraintSyntax(Span);

/// <summary><c>$name</c></summary>
public sealed record NumberValueReferenceSyntax(NameToken Name, TextSpan Span) : NumberConstraintSyntax(Span);

/// <summary><c>code</c> or <c>1..last</c>, with a name in it (for one value, both ends are the same).</summary>
public sealed record NamedRangeSyntax(NumberTermSyntax First, NumberTermSyntax Last, TextSpan Span) : NumberConstraintSyntax(Span);

/// <summary><c>&amp; ssl &amp;! compress</c>: bits that are set, and bits that are not; others may be either.</summary>
public sealed record NumberBitsSyntax(IReadOnlyList<NumberTermSyntax> Set, IReadOnlyList<NumberTermSyntax> Unset, TextSpan Span)
    : NumberConstraintSyntax(Span);

/// <summary>The bits of <see cref="NumberBitsSyntax"/>, with the numbers that its names stand for.</summary>
public sealed record NumberMaskSyntax(ulong Set, ulong Unset, TextSpan Span) : NumberConstraintSyntax(Span);

/// <summary><c>uint8</c> … <c>uint64le</c>, optionally with a constraint in parentheses.</summary>
public sealed record UnsignedIntegerSyntax(int Octets, bool LittleEndian, NumberConstraintSyntax? Constraint, TextSpan Span)
    : ExpressionSyntax(Span);

/// <summary><c>n</c>, <c>$size</c> or <c>$size - n</c>.</summary>
/// <param name="Value">The label, or null for a number alone.</param>
/// <param name="Number">The number, which is taken off a label's value; null where there is none.</param>
/// <param name="Span">Where it stands.</param>
public sealed record SizeSyntax(NameToken? Value, NumberTermSyntax? Number, TextSpan Span);

/// <summary><c>octets(n)</c></summary>
public sealed record CountedOctetsSyntax(SizeSyntax Size, TextSpan Span) : ExpressionSyntax(Span);

/// <summary><c>within(n, …)</c></summary>
public sealed record WithinSyntax(SizeSyntax Size, ExpressionSyntax Body, TextSpan Span) : ExpressionSyntax(Span);

/// <summary><c>padded(4, x)</c>: x, and octets up to a multiple of 4 of its length.</summary>
public sealed record PaddedSyntax(NumberTermSyntax Multiple, ExpressionSyntax Item, TextSpan Span) : ExpressionSyntax(Span);

/// <summary><c>rest</c></summary>
public sealed record RestSyntax(TextSpan Span) : ExpressionSyntax(Span);

/// <summary><c>$count( … )</c></summary>
public sealed record CountedRepetitionSyntax(NameToken Count, ExpressionSyntax Item, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>The ASN.1 types of the language.</summary>
public enum BerType
{
    /// <summary>Tag 0x30.</summary>
    Sequence,

    /// <summary>Tag 0x31.</summary>
    Set,

    /// <summary>Tag 0x02.</summary>
    Integer,

    /// <summary>Tag 0x0A.</summary>
    Enumerated,

    /// <summary>Tag 0x01.</summary>
    Boolean,

    /// <summary>OCTET STRING, tag 0x04.</summary>
    Octets,

    /// <summary>Application class, constructed where it has a list of elements or <c>{...}</c>, else primitive.</summary>
    Application,

    /// <summary>Context class, constructed where it has a list of elements or <c>{...}</c>, else primitive.</summary>
    Context,
}

/// <summary>A BER element.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Tag">The number of an application or context tag (a number, or an argument's name), else null.</param>
/// <param name="Content">What is in it; null where nothing is said (anything of that type).</param>
/// <param name="Span">Where it stands.</param>
public sealed record BerSyntax(BerType Type, NumberConstraintSyntax? Tag, BerContentSyntax? Content, TextSpan Span)
    : ExpressionSyntax(Span);

/// <summary>What is in a BER element.</summary>
public abstract record BerContentSyntax(TextSpan Span);

/// <summary><c>{ a, b, ... }</c>; <c>{...}</c> is an empty list with <paramref name="Extensible"/> set.</summary>
public sealed record BerElementsSyntax(IReadOnlyList<ExpressionSyntax> Elements, bool Extensible, TextSpan Span) : BerContentSyntax(Span);

/// <summary><c>OF x</c></summary>
public sealed record BerOfSyntax(ExpressionSyntax Element, TextSpan Span) : BerContentSyntax(Span);

/// <summary><c>0</c>, <c>(1..9)</c>, <c>$id</c>, or an argument's name behind INTEGER or ENUMERATED.</summary>
public sealed record BerNumberSyntax(NumberConstraintSyntax Constraint, TextSpan Span) : BerContentSyntax(Span);

/// <summary><c>TRUE</c> or <c>FALSE</c></summary>
public sealed record BerBooleanSyntax(bool Value, TextSpan Span) : BerContentSyntax(Span);

/// <summary><c>"text"</c> or a rule's name: the octets of a string or of a primitive application or context element.</summary>
public sealed record BerTextSyntax(ExpressionSyntax Text, TextSpan Span) : BerContentSyntax(Span);

/// <summary>How an XML element is written.</summary>
public enum XmlForm
{
    /// <summary><c>&lt;p:e&gt;</c>: a start tag alone.</summary>
    StartTag,

    /// <summary><c>&lt;p:e/&gt;</c>: an element with nothing in it.</summary>
    Empty,

    /// <summary><c>&lt;p:e&gt;{ … }</c>: an element with these children.</summary>
    Element,

    /// <summary><c>&lt;/p:e&gt;</c>: an end tag.</summary>
    EndTag,
}

/// <summary>An XML element or tag.</summary>
/// <param name="Form">How it is written.</param>
/// <param name="Prefix">Its prefix as declared in the head, or null for the default namespace.</param>
/// <param name="Name">Its local name, or null for <c>&lt;*&gt;</c>, any name.</param>
/// <param name="Attributes">What is asked of its attributes.</param>
/// <param name="Children">Its children: elements, <c>[x]</c>, <c>*x</c>, labelled or not, or one rule for its text.</param>
/// <param name="Extensible">Whether <c>...</c> ends the list: other children are skipped.</param>
/// <param name="Span">Where it stands.</param>
public sealed record XmlElementSyntax(
    XmlForm Form, NameToken? Prefix, NameToken? Name, IReadOnlyList<XmlAttributeSyntax> Attributes,
    IReadOnlyList<ExpressionSyntax> Children, bool Extensible, TextSpan Span) : ExpressionSyntax(Span);

/// <summary><c>to=host:name</c>, <c>id=$id</c> or <c>version="1.0"</c>, each also in brackets.</summary>
/// <param name="Prefix">The attribute's prefix, or null.</param>
/// <param name="Name">The attribute's local name.</param>
/// <param name="IsOptional">Whether it stands in brackets.</param>
/// <param name="Value">A literal, a label with its rule, a rule, or <c>$name</c>.</param>
/// <param name="Span">Where it stands.</param>
public sealed record XmlAttributeSyntax(NameToken? Prefix, NameToken Name, bool IsOptional, ExpressionSyntax Value, TextSpan Span);
