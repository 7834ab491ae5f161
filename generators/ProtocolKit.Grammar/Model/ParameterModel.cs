namespace ProtocolKit.Grammar.Model;

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

    /// <summary>Of a list, how many elements are written beside its values: readers count them, too.</summary>
    public int TurnsBeside { get; set; }
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
/// <param name="MethodName">The name of the generated method that checks a value: <c>static bool IsName(ReadOnlySpan&lt;byte&gt;
/// value)</c>.</param>
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
