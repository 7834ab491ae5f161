using ProtocolKit.Grammar.Binding;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Model.Names;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Emit;

/// <summary>A text that a machine writes, as it is emitted.</summary>
/// <param name="Text">The text in the grammar.</param>
/// <param name="Lines">The statements that write it.</param>
/// <param name="Constant">The C# expression of its octets, where they are always the same.</param>
internal sealed record EmittedSentence(string Text, IReadOnlyList<string> Lines, string? Constant);

/// <summary>Emits the statements that write a role's texts.</summary>
/// <remarks>
/// They write into <c>writer</c>. A parameter's octets are <c>Parameters.NameOctets</c>, a list's are enumerated by <c>foreach</c>; what is
/// repeated stands in <c>_bindings</c>.
/// </remarks>
/// <param name="code">Where the statements will stand, at their level.</param>
/// <param name="protocol">The protocol.</param>
/// <param name="byClient">The role.</param>
internal sealed class SentenceEmitter(CodeWriter code, ProtocolModel protocol, bool byClient)
{
    private const string Carried = "tls";

    private readonly NameScope _variables = new(ReservedNames.Variables);

    /// <summary>Emits the statements of a text.</summary>
    public EmittedSentence Emit(SentenceModel sentence)
    {
        var part = code.Part();
        var body = new Body(part, protocol, byClient, _variables, "_bindings");
        if (sentence.Xml is not null)
            body.EmitXml(sentence);
        else
            body.EmitParts(body.Folded(sentence.Parts));
        var lines = Statements.Join(part.Written);
        return new EmittedSentence(sentence.Text, lines, Constant(lines));
    }

    /// <summary>Emits the statements that write a packet around octets of TLS.</summary>
    public static void EmitPacket(CodeWriter code, ProtocolModel protocol, SentenceModel sentence)
    {
        var part = code.Part();
        var body = new Body(part, protocol, byClient: true, new NameScope(ReservedNames.Variables), "bindings");
        body.EmitParts(body.Folded(sentence.Parts));
        var lines = Statements.Join(part.Written);
        if (lines.Any(line => line.Contains("bindings.", StringComparison.Ordinal)))
            code.Line($"var bindings = default({protocol.BindingsType});");
        code.Add(lines);
    }

    private static string? Constant(IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
            return "[]";
        const string write = "writer.Write(";
        if (lines.Count > 1 || !lines[0].TrimStart().StartsWith(write, StringComparison.Ordinal))
            return null;
        var octets = lines[0].TrimStart()[write.Length..^2];
        var end = octets[..1] switch { "\"" => octets.IndexOf("\"u8", StringComparison.Ordinal) + 3, "[" =>
            octets.IndexOf(']', StringComparison.Ordinal) + 1, _ => 0 };
        return end == octets.Length ? octets : null;
    }

    private sealed class Body(CodeWriter code, ProtocolModel protocol, bool byClient, NameScope variables, string bindings)
    {
        private readonly Dictionary<string, string> _fresh = [];
        private readonly Dictionary<(string Label, int Number), string> _places = [];
        private readonly Dictionary<string, string> _listValues = [];

        /// <summary>The places that are filled in later, in the order in which they stand in the message.</summary>
        private readonly List<string> _open = [];

        public void EmitParts(IEnumerable<SentencePart> parts)
        {
            foreach (var part in parts)
                EmitPart(part);
        }

        /// <summary>The parts, without the labels whose values nothing repeats, and with what is constant worked out.</summary>
        public IReadOnlyList<SentencePart> Folded(IReadOnlyList<SentencePart> parts) =>
            new ConstantParts(label => Binding(label) is not null).Fold(Needed(parts));

        private List<SentencePart> Needed(IReadOnlyList<SentencePart> parts) =>
            SentenceBuilder.Join([.. parts.SelectMany(part => part switch
        {
            LabelledPart labelled =>
                Binding(labelled.Label) is null ? Needed(labelled.Body) : [labelled with { Body = Needed(labelled.Body) }],
            SizedPart sized => [sized with { Body = Needed(sized.Body) }],
            PaddedPart padded => [padded with { Body = Needed(padded.Body) }],
            BerPart ber => [ber with { Body = Needed(ber.Body) }],
            ListPart list => [list with { Body = Needed(list.Body) }],
            _ => [part],
        })]);

        public void EmitXml(SentenceModel sentence)
        {
            var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var (name, part) in sentence.XmlValues)
            {
                var value = part is LabelledPart { Body: [var only] } ? only : part;
                values[name] = Octets(value);
                if (part is LabelledPart && Binding(name.ToLowerInvariant()) is { } binding)
                    code.Line($"{binding}.Set({values[name]});");
            }

