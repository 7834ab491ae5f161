using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Model.Names;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits what a machine remembers of the messages that it reads: values that are repeated later, and answers to its conditions.</summary>
internal sealed class KnowledgeEmitter
{
    private readonly CodeWriter _code;
    private readonly MachinePlan _plan;
    private readonly Dictionary<LabelTestModel, string> _tests = [];
    private readonly Dictionary<string, string> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly NameScope _fields;
    private readonly HashSet<string> _learnt;

    public KnowledgeEmitter(CodeWriter code, MachinePlan plan)
    {
        _code = code;
        _plan = plan;
        _fields = new NameScope(ReservedNames.MachineFields, [ClientMachineEmitter.FieldBeforeTls(plan)]);
        foreach (var condition in plan.Conditions())
        {
            foreach (var test in condition.Tests)
            {
                if (!_tests.ContainsKey(test))
                    _tests.Add(test, FieldName(test));
                if (condition.OrUnknown && !_known.ContainsKey(test.Label))
                    _known.Add(test.Label, _fields.Take("_knows" + CSharpNames.Pascal(test.Label)));
            }
        }

        _learnt = [.. plan.MessagesRead().SelectMany(message => message.Labels).Select(label => label.Name).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Whether a machine has to look into a message.</summary>
    public bool Learns(MessageModel message) =>
        message.BoundLabels.Count > 0 || message.Labels.Any(label => IsTested(label));

    public void EmitFields()
    {
        // What no message tells stays unknown.
        foreach (var (label, field) in _tests.Select(test => (test.Key.Label, test.Value)).Concat(_known.Select(known => (known.Key, known.Value))))
            _code.Line(_learnt.Contains(label) ? $"private bool {field};" : $"private readonly bool {field} = false;");
    }

    /// <summary>Emits a method for each message that is looked into.</summary>
    public void EmitMethods()
    {
        foreach (var message in _plan.MessagesRead().Where(Learns))
        {
            _code.Line();
            using (_code.Block($"private void Learn({message.TypeName} message)"))
            {
                foreach (var label in message.BoundLabels)
                    EmitBinding(message, label.Name);
                foreach (var label in message.Labels.Where(IsTested))
                    EmitTests(message, label);
            }
        }
    }

    /// <summary>A condition as an expression.</summary>
    public string Expression(ConditionModel condition)
    {
        var operands = condition.Tests.Select(test => _tests[test])
            .Concat(condition.Parameters.Select(ParameterTest))
            .ToList();
        if (condition.OrUnknown)
        {
            var known = condition.Tests.Select(test => _known[test.Label]).Distinct().ToList();
            operands.Add(known.Count switch
            {
                0 => "true",
                1 => "!" + known[0],
                _ => $"!({string.Join(" || ", known)})",
            });
        }

        return string.Join(" || ", operands);
    }

    private bool IsTested(LabelModel label) => _tests.Keys.Any(test => IsOf(test, label));

    private static bool IsOf(LabelTestModel test, LabelModel label) => string.Equals(test.Label, label.Name, StringComparison.OrdinalIgnoreCase);

    private string FieldName(LabelTestModel test)
    {
        var label = CSharpNames.Pascal(test.Label);
        var name = test switch
        {
            { Text: { } text } => $"_{CSharpNames.Camel(test.Label)}Has{CSharpNames.Pascal(text)}",
            { Number: { } number, IsMask: true } =>
                $"_{CSharpNames.Camel(test.Label)}{(number == 0 ? "" : "Has" + CSharpText.Number(number, asMask: true))}{(test.Unset == 0 ? "" : "Lacks" + CSharpText.Number(test.Unset, asMask: true))}",
            { Number: { } number } => $"_{CSharpNames.Camel(test.Label)}Is{CSharpText.Number(number)}",
            _ => "_has" + label,
        };
        return _fields.Take(name);
    }

    private string ParameterTest(ParameterTestModel test)
    {
        var parameter = _plan.Protocol.Parameters.First(parameter => string.Equals(parameter.Name, test.Parameter, StringComparison.OrdinalIgnoreCase));
        var octets = parameter.IsList ? "value" : $"_parameters.{parameter.PropertyName}Octets";
        var value = test.Number is null ? octets : MessageEmitter.Typed(new LabelModel("", parameter.Form.Kind, IsList: false, MayBeAbsent: false, null), octets).Value;
        var holds = Test(new LabelTestModel("", test.Text, test.Number, test.IsMask) { Unset = test.Unset }, value);
        return parameter.IsList ? $"_parameters.{parameter.PropertyName}Octets.Exists(static value => {holds})" : holds;
    }

    private void EmitBinding(MessageModel message, string label)
    {
        var field = "_bindings." + _plan.Protocol.FieldOf(label);
        EmitValues(message.Members, "message", label, 0, (found, value) =>
        {
            if (message.Xml is not null && !found.IsList)
                value = "message." + MessageEmitter.WrittenName(found);
            _code.Line(found.IsNumber ? $"{field} = (long){value};" : $"{field}.Set({value});");
        });
    }

    private void EmitTests(MessageModel message, LabelModel label)
    {
        foreach (var (test, field) in _tests.Where(pair => IsOf(pair.Key, label)))
        {
            if (message.Members.FirstOrDefault(member => IsOf(test, member)) is { IsList: false } single && message.AllMembers().Count(member => IsOf(test, member)) == 1)
            {
                _code.Line($"{field} = {PresenceAnd(single, test)};");
            }
            else if (KnownWord(message, test) is { } word)
            {
                _code.Line($"{field} = message.Has({word});");
            }
            else
            {
                _code.Line($"{field} = false;");
                EmitValues(message.Members, "message", label.Name, 0, (_, value) => _code.Line($"{field} |= {Test(test, value)};"));
            }
        }

        if (_known.TryGetValue(label.Name, out var known))
            _code.Line($"{known} = true;");
    }

    /// <summary>The known word that a test asks for, where the message has noted its known words.</summary>
    private static string? KnownWord(MessageModel message, LabelTestModel test)
    {
        var words = message.NotedLabels().FirstOrDefault(label => IsOf(test, label))?.Words;
        var isNoted = message.AllMembers().Where(label => IsOf(test, label)).All(message.NotedLabels().Contains);
        var word = words?.Words.FirstOrDefault(word => !word.IsExact && word.Text.Equals(test.Text, StringComparison.OrdinalIgnoreCase));
        return isNoted && word is not null ? $"{words!.TypeName}.{word.Name}" : null;
    }

    /// <summary>Emits a statement for each value of a label, in records too.</summary>
    private void EmitValues(IReadOnlyList<LabelModel> members, string owner, string name, int depth, Action<LabelModel, string> emit)
    {
        foreach (var member in members.Where(member => member.WithMembers().Any(label => label.Name.Equals(name, StringComparison.OrdinalIgnoreCase))))
        {
            var isIt = member.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
            var value = $"{owner}.{member.PropertyName}";
            if (member.IsList)
            {
                var item = (member.IsRecord ? "element" : "value") + (depth == 0 ? "" : $"{depth}");
                using (_code.Block($"foreach (var {item} in {value})"))
                {
                    if (isIt)
                        emit(member, member.IsRecord ? item + ".Octets" : item);
                    EmitValues(member.Members, item, name, depth + 1, emit);
                }
            }
            else if (member.MayBeAbsent)
            {
                using (_code.Block($"if ({owner}.Has{member.PropertyName})"))
                    emit(member, value);
            }
            else
            {
                emit(member, value);
            }
        }
    }

    private static string PresenceAnd(LabelModel label, LabelTestModel test)
    {
        var presence = $"message.Has{label.PropertyName}";
        if (label.Kind == LabelKind.Element)
            return presence;
        var holds = Test(test, $"message.{label.PropertyName}");
        return (label.MayBeAbsent, holds) switch
        {
            (false, _) => holds,
            (true, "true") => presence,
            _ => $"{presence} && {holds}",
        };
    }

    private static string Test(LabelTestModel test, string value) => test switch
    {
        { Text: { } text } => $"Ascii.EqualsIgnoreCase({value}, {CSharpText.Octets(text)})",
        { Number: { } number, IsMask: true } => $"((ulong){value} & {CSharpText.Number(number | test.Unset, asMask: true)}) == {CSharpText.Number(number, asMask: true)}",
        { Number: { } number } => $"(ulong){value} == {CSharpText.Number(number)}",
        _ => "true",
    };
}
