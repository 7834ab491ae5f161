namespace ProtocolKit.Grammar.Automata;

/// <summary>What a message consists of, whichever notation it was written in: text, binary and BER all come down to these.</summary>
public abstract record Pattern
{
    /// <summary>The pattern of no octets.</summary>
    public static readonly Pattern Empty = new SequencePattern([]);

    /// <summary>Puts patterns one behind the other.</summary>
    public static Pattern Sequence(params IReadOnlyList<Pattern> items) => items.Count == 1 ? items[0] : new SequencePattern(items);

    /// <summary>A pattern that may be left out.</summary>
    public static Pattern Optional(Pattern item) => new ChoicePattern([item, Empty]);

    /// <summary>Octets as they are.</summary>
    public static Pattern Octets(params IReadOnlyList<byte> octets) =>
        Sequence([.. octets.Select(octet => (Pattern)new OctetPattern(OctetSet.Of(octet)))]);
}

/// <summary>One octet out of a set.</summary>
public sealed record OctetPattern(OctetSet Set) : Pattern;

/// <summary>Patterns one behind the other.</summary>
public sealed record SequencePattern(IReadOnlyList<Pattern> Items) : Pattern;

/// <summary>One of several patterns.</summary>
public sealed record ChoicePattern(IReadOnlyList<Pattern> Options) : Pattern;

/// <summary>A pattern several times; without <paramref name="Maximum"/>, as often as the limits allow.</summary>
public sealed record RepeatPattern(Pattern Item, int Minimum, int? Maximum) : Pattern;

/// <summary>What a pattern accepts and another does not.</summary>
/// <param name="Item">The pattern.</param>
/// <param name="Places">What is left of it, place by place; the first is where it begins.</param>
public sealed record DifferencePattern(Pattern Item, IReadOnlyList<DifferencePlace> Places) : Pattern;

/// <summary>A pattern whose octets are the value of a label.</summary>
public sealed record CapturePattern(string Label, Pattern Item) : Pattern;

/// <summary>A repeated value: the shape of the labelled element, then a comparison.</summary>
/// <param name="Name">The value that is repeated.</param>
/// <param name="Shape">What it looks like.</param>
public sealed record ReferencePattern(string Name, Pattern Shape) : Pattern;

/// <summary>A part of a known size.</summary>
public sealed record WithinPattern(SizeSource Size, Pattern Body) : Pattern;

/// <summary>A pattern, and octets behind it up to a multiple of its length.</summary>
public sealed record PaddedPattern(int Multiple, Pattern Item) : Pattern
{
    /// <summary>The greatest multiple: each octet of the item is read in as many states.</summary>
    public const int MaxMultiple = 16;

    /// <summary>How many octets stand behind so many.</summary>
    public static int Padding(int octets, int multiple) => (multiple - octets % multiple) % multiple;
}

/// <summary>A pattern as often as a label says.</summary>
public sealed record CountedPattern(string Count, Pattern Item) : Pattern;

/// <summary>A pattern that stands for a named rule; has no effect but on what is told to people.</summary>
public sealed record NamedPattern(string Rule, Pattern Item) : Pattern;

/// <summary>A number: its octets, or its digits.</summary>
/// <param name="Kind">How it is written.</param>
/// <param name="OctetCount">How many octets it has; 0 where that varies.</param>
/// <param name="Item">What its octets may be.</param>
/// <param name="Range">Its least and greatest value where the grammar names them; else its octets say it all.</param>
public sealed record NumberPattern(Model.LabelKind Kind, int OctetCount, Pattern Item, NumberRange? Range = null) : Pattern;

/// <summary>The numbers from one to another, both included.</summary>
public sealed record NumberRange(ulong First, ulong Last);

/// <summary>A BER element.</summary>
/// <param name="Tag">Its identifier octet.</param>
/// <param name="Body">Its contents.</param>
public sealed record BerPattern(byte Tag, Pattern Body) : Pattern;

/// <summary>Where the size of a part comes from.</summary>
public abstract record SizeSource;

/// <summary>A number in the grammar.</summary>
public sealed record ConstantSize(int Octets) : SizeSource;

/// <summary>The value of a label, and a constant added to it.</summary>
public sealed record LabelSize(string Label, int Constant) : SizeSource;

/// <summary>A BER length (X.690, 8.1.3) that stands right before the part.</summary>
public sealed record BerSize : SizeSource;
