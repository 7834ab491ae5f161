using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Model.Names;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits what a machine remembers of the messages that it reads: values that are repeated later, and answers to its
/// conditions.</summary>
internal sealed class KnowledgeEmitter
{
    private readonly CodeWriter _code;
    private readonly ProtocolModel _protocol;
    private readonly Dictionary<LabelTestModel, string> _tests = [];
    private readonly Dictionary<string, string> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly NameScope _fields;
    private readonly HashSet<string> _learnt;
    private readonly IReadOnlyList<MessageModel> _messages;
    private readonly BindingModel? _renewed;
    private readonly bool _isClient;

    public KnowledgeEmitter(CodeWriter code, ProtocolModel protocol, MachineNumbers numbers, bool isClient)
    {
        _code = code;
        _protocol = protocol;
        _messages = numbers.Messages;
        _isClient = isClient;
        _renewed = isClient ? protocol.Tls.Renews : null;
        _fields = new NameScope(ReservedNames.MachineFields, [BeforeTls(protocol)]);
        foreach (var condition in numbers.Conditions)
        {
            foreach (var test in condition.Tests)
            {
                if (!_tests.ContainsKey(test))
                    _tests.Add(test, FieldName(test));
                if (condition.OrUnknown && !_known.ContainsKey(test.Label))
                    _known.Add(test.Label, _fields.Take("_knows" + CSharpNames.Pascal(test.Label)));
            }
        }

        _learnt = [
            .. _messages.SelectMany(message => message.Labels).Select(label => label.Name).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The field that holds the renewed value as it was before TLS; empty where there is none.</summary>
    public static string BeforeTls(ProtocolModel protocol) =>
        protocol.Tls.Renews is { } renewed ? $"_{CSharpNames.Camel(renewed.Name)}BeforeTls" : "";

    public void EmitFields()
    {
        // What no message tells stays unknown.
        foreach (
            var (label, field) in _tests.Select(test => (test.Key.Label, test.Value))
            .Concat(_known.Select(known => (known.Key, known.Value))))
            _code.Line(_learnt.Contains(label) ? $"private bool {field};" : $"private readonly bool {field} = false;");
    }

    /// <summary>Emits the method that looks into messages.</summary>
    public void EmitLearn()
    {
        var learnt = _messages.Select((message, number) => (Message: message, Number: number)).Where(read => Learns(read.Message))
            .ToArray();
        if (learnt.Length == 0)
            return;
        _code.Line();
        using (_code.Block("protected override void Learn(int number, ReadOnlySpan<byte> octets)"))
        {
            if (learnt is [var only])
            {
                _code.Line($"if (number != {only.Number})");
                using (_code.Indent())
                    _code.Line("return;");
                EmitLearn(_code, only.Message, "message");
                return;
            }

            var variables = new NameScope(ReservedNames.Variables);
            using (_code.Block("switch (number)"))
            {
                foreach (var (message, number) in learnt)
                {
                    var part = _code.Part(1);
                    var variable = variables.Take(CSharpNames.Uncapitalized(message.TypeName) + "Message");
                    EmitLearn(part, message, variable);
                    _code.Case($"{number}", Statements.WithoutVariable(Statements.Join(part.Written), variable));
                }
            }
        }
    }

    private void EmitLearn(CodeWriter code, MessageModel message, string variable)
    {
        if (Opens(message))
            code.Line($"_bindings.Namespaces.Open<{_protocol.XmlNamesType}>(octets);");
        if (!Kept(message).Any() && !message.Labels.Any(IsTested))
            return;
        code.Line($"var {variable} = new {message.TypeReference}(octets{(MessageEmitter.HasNotes(message) ? ", in Cursor" : "")});");
        foreach (var label in Kept(message))
            EmitBinding(code, message, variable, label.Name);
        foreach (var label in message.Labels.Where(IsTested))
            EmitTests(code, message, variable, label);
        if (_renewed is not null && message.Labels.Any(label => label.Name == _renewed.Name))
        {
            var before = BeforeTls(_protocol);
            code.Line($"if ({before}.AsSpan().Length > 0 && {before}.AsSpan().SequenceEqual(_bindings.{_renewed.FieldName}.AsSpan()))");
            using (code.Indent())
                code.Line("End(UpgradeOutcome.Violation, octets);");
        }
    }

    /// <summary>Whether a machine has to look into a message.</summary>
    private bool Learns(MessageModel message) => Opens(message) || Kept(message).Any() || message.Labels.Any(IsTested);

    /// <summary>The labels of a message whose values the role remembers.</summary>
    private IEnumerable<LabelModel> Kept(MessageModel message) => message.BoundLabels.Where(label =>
        _protocol.Bindings.Any(binding => binding.Name == label.Name && _protocol.Keeps(binding, _isClient)));

    private static bool Opens(MessageModel message) => message.Xml is { Form: Syntax.XmlForm.StartTag };

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

    private static bool IsOf(LabelTestModel test, LabelModel label) =>
        string.Equals(test.Label, label.Name, StringComparison.OrdinalIgnoreCase);

    private string FieldName(LabelTestModel test)
    {
        var label = CSharpNames.Pascal(test.Label);
        var name = test switch
        {
            { Text: { } text } => $"_{CSharpNames.Camel(test.Label)}Has{CSharpNames.Pascal(text)}",
            { Number: { } number, IsMask: true } =>
                $"_{CSharpNames.Camel(test.Label)}{(number == 0 ? "" : "Has" + CSharpText.Number(number, asMask: true))}"
                    + (test.Unset == 0 ? "" : "Lacks" + CSharpText.Number(test.Unset, asMask: true)),
            { Number: { } number } => $"_{CSharpNames.Camel(test.Label)}Is{CSharpText.Number(number)}",
            _ => "_has" + label,
        };
        return _fields.Take(name);
    }

    private string ParameterTest(ParameterTestModel test)
    {
        var parameter = _protocol.Parameters.First(parameter =>
            string.Equals(parameter.Name, test.Parameter, StringComparison.OrdinalIgnoreCase));
        var octets = parameter.IsList ? "value" : $"Parameters.{parameter.PropertyName}Octets";
        var value = test.Number is null ? octets
            : MessageEmitter.Typed(new LabelModel("", parameter.Form.Kind, IsList: false, MayBeAbsent: false, null), octets).Value;
        var holds = Test(new LabelTestModel("", test.Text, test.Number, test.IsMask) { Unset = test.Unset }, value);
        return parameter.IsList ? $"Parameters.{parameter.PropertyName}Octets.Exists(static value => {holds})" : holds;
    }

    private void EmitBinding(CodeWriter code, MessageModel message, string variable, string label)
    {
        var field = "_bindings." + _protocol.FieldOf(label);
        EmitValues(code, message.Members, variable, label, 0, (found, value) =>
        {
            if (message.Xml is not null && !found.IsList)
                value = variable + "." + MessageEmitter.WrittenName(found);
            code.Line(found.IsNumber ? $"{field} = (long){value};" : $"{field}.Set({value});");
        });
    }

    private void EmitTests(CodeWriter code, MessageModel message, string variable, LabelModel label)
    {
        foreach (var (test, field) in _tests.Where(pair => IsOf(pair.Key, label)))
        {
            if (message.Members.FirstOrDefault(member => IsOf(test, member)) is { IsList: false } single
                && message.AllMembers().Count(member => IsOf(test, member)) == 1)
            {
                code.Line($"{field} = {PresenceAnd(variable, single, test)};");
            }
            else if (KnownWord(message, test) is { } word)
            {
                code.Line($"{field} = {variable}.Has({word});");
            }
            else
            {
                code.Line($"{field} = false;");
                EmitValues(code, message.Members, variable, label.Name, 0, (_, value) => code.Line($"{field} |= {Test(test, value)};"));
            }
        }

        if (_known.TryGetValue(label.Name, out var known))
            code.Line($"{known} = true;");
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
    private static void EmitValues(
        CodeWriter code, IReadOnlyList<LabelModel> members, string owner, string name, int depth, Action<LabelModel, string> emit)
    {
        foreach (
            var member in members.Where(member =>
            member.WithMembers().Any(label => label.Name.Equals(name, StringComparison.OrdinalIgnoreCase))))
        {
            var isIt = member.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
            var value = $"{owner}.{member.PropertyName}";
            if (member.IsList)
            {
                var item = (member.IsRecord ? "element" : "value") + (depth == 0 ? "" : $"{depth}");
                using (code.Block($"foreach (var {item} in {value})"))
                {
                    if (isIt)
                        emit(member, member.IsRecord ? item + ".Octets" : item);
                    EmitValues(code, member.Members, item, name, depth + 1, emit);
                }
            }
            else if (member.MayBeAbsent)
            {
                using (code.Block($"if ({owner}.Has{member.PropertyName})"))
                    emit(member, value);
            }
            else
            {
                emit(member, value);
            }
        }
    }

    private static string PresenceAnd(string variable, LabelModel label, LabelTestModel test)
    {
        var presence = $"{variable}.Has{label.PropertyName}";
        if (label.Kind == LabelKind.Element)
            return presence;
        var holds = Test(test, $"{variable}.{label.PropertyName}");
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
        { Number: { } number, IsMask: true } =>
            $"((ulong){value} & {CSharpText.Number(number | test.Unset, asMask: true)}) == {CSharpText.Number(number, asMask: true)}",
        { Number: { } number } => $"(ulong){value} == {CSharpText.Number(number)}",
        _ => "true",
    };
}
