using ProtocolKit.Grammar.Binding;
using ProtocolKit.Grammar.Emit.Parsers;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits the machine of a role: its plans before TLS and inside, and how it reads, remembers and writes.</summary>
internal sealed class MachineEmitter
{
    private const string ClearPlan = "s_beforeTls";
    private const string InsidePlan = "s_insideTls";

    private readonly CodeWriter _code;
    private readonly ProtocolModel _protocol;
    private readonly RoleParsers _parsers;
    private readonly bool _isClient;
    private readonly MachinePlan _clear;
    private readonly MachinePlan _inside;

    private MachineEmitter(CodeWriter code, ProtocolModel protocol, RoleParsers parsers, bool isClient)
    {
        _code = code;
        _protocol = protocol;
        _parsers = parsers;
        _isClient = isClient;
        _clear = new MachinePlan(protocol, isClient, isInside: false);
        _inside = new MachinePlan(protocol, isClient, isInside: true);
    }

    private string Role => _isClient ? "Client" : "Server";

    private bool HasInside => _inside.Lines.Count > 0;

    /// <summary>The values that the role remembers.</summary>
    private IEnumerable<BindingModel> Kept => _protocol.Bindings.Where(binding => _protocol.Keeps(binding, _isClient));

    /// <summary>The forms of the host's name that messages hold, each with the method that writes it.</summary>
    private IEnumerable<(string Field, string Method)> HostBindings => !_isClient ? [] : Kept
        .Select(binding => (binding.FieldName, binding.Name switch
        {
            ValueTable.Host => "Of",
            ValueTable.UnicodeHost => "UnicodeOf",
            ValueTable.UriHost => "UriOf",
            _ => "",
        }))
        .Where(host => host.Item2.Length > 0);

    /// <summary>The values that are the parameter of their name until a message gives another.</summary>
    private IEnumerable<BindingModel> FromParameters => Kept
        .Where(binding => _isClient ? binding.BeginsWithClientParameter : binding.BeginsWithServerParameter);

    private bool Prepares => HostBindings.Any() || FromParameters.Any();

    /// <summary>Emits the class.</summary>
    public static void Emit(CodeWriter code, ProtocolModel protocol, RoleParsers parsers, bool isClient) =>
        new MachineEmitter(code, protocol, parsers, isClient).Emit();

    private void Emit()
    {
        _code.Summary($"The {(_isClient ? "client" : "server")}'s part of the way into TLS, without I/O.");
        using (_code.Block($"internal sealed class {Role}Machine : DialogueMachine<{Role}Parameters>"))
        {
            var numbers = new MachineNumbers(new SentenceEmitter(_code.Part(3), _protocol, _isClient));
            EmitPlan(_clear, ClearPlan, numbers);
            if (HasInside)
                EmitPlan(_inside, InsidePlan, numbers);
            var methods = _code.Part();
            var knowledge = new KnowledgeEmitter(methods, _protocol, numbers, _isClient);
            EmitConstructors(methods);
            EmitScan(methods, numbers);
            knowledge.EmitLearn();
            EmitHolds(methods, numbers, knowledge);
            EmitWrite(methods, numbers);
            if (methods.ToString().Contains("_bindings", StringComparison.Ordinal))
                _code.Line($"private {_protocol.BindingsType} _bindings = default;");
            if (_isClient && HasInside && _protocol.Tls.Renews is { } renewed)
                _code.Line($"private readonly {BindingsEmitter.TypeOf(renewed)} {KnowledgeEmitter.BeforeTls(_protocol)};");
            var fields = _code.Part();
            new KnowledgeEmitter(fields, _protocol, numbers, _isClient).EmitFields();
            _code.Add(fields);
            _code.Line();
            _code.Add(methods);
        }
    }

    private void EmitPlan(MachinePlan plan, string field, MachineNumbers numbers)
    {
        PlanEmitter emitter = _isClient ? new ClientPlanEmitter(_code, plan, numbers) : new ServerPlanEmitter(_code, plan, numbers);
        emitter.Emit(field);
        _code.Line();
    }

