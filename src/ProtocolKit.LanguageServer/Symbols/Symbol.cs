using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.LanguageServer.Symbols;

/// <summary>What a name in a grammar may be of.</summary>
internal enum SymbolKind
{
    Rule,

    /// <summary>An argument of a rule, within that rule.</summary>
    Argument,

    /// <summary>A label, a parameter or a fresh value: those of one name are one value.</summary>
    Value,

    /// <summary>A prefix of a namespace of XML.</summary>
    Prefix,
    Protocol,

    /// <summary>The local name of an element or attribute of XML, which is defined elsewhere.</summary>
    XmlName,
}

/// <summary>Something that has a name.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name, in capitals, as case is ignored.</param>
/// <param name="Scope">Where the rule begins of which it is an argument; else 0.</param>
internal readonly record struct Symbol(SymbolKind Kind, string Name, int Scope = 0)
{
    public static string NameOf(string text) => text.ToUpperInvariant();
}

/// <summary>A name where it stands.</summary>
/// <param name="Symbol">What it is the name of.</param>
/// <param name="Span">Where it stands, without a <c>$</c>.</param>
/// <param name="IsDefinition">Whether it is defined there.</param>
/// <param name="Owner">The rule that it stands in or whose text it stands in, or null.</param>
internal sealed record Occurrence(Symbol Symbol, TextSpan Span, bool IsDefinition, Symbol? Owner);
