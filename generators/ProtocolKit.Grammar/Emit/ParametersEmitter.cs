using ProtocolKit.Grammar.Binding;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits the class of a role's parameters.</summary>
internal static class ParametersEmitter
{
    public static void Emit(CodeWriter code, ProtocolModel protocol, bool isClient)
    {
        var parameters = protocol.Parameters.Where(parameter => isClient ? parameter.UsedByClient : parameter.UsedByServer).ToArray();
        var name = isClient ? "ClientParameters" : "ServerParameters";
        code.Summary($"What a {(isClient ? "client" : "server")} may be told. One object may serve any number of connections; it must not be changed meanwhile.");
        using (code.Block($"public sealed class {name} : ProtocolParameters"))
        {
            code.Line($"private static readonly {name} Defaults = new();");
            foreach (var parameter in parameters)
                EmitParameter(code, protocol, parameter);
            EmitSetValue(code, protocol, parameters);
            EmitFor(code, name, parameters);
        }
    }

    private static void EmitParameter(CodeWriter code, ProtocolModel protocol, ParameterModel parameter)
    {
        var rule = RuleOf(protocol, parameter);
        if (parameter.IsList)
            EmitList(code, protocol, parameter, rule);
        else
            EmitSingle(code, parameter, rule);
    }

    private static ValueRuleModel RuleOf(ProtocolModel protocol, ParameterModel parameter) =>
        protocol.ValueRules.First(rule => rule.Name.Equals(parameter.ValueRule, StringComparison.OrdinalIgnoreCase));

    private static void EmitSingle(CodeWriter code, ParameterModel parameter, ValueRuleModel rule)
    {
        var name = parameter.PropertyName;
        var value = parameter.DefaultOctets is null ? "[]" : parameter.DefaultOctets.Count == 0 ? "\"\"u8.ToArray()" : OctetText.Expression(parameter.DefaultOctets) is var text && text[0] == '[' ? text : $"{text}.ToArray()";
        code.Line();
        code.Line($"internal byte[] {name}Octets {{ get; private set; }} = {value};");
        code.Line();
        code.Summary($"The grammar's parameter '{parameter.Name}'" + (parameter.Default is null ? "; it must be set." : $"; {(parameter.IsNumber ? parameter.Default : $"\"{parameter.Default}\"")} unless it is set."));
        code.Rule(parameter.RuleText);
        code.Line("/// <exception cref=\"ArgumentException\">The rule does not allow the value.</exception>");
        using (code.Block($"public {TypeOf(parameter)} {name}"))
        {
            code.Line($"get => {Decoded(parameter, name + "Octets")};");
            code.Line($"set => {name}Octets = {Encoded(parameter, rule)};");
        }
    }

    private static void EmitList(CodeWriter code, ProtocolModel protocol, ParameterModel parameter, ValueRuleModel rule)
    {
        var name = parameter.PropertyName;
        code.Line();
        code.Line($"internal List<byte[]> {name}Octets {{ get; }} = [];");
        code.Line();
        code.Summary($"The values of the grammar's parameter '{parameter.Name}', in the order in which they were added; none at first.");
        code.Line($"public IEnumerable<{TypeOf(parameter)}> {CSharpNames.Plural(name)} => {name}Octets.Select({(parameter.IsNumber ? $"static value => {Decoded(parameter, "value")}" : "Encoding.UTF8.GetString")});");
        code.Line();
        code.Summary($"Adds a value of the grammar's parameter '{parameter.Name}'.");
        code.Rule(parameter.RuleText);
        code.Doc("param name=\"value\"", "The value.");
        code.Line("/// <exception cref=\"ArgumentException\">The rule does not allow the value, or there are as many as a message can hold.</exception>");
        var most = MaxValues(protocol, parameter);
        using (code.Block($"public void Add{name}({TypeOf(parameter)} value)"))
        {
            code.Line($"if ({name}Octets.Count >= {most})");
            using (code.Indent())
                code.Line($"throw TooMany({CSharpText.Literal(parameter.Name)}, {most});");
            code.Line();
            code.Line($"{name}Octets.Add({Encoded(parameter, rule)});");
        }
    }