            XmlSentenceEmitter.EmitWrite(code, sentence.Xml!, new XmlSentenceOptions
            {
                Namespaces = protocol.Xml!,
                ResolveValue = expression => expression switch
                {
                    LabelSyntax label => values.GetValueOrDefault(label.Name.Text),
                    ValueReferenceSyntax reference => values.GetValueOrDefault(reference.Name.Text),
                    _ => null,
                },
                Report = (descriptor, message, _) => throw new InvalidOperationException($"{descriptor.Id}: {message}"),
            });
        }

        private void EmitPart(SentencePart part)
        {
            switch (part)
            {
                case LiteralPart literal:
                    foreach (var run in OctetText.Runs(literal.Octets))
                        code.Wrapped($"writer.Write({OctetText.Expression(run)});");
                    break;
                case ParameterPart or FreshPart or BindingPart:
                    EmitValue(part);
                    break;
                case CarriedPart:
                    code.Line($"writer.Write({Carried});");
                    break;
                case NumberPart number:
                    EmitNumber(Number(number.Value), number.Form);
                    break;
                case SizePart size:
                    Open(Place(size));
                    if (size.Form.Kind is not (LabelKind.Decimal or LabelKind.Hexadecimal))
                        EmitNumber("0", size.Form);
                    break;
                case SizedPart sized:
                    EmitSized(sized);
                    break;
                case PaddedPart padded:
                    EmitPadded(padded);
                    break;
                case LabelledPart labelled:
                    EmitLabelled(labelled);
                    break;
                case BerPart ber:
                    EmitBer(ber);
                    break;
                case ListPart list:
                    EmitList(list);
                    break;
            }
        }

        private void EmitList(ListPart list)
        {
            var value = variables.Take(CSharpNames.Camel(list.Parameter), "Value");
            _listValues[list.Parameter] = value;
            using (code.Block($"foreach (var {value} in Parameters.{protocol.PropertyOf(list.Parameter)}Octets)"))
                EmitParts(list.Body);
            _listValues.Remove(list.Parameter);
        }

        private void EmitNumber(string value, NumberForm form) => code.Line(form.Kind switch
        {
            LabelKind.BerInteger => $"writer.WriteBerInteger({value});",
            LabelKind.Decimal => $"writer.WriteDigits({value}, {form.Width});",
            LabelKind.Hexadecimal =>
                $"writer.WriteHexadecimalDigits({value}, {form.Width}{(form.IsLowerCase ? ", lowerCase: true" : "")});",
            _ => $"writer.WriteNumber({value}, {form.Width}, littleEndian: {Bool(form.Kind == LabelKind.LittleEndian)});",
        });

        private void Open(string place)
        {
            code.Line($"var {place} = writer.Length;");
            _open.Add(place);
        }

        private int _parts;

        private void EmitBer(BerPart ber)
        {
            code.Line($"writer.BeginBer(0x{ber.Tag:X2});");
            EmitParts(ber.Body);
            code.Line("writer.EndBer();");
        }

        private void EmitSized(SizedPart sized)
        {
            var begin = variables.Take($"begin{++_parts}");
            var place = Place(sized.Size);
            Open(begin);
            EmitParts(sized.Body);
            _open.Remove(begin);
            var constant = sized.Constant switch { 0 => "", < 0 => $" + {-sized.Constant}", _ => $" - {sized.Constant}" };
            var size = $"writer.Length - {begin}{constant}";
            if (Binding(sized.Size.Label) is { } binding)
            {
                code.Line($"{binding} = {size};");
                size = binding;
            }

            var form = sized.Size.Form;
            if (form.Kind is LabelKind.Decimal or LabelKind.Hexadecimal)
                EmitInserted(place, size, form);
            else
                code.Line($"writer.FillIn({place}, {size}, {form.Width}, littleEndian: {Bool(form.Kind == LabelKind.LittleEndian)});");
            _open.Remove(place);
        }

        private void EmitPadded(PaddedPart padded)
        {
            var begin = variables.Take($"begin{++_parts}");
            Open(begin);
            EmitParts(padded.Body);
            _open.Remove(begin);
            code.Line($"writer.Pad({begin}, {padded.Multiple});");
        }

        /// <summary>Digits are as many as it takes: what stands behind them moves.</summary>
        private void EmitInserted(string place, string size, NumberForm form)
        {
            var method = form.Kind == LabelKind.Decimal ? "InsertDigits" : "InsertHexadecimalDigits";
            var call = $"writer.{method}({place}, {size}, {form.Width}{(form.IsLowerCase ? ", lowerCase: true" : "")})";
            var moved = _open.Skip(_open.IndexOf(place) + 1).ToList();
            if (moved.Count == 0)
            {
                code.Line($"{call};");
                return;
            }

            var digits = variables.Take(place + "Digits");
            code.Line($"var {digits} = {call};");
            foreach (var other in moved)
                code.Line($"{other} += {digits};");
        }

