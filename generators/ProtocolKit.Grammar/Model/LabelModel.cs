namespace ProtocolKit.Grammar.Model;

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
