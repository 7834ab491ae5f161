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
        code.Summary($"What a {(isClient ? "client" : "server")} may be told.");
        code.Line("/// <remarks>One object may serve any number of connections; it must not be changed meanwhile.</remarks>");
        using (code.Block(
            $"public sealed class {name}(){(parameters.Length == 0 ? " : ProtocolParameters" : " : ProtocolParameters(s_rules)")}"))
        {
            if (parameters.Length > 0)
            {
                code.Line("private static readonly ParameterRule[] s_rules =");
                code.Line("[");
                using (code.Indent())
                {
                    foreach (var parameter in parameters)
                        EmitRule(code, protocol, parameter);
                }

                code.Line("];");
                code.Line();
            }

            code.Line($"internal static {name} Defaults {{ get; }} = new();");
            for (var i = 0; i < parameters.Length; i++)
                EmitProperty(code, parameters[i], i);
        }
    }

    private static void EmitRule(CodeWriter code, ProtocolModel protocol, ParameterModel parameter)
    {
        var rule = protocol.ValueRules.First(rule => rule.Name.Equals(parameter.ValueRule, StringComparison.OrdinalIgnoreCase));
        var arguments = new List<string> { CSharpText.Literal(rule.Text), rule.MethodName };
        if (parameter.DefaultOctets is not null)
            arguments.Add(OctetText.Expression(parameter.DefaultOctets));
        var properties = new List<string>();
        if (parameter.IsList)
            properties.Add($"MaxValues = {MaxValues(protocol, parameter)}");
        if (parameter.IsNumber)
        {
            properties.Add($"Number = NumberNotation.{Notation(parameter.Form)}");
            if (parameter.Form.Width > 0)
                properties.Add($"Width = {parameter.Form.Width}");
        }

        var initializer = properties.Count == 0 ? "" : $" {{ {string.Join(", ", properties)} }}";
        code.Wrapped($"new({CSharpText.Literal(parameter.Name)}, {string.Join(", ", arguments)}){initializer},");
    }

    private static string Notation(NumberForm form) => form.Kind switch
    {
        LabelKind.Decimal => "Digits",
        LabelKind.Hexadecimal => form.IsLowerCase ? "LowerCaseHexadecimalDigits" : "HexadecimalDigits",
        LabelKind.BerInteger => "BerInteger",
        LabelKind.LittleEndian => "LittleEndian",
        _ => "BigEndian",
    };

    private static void EmitProperty(CodeWriter code, ParameterModel parameter, int number)
    {
        var name = parameter.PropertyName;
        var type = TypeOf(parameter);
        code.Line();
        if (parameter.IsList)
        {
            code.Summary(
                $"The values of the grammar's parameter '{parameter.Name}', in the order in which they were added; none at first.");
            var values = parameter.IsNumber ? $"GetNumbers({number}).Select(value => ({type})value)" : $"GetTexts({number})";
            code.Line($"public IEnumerable<{type}> {CSharpNames.Plural(name)} => {values};");
            code.Line();
            code.Summary($"Adds a value of the grammar's parameter '{parameter.Name}'.");
            code.Rule(parameter.RuleText);
            code.Doc("param name=\"value\"", "The value.");
            code.Line("/// <exception cref=\"ArgumentException\">"
                + "The rule does not allow the value, or there are as many as a message can hold.</exception>");
            code.Line($"public void Add{name}({type} value) => Put({number}, value);");
            code.Line();
            code.Line($"internal List<byte[]> {name}Octets => GetList({number});");
            return;
        }

        var unlessSet = parameter.IsNumber ? parameter.Default : $"\"{parameter.Default}\"";
        code.Summary($"The grammar's parameter '{parameter.Name}'; "
            + (parameter.Default is null ? "it must be set." : unlessSet + " unless it is set."));
        code.Rule(parameter.RuleText);
        code.Line("/// <exception cref=\"ArgumentException\">The rule does not allow the value.</exception>");
        var value = parameter.IsNumber ? $"({type})GetNumber({number})" : $"GetText({number})";
        code.Line($"public {type} {name} {{ get => {value}; set => Put({number}, value); }}");
        code.Line();
        code.Line($"internal byte[] {name}Octets => GetOctets({number});");
    }

    /// <summary>How many values a list may have: what the readers' limit and each count of them allow.</summary>
    private static int MaxValues(ProtocolModel protocol, ParameterModel parameter) =>
        protocol.SentencesOf(byClient: true).Concat(protocol.SentencesOf(byClient: false))
        .SelectMany(SentenceFacts.Counts).Where(count => ((TurnsPart)count.Value).Parameter == parameter.Name)
        .Select(count => (int)Math.Min(NumberForms.Capacity(count.Form), int.MaxValue))
        .Append(protocol.Limits.Items - parameter.TurnsBeside).Min();

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
}
