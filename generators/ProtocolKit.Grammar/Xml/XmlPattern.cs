using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Xml;

/// <summary>What an element or tag must be, with its names resolved.</summary>
/// <param name="Form">A start tag, an end tag, or a whole element. <see cref="XmlForm.Empty"/> is an <see cref="XmlForm.Element"/>
/// without children.</param>
/// <param name="Name">Its name.</param>
/// <param name="Attributes">What is asked of its attributes; others are ignored.</param>
/// <param name="Children">Its children in the order of the file, each with another name; a <c>&lt;*&gt;</c> comes last.</param>
/// <param name="Text">What its text must be, or null where only white space may stand between the children.</param>
/// <param name="IsExtensible">Whether other children, and text, are skipped.</param>
/// <param name="Excluded">The names that a <c>&lt;*&gt;</c> message does not mean: those of the streams around messages.</param>
/// <param name="Source">The pattern as a grammar spells it.</param>
public sealed record XmlPattern(
    XmlForm Form,
    XmlName Name,
    XmlList<XmlAttributePattern> Attributes,
    XmlList<XmlChildPattern> Children,
    XmlTextPattern? Text,
    bool IsExtensible,
    XmlList<XmlName> Excluded,
    string Source)
{
    /// <summary>The numbers of the namespaces in which it has names.</summary>
    public IEnumerable<int> Namespaces() => Attributes.Select(attribute => attribute.Name).Concat(Excluded).Append(Name)
        .Select(name => name.Namespace).Concat(Children.SelectMany(child => child.Element.Namespaces()));
}

/// <summary>What is asked of an attribute.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsOptional">Whether it may be absent.</param>
/// <param name="Value">What its value must be.</param>
/// <param name="Label">The label that its value gets, or null.</param>
public sealed record XmlAttributePattern(XmlName Name, bool IsOptional, XmlValue Value, string? Label);

/// <summary>A child element.</summary>
/// <param name="Element">What it must be.</param>
/// <param name="Minimum">How often it stands there at least.</param>
/// <param name="Maximum">How often at most: for <c>*x</c>, as many as the limit on items allows.</param>
/// <param name="Label">The label that tells whether it was there, or null.</param>
public sealed record XmlChildPattern(XmlPattern Element, int Minimum, int Maximum, string? Label)
{
    /// <summary>Whether its labels are lists.</summary>
    public bool IsRepeated => Maximum > 1;
}

/// <summary>What the text of an element must be.</summary>
/// <param name="Value">The value.</param>
/// <param name="Label">The label that it gets, or null.</param>
/// <param name="IsOptional">Whether there may be no text at all.</param>
public sealed record XmlTextPattern(XmlValue Value, string? Label, bool IsOptional);

/// <summary>What an attribute's value or an element's text must be.</summary>
public abstract record XmlValue;

/// <summary>Exactly these characters.</summary>
public sealed record XmlLiteral(string Text) : XmlValue;

/// <summary>A sentence of a rule.</summary>
public sealed record XmlRuleValue(XmlRule Rule) : XmlValue;

/// <summary>The value of <c>$name</c>.</summary>
/// <param name="Name">The label, parameter or fresh value.</param>
/// <param name="Rule">The shape of what it repeats: that decides between alternatives, equality is checked afterwards.</param>
public sealed record XmlEarlierValue(string Name, XmlRule Rule) : XmlValue;

/// <summary>A rule for a value, as far as XML messages need to know it.</summary>
/// <param name="Matcher">The generated method <c>bool Matcher(ReadOnlySpan&lt;byte&gt;)</c> that tells whether octets are a sentence of
/// it; null if all are.</param>
/// <param name="Sample">A sentence of it, for messages.</param>
public sealed record XmlRule(string? Matcher, string Sample)
{
    /// <summary>The rule that everything is a sentence of.</summary>
    public static XmlRule Anything { get; } = new(null, "x");
}
