namespace ProtocolKit.Grammar.Model.Names;

/// <summary>The names that the parts of a grammar have in C#. What several parts want goes to the first; the others get a suffix or a
/// number.</summary>
internal sealed class ProtocolNames
{
    private readonly NameScope _members;
    private readonly NameScope _bindings = new(ReservedNames.ObjectMembers, ReservedNames.UsedTypes, ReservedNames.BindingMembers);
    private readonly HashSet<string> _messages = new(StringComparer.Ordinal);
    private readonly HashSet<string> _valueRules = new(StringComparer.Ordinal);
    private readonly HashSet<string> _wordTypes = new(StringComparer.Ordinal);
    private readonly NameScope _vocabulary = new(ReservedNames.ObjectMembers, ["KnownWords", "Vocabulary"]);

    /// <param name="protocolName">The protocol's name as the file spells it.</param>
    public ProtocolNames(string protocolName)
    {
        var type = CSharpNames.Pascal(protocolName);
        _members = new NameScope(
            [type, type + "Definition"], ReservedNames.Types, ReservedNames.Members, ReservedNames.ObjectMembers,
                ReservedNames.ConnectionMembers,
            ReservedNames.DefinitionMembers, ReservedNames.MachineMembers, ReservedNames.MessageMembers);
    }

    /// <summary>The names of a protocol type's members that have been taken.</summary>
    public IReadOnlySet<string> Members => _members.Taken;

    /// <summary>The name of a message's type, and of the properties that a connection has for it.</summary>
    /// <param name="wanted">The name.</param>
    /// <param name="suffix">What tells it from another message of that name; may be empty.</param>
    public string Message(string wanted, string suffix = "")
    {
        var name = _members.Take(
            wanted, _messages.Contains(wanted) ? suffix : "Message", type =>
                [type, "Has" + type, "Unauthenticated" + type, "HasUnauthenticated" + type]);
        _messages.Add(name);
        return name;
    }

    /// <summary>The name of the method that writes a sentence.</summary>
    public string Sentence(string wanted) => _members.Take(wanted);

    /// <summary>The name of the method that checks a value.</summary>
    public string ValueRule(string wanted)
    {
        var name = _members.Take(wanted);
        _valueRules.Add(name);
        return name;
    }

    /// <summary>The name of the field of a value that later messages repeat.</summary>
    public string Binding(string wanted) => _bindings.Take(wanted, "Value");

    /// <summary>Names parameters: those of one grammar, in both roles alike.</summary>
    public IReadOnlyList<ParameterModel> Parameters(IEnumerable<ParameterModel> parameters)
    {
        var scope = new NameScope(ReservedNames.ObjectMembers, ReservedNames.UsedTypes, ReservedNames.ParameterMembers, _valueRules);
        return
        [
            .. parameters.Select(parameter => parameter with
            {
                PropertyName = scope.Take(CSharpNames.Pascal(parameter.Name), "Value", name => parameter.IsList
                    ? [CSharpNames.Plural(name), name + "Octets", "Add" + name]
                    : [name, name + "Octets"]),
            }),
        ];
    }

    /// <summary>The known words of a label, with the names of their enumeration.</summary>
    /// <param name="label">The label's name in the file.</param>
    /// <param name="protocol">The protocol's name in the file.</param>
    public WordsModel Words(string label, string protocol)
    {
        var type = _members.Take(CSharpNames.Pascal(protocol) + CSharpNames.Pascal(label), "Word");
        _wordTypes.Add(type);
        return new WordsModel(label, type, _vocabulary.Take(CSharpNames.Pascal(label)));
    }

    /// <summary>Names the labels of a message: first what callers see, then what only the message's own code does.</summary>
    /// <param name="labels">The labels, in the order of the rule.</param>
    /// <param name="type">The name of the message's type.</param>
    /// <param name="members">All names that its type's members have by then.</param>
    public LabelModel[] Labels(IEnumerable<LabelModel> labels, string type, out IReadOnlySet<string> members)
    {
        var scope = new NameScope(
            [type], ReservedNames.ObjectMembers, ReservedNames.UsedTypes, ReservedNames.MessageMembers, _valueRules, _wordTypes);
        var named = Properties(labels, scope);
        named = [.. named.Select(label => Stems(label, scope))];
        members = scope.Taken;
        return named;
    }

    /// <summary>Names the properties of a message or of a record, and the types nested in it.</summary>
    private LabelModel[] Properties(IEnumerable<LabelModel> labels, NameScope scope)
    {
        var named = labels.Select(label => label with
        {
            PropertyName = label.IsList
                ? scope.Take(CSharpNames.Plural(CSharpNames.Pascal(label.Name)), "List", Properties)
                : scope.Take(CSharpNames.Pascal(label.Name), "Value", Properties),
        }).ToArray();
        return
        [
            .. named.Select(label =>
            {
                if (!label.IsList)
                    return label.Words is null ? label : label with { KindName = scope.Take(label.PropertyName + "Kind") };
                return label.IsRecord ? label with { RecordType = RecordType(CSharpNames.Pascal(label.Name)) } : label;
            }).Select(label => label.IsRecord ? label with { Members = MembersOf(label) } : label),
        ];

        string RecordType(string wanted) =>
            ReservedNames.RecordMembers.Contains(wanted) ? scope.Take(wanted + "Record") : scope.Take(wanted, "Record");
    }

    private LabelModel[] MembersOf(LabelModel record)
    {
        var scope = new NameScope(
            [record.RecordType], ReservedNames.ObjectMembers, ReservedNames.UsedTypes, ReservedNames.RecordMembers, _valueRules,
            _wordTypes);
        var members = Properties(record.Members, scope);

        // The kind of a record is that of its first label with known words.
        var first = Array.FindIndex(members, member => member.KindName.Length > 0);
        if (first >= 0 && !scope.Taken.Contains("Kind"))
            members[first] = members[first] with { KindName = "Kind" };
        return members;
    }

    private static LabelModel Stems(LabelModel label, NameScope scope) => label with
    {
        Stem = scope.Take(CSharpNames.Pascal(label.Id), members: Registers),
        Members = [.. label.Members.Select(member => Stems(member, scope))],
    };

    private static IEnumerable<string> Properties(string name) => [name, "Has" + name];

    private static IEnumerable<string> Registers(string stem) =>
        [stem + "Start", stem + "End", stem + "LastStart", stem + "LastEnd", stem + "Count", "Written" + stem];
}