    /// <summary>How many values a list may have: what the readers' limit and each count of them allow.</summary>
    private static int MaxValues(ProtocolModel protocol, ParameterModel parameter) => protocol.SentencesOf(byClient: true).Concat(protocol.SentencesOf(byClient: false))
        .SelectMany(SentenceFacts.Counts).Where(count => ((TurnsPart)count.Value).Parameter == parameter.Name)
        .Select(count => (int)Math.Min(NumberForms.Capacity(count.Form), int.MaxValue)).Append(protocol.Limits.Items).Min();

    /// <summary>The type of a parameter's property: of a number by its width.</summary>
    private static string TypeOf(ParameterModel parameter) => parameter.Form switch
    {
        { Kind: LabelKind.Octets or LabelKind.Element } => "string",
        { Kind: LabelKind.Decimal } => "int",
        { Kind: LabelKind.Hexadecimal } => "uint",
        { Kind: LabelKind.BerInteger } => "long",
        { Width: 1 } => "byte",
        { Width: 2 } => "ushort",
        { Width: <= 4 } => "uint",
        _ => "ulong",
    };

    private static string Decoded(ParameterModel parameter, string octets)
    {
        if (!parameter.IsNumber)
            return $"Encoding.UTF8.GetString({octets})";
        var (type, value) = MessageEmitter.Typed(new LabelModel("", parameter.Form.Kind, IsList: false, MayBeAbsent: false, null), octets);
        return type == TypeOf(parameter) ? value : $"({TypeOf(parameter)}){value}";
    }

    private static string Encoded(ParameterModel parameter, ValueRuleModel rule)
    {
        var (method, form) = parameter.Form switch
        {
            { Kind: LabelKind.Octets or LabelKind.Element } => ("Encode", ""),
            { Kind: LabelKind.Decimal } digits => ("EncodeDigits", $", {digits.Width}"),
            { Kind: LabelKind.Hexadecimal } digits => ("EncodeHexadecimalDigits", $", {digits.Width}, {(digits.IsLowerCase ? "true" : "false")}"),
            { Kind: LabelKind.BerInteger } => ("EncodeBerInteger", ""),
            var number => ("EncodeNumber", $", {number.Width}, {(number.Kind == LabelKind.LittleEndian ? "true" : "false")}"),
        };
        return $"{method}({CSharpText.Literal(parameter.Name)}, value{form}, {rule.MethodName}, {CSharpText.Literal(rule.Text)})";
    }

    private static void EmitSetValue(CodeWriter code, ProtocolModel protocol, ParameterModel[] parameters)
    {
        code.Line();
        code.Line("/// <inheritdoc/>");
        using (code.Block("public override void SetValue(string name, string value)"))
        {
            code.Line("ArgumentNullException.ThrowIfNull(name);");
            if (parameters.Length == 0)
            {
                code.Line("throw Unknown(name);");
                return;
            }

            using (code.Block("switch (name.ToLowerInvariant())"))
            {
                foreach (var parameter in parameters)
                {
                    code.Line($"case {CSharpText.Literal(parameter.Name)}:");
                    using (code.Indent())
                    {
                        var rule = CSharpText.Literal(RuleOf(protocol, parameter).Text);
                        var value = parameter.IsNumber ? $"ParseNumber<{TypeOf(parameter)}>({CSharpText.Literal(parameter.Name)}, value, {rule})" : "value";
                        code.Line(parameter.IsList ? $"Add{parameter.PropertyName}({value});" : $"{parameter.PropertyName} = {value};");
                        code.Line("break;");
                    }
                }

                code.Line("default:");
                using (code.Indent())
                    code.Line($"throw Unknown(name, {string.Join(", ", parameters.Select(parameter => CSharpText.Literal(parameter.Name)))});");
            }
        }
    }

    private static void EmitFor(CodeWriter code, string name, ParameterModel[] parameters)
    {
        code.Line();
        using (code.Block($"internal static {name} For(ProtocolParameters? parameters)"))
        {
            code.Line($"var own = parameters is null ? Defaults : parameters as {name} ?? throw OfAnother(parameters, typeof({name}));");
            foreach (var parameter in parameters.Where(parameter => parameter is { IsList: false, Default: null }))
            {
                code.Line($"if (own.{parameter.PropertyName}Octets.Length == 0)");
                using (code.Indent())
                    code.Line($"throw NotSet({CSharpText.Literal(parameter.Name)});");
            }

            code.Line("return own;");
        }
    }
}
