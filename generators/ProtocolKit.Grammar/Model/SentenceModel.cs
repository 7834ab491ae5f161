using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Model;

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