    private void EmitConstructors(CodeWriter code)
    {
        var begin = Prepares ? "Prepare();" : "Enter();";
        code.Line($"public {Role}Machine(in {Role}MachineOptions options, ProtocolDefinition protocol)");
        using (code.Indent())
            code.Line($": base({ClearPlan}, protocol, in options, {Role}Parameters.Defaults) => {begin}");
        if (HasInside)
        {
            var renewed = _isClient && _protocol.Tls.Renews is { } binding
                ? $"{KnowledgeEmitter.BeforeTls(_protocol)} = clear._bindings.{binding.FieldName};"
                : null;
            code.Line();
            var constructor = $"private {Role}Machine({Role}Machine clear) : base({InsidePlan}, clear)";
            if (renewed is null)
            {
                code.Line($"{constructor} => {begin}");
            }
            else
            {
                using (code.Block(constructor))
                {
                    code.Line(renewed);
                    code.Line(begin);
                }
            }

            code.Line();
            code.Line($"protected override UpgradeMachine Secure() => new {Role}Machine(this);");
        }

        if (Prepares)
            EmitPrepare(code);
        if (_isClient && _protocol.Xml is not null && _clear.Lines.Concat(_inside.Lines).Any(line => line.FromClient))
        {
            code.Line();
            code.Line(
                "protected override int LengthBetweenMessages(ReadOnlySpan<byte> received) => WireFormat.XmlWhiteSpaceLength(received);");
        }
    }

    private void EmitPrepare(CodeWriter code)
    {
        code.Line();
        using (code.Block("private void Prepare()"))
        {
            foreach (var (field, method) in HostBindings)
                code.Line($"_bindings.{field}.Set(HostOctets.{method}(Host, stackalloc byte[HostOctets.MaxLength]));");
            foreach (var binding in FromParameters)
            {
                var octets = $"Parameters.{_protocol.PropertyOf(binding.Name)}Octets";
                code.Line(binding.IsNumber
                    ? $"_bindings.{binding.FieldName} = {MessageEmitter.Number(binding.Kind, octets)};"
                    : $"_bindings.{binding.FieldName}.Set({octets});");
            }

            code.Line("Enter();");
        }
    }

    /// <summary>Where one parser reads all messages of the role, it is asked by the numbers of their places.</summary>
    private void EmitScan(CodeWriter code, MachineNumbers numbers)
    {
        if (numbers.Messages.Count == 0)
            return;
        code.Line();
        if (_parsers.OfAll(numbers.Messages) is { } parser)
        {
            code.Line("protected override OperationStatus Scan(int number, ReadOnlySpan<byte> received) =>");
            var places = string.Join(", ", numbers.Messages.Select(parser.PlaceOf));
            using (code.Indent())
                code.Wrapped($"{parser.Name}.Scan(ref Cursor, received, ((ReadOnlySpan<byte>)[{places}])[number]"
                    + (parser.NeedsBindings ? ", in _bindings);" : ");"));
            return;
        }

        using (code.Block("protected override OperationStatus Scan(int number, ReadOnlySpan<byte> received) => number switch", "};"))
        {
            for (var i = 0; i < numbers.Messages.Count; i++)
                code.Line($"{i} => {MessageEmitter.ScanCall(_protocol, numbers.Messages[i], "Cursor", "received", "_bindings")},");
            code.Line("_ => base.Scan(number, received),");
        }
    }

    private static void EmitHolds(CodeWriter code, MachineNumbers numbers, KnowledgeEmitter knowledge)
    {
        if (numbers.Conditions.Count == 0)
            return;
        code.Line();
        if (numbers.Conditions is [var only])
        {
            code.Line($"protected override bool Holds(int number) => {knowledge.Expression(only)};");
            return;
        }

        using (code.Block("protected override bool Holds(int number) => number switch", "};"))
        {
            for (var i = 0; i < numbers.Conditions.Count; i++)
                code.Line($"{(i == numbers.Conditions.Count - 1 ? "_" : i)} => {knowledge.Expression(numbers.Conditions[i])},");
        }
    }

    private static void EmitWrite(CodeWriter code, MachineNumbers numbers)
    {
        if (numbers.Texts.Count == 0)
            return;
        code.Line();
        using (code.Block("protected override void Write(int number, ref OctetWriter writer)"))
        using (code.Block("switch (number)"))
        {
            for (var i = 0; i < numbers.Texts.Count; i++)
            {
                code.Comment(numbers.Texts[i].Text);
                code.Case($"{i}", numbers.Texts[i].Lines);
            }
        }
    }
}