        private void EmitLabelled(LabelledPart labelled)
        {
            if (Binding(labelled.Label) is not { } binding || labelled.Body is [SizePart])
            {
                EmitParts(labelled.Body);
                return;
            }

            if (labelled.Form == default && labelled.Body is [ParameterPart or BindingPart or LiteralPart])
            {
                EmitParts(labelled.Body);
                code.Line($"{binding}.Set({Octets(labelled.Body[0])});");
                return;
            }

            var begin = variables.Take($"begin{++_parts}");
            Open(begin);
            EmitParts(labelled.Body);
            _open.Remove(begin);
            var octets = $"writer.Written[{begin}..]";
            code.Line(
                labelled.Form == default ? $"{binding}.Set({octets});"
                : $"{binding} = {MessageEmitter.Number(labelled.Form.Kind, octets)};");
        }

        /// <summary>What a role remembers a label's value in, or null where it repeats it nowhere.</summary>
        private string? Binding(string label) =>
            protocol.Repeats(label, byClient) ? bindings + "." + protocol.FieldOf(label) : null;

        private string Place(SizePart size)
        {
            if (!_places.TryGetValue((size.Label, size.Number), out var place))
                _places.Add(
                    (size.Label, size.Number),
                    place = variables.Take(CSharpNames.Camel(size.Label) + "Place" + (size.Number == 1 ? "" : size.Number)));
            return place;
        }

        private void EmitValue(SentencePart part) => code.Line($"writer.Write({Octets(part)});");

        private string Octets(SentencePart part)
        {
            switch (part)
            {
                case ParameterPart parameter when _listValues.TryGetValue(parameter.Parameter, out var value):
                    return value;
                case ParameterPart parameter:
                    return $"Parameters.{protocol.PropertyOf(parameter.Parameter)}Octets";
                case BindingPart binding:
                    return $"{bindings}.{protocol.FieldOf(binding.Binding)}.AsSpan()";
                case LiteralPart literal:
                    return OctetText.Expression(literal.Octets);
                case FreshPart fresh:
                    return Fresh(fresh);
                default:
                    throw new InvalidOperationException($"{part.GetType().Name} has no octets of its own.");
            }
        }

        private string Fresh(FreshPart fresh)
        {
            if (_fresh.TryGetValue(fresh.Fresh, out var name))
                return name;
            _fresh.Add(fresh.Fresh, name = variables.Take(CSharpNames.Camel(fresh.Fresh), "Value"));
            var sets = protocol.FreshValues.First(value => value.Name == fresh.Fresh).Octets;
            code.Line($"Span<byte> {name} = stackalloc byte[{sets.Count}];");
            for (var i = 0; i < sets.Count;)
            {
                var end = i;
                while (end < sets.Count && sets[end] == sets[i])
                    end++;
                var part = i == 0 && end == sets.Count ? name : $"{name}[{i}..{end}]";
                code.Line($"RandomNumberGenerator.GetItems({OctetText.Expression([.. sets[i].Octets()])}, {part});");
                i = end;
            }

            if (fresh.Binding is not null && Binding(fresh.Binding) is { } field)
            {
                var binding = protocol.Bindings.First(item => item.Name == fresh.Binding);
                code.Line(binding.IsNumber ? $"{field} = {MessageEmitter.Number(binding.Kind, name)};" : $"{field}.Set({name});");
            }

            return name;
        }

        private string FreshNumber(FreshPart fresh)
        {
            if (_fresh.TryGetValue(fresh.Fresh, out var drawn))
                return drawn;
            var model = protocol.FreshValues.First(item => item.Name == fresh.Fresh);
            drawn = fresh.Binding is null ? variables.Take(CSharpNames.Camel(fresh.Fresh), "Value")
                : $"{bindings}.{protocol.FieldOf(fresh.Binding)}";
            code.Line(fresh.Binding is null
                ? $"var {drawn} = FreshNumber.Draw({model.First}, {model.Last}, previous: -1);"
                : $"{drawn} = FreshNumber.Draw({model.First}, {model.Last}, previous: {drawn});");
            _fresh.Add(fresh.Fresh, drawn);
            return drawn;
        }

        private string Number(SentencePart value)
        {
            switch (value)
            {
                case FreshPart fresh:
                    return FreshNumber(fresh);
                case BindingPart binding:
                    return $"{bindings}.{protocol.FieldOf(binding.Binding)}";
                case ParameterPart parameter:
                    return MessageEmitter.Number(
                        protocol.Parameters.First(item => item.Name == parameter.Parameter).Form.Kind, Octets(parameter));
                case TurnsPart turns:
                    return $"Parameters.{protocol.PropertyOf(turns.Parameter)}Octets.Count";
                default:
                    throw new InvalidOperationException($"{value.GetType().Name} is no number.");
            }
        }

        private static string Bool(bool value) => value ? "true" : "false";
    }
}
