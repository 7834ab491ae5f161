using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits the method that writes a sentence.</summary>
/// <remarks>
/// Its shape: <c>private static void MethodName(ref OctetWriter writer, ref Bindings bindings, ClientParameters parameters)</c>, or with
/// <c>ServerParameters</c>, nested in the protocol's type. A parameter's octets are <c>parameters.NameOctets</c>, which converts to
/// <c>ReadOnlySpan&lt;byte&gt;</c>; a list's are enumerated by <c>foreach</c> and each converts.
/// </remarks>
public static class SentenceEmitter
{
    /// <summary>Emits the method.</summary>
    public static void Emit(CodeWriter code, ProtocolModel protocol, SentenceModel sentence, bool byClient)
    {
        var emitter = new Body(code, protocol);
        code.Summary($"Writes {Quoted(sentence.Message)}.");
        code.Rule(sentence.Text);
        using (code.Block($"private static void {sentence.MethodName}(ref OctetWriter writer, ref Bindings bindings, {(byClient ? "Client" : "Server")}Parameters parameters)"))
        {
            if (sentence.Xml is not null)
                emitter.EmitXml(sentence);
            else
                emitter.EmitParts(sentence.Parts);
        }
    }

    private static string Quoted(string name) => name.Contains(' ') ? name : $"'{name}'";

    private sealed class Body(CodeWriter code, ProtocolModel protocol)
    {
        private readonly HashSet<string> _declared = [];
        private string? _listValue;

        public void EmitParts(IEnumerable<SentencePart> parts)
        {
            foreach (var part in parts)
                EmitPart(part);
        }

        public void EmitXml(SentenceModel sentence)
        {
            var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var (name, part) in sentence.XmlValues)
                values[name] = Octets(part);
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
                    code.Line($"writer.Write({OctetText.Expression(literal.Octets)});");
                    break;
                case ParameterPart or FreshPart or BindingPart:
                    EmitValue(part);
                    break;
                case NumberPart number:
                    code.Line($"writer.WriteNumber({Number(number.Value)}, {number.Octets}, littleEndian: {Bool(number.LittleEndian)});");
                    break;
                case BerNumberPart number:
                    code.Line($"writer.WriteBerInteger({Number(number.Value)});");
                    break;
                case SizePart size:
                    code.Line($"var {Size(size.Label)} = writer.Length;");
                    code.Line($"writer.WriteNumber(0, {size.Octets}, littleEndian: {Bool(size.LittleEndian)});");
                    break;
                case SizedPart sized:
                    EmitSized(sized);
                    break;
                case BerPart { Body: [] } ber:
                    code.Line($"writer.Write([0x{ber.Tag:X2}, 0x00]);");
                    break;
                case BerPart { Body: [LiteralPart { Octets.Count: < 0x80 } literal] } ber:
                    EmitSmallBer(ber.Tag, literal.Octets);
                    break;
                case BerPart ber:
                    EmitBer(ber);
                    break;
                case ListPart list:
                    _listValue = CSharpNames.Camel(list.Parameter);
                    using (code.Block($"foreach (var {_listValue} in parameters.{CSharpNames.Property(list.Parameter)}Octets)"))
                        EmitParts(list.Body);
                    _listValue = null;
                    break;
            }
        }

        private void EmitSmallBer(byte tag, IReadOnlyList<byte> octets)
        {
            var text = OctetText.Expression(octets);
            if (text[0] == '[')
            {
                code.Line($"writer.Write([0x{tag:X2}, 0x{octets.Count:X2}, {text[1..^1]}]);");
                return;
            }

            code.Line($"writer.Write([0x{tag:X2}, 0x{octets.Count:X2}]);");
            code.Line($"writer.Write({text});");
        }

        private int _parts;

        private void EmitBer(BerPart ber)
        {
            var name = $"part{++_parts}";
            code.Line($"var {name} = writer.BeginBer(0x{ber.Tag:X2});");
            EmitParts(ber.Body);
            code.Line($"writer.EndBer({name});");
        }

        private void EmitSized(SizedPart sized)
        {
            var size = Find(sized.Label);
            var begin = $"begin{++_parts}";
            code.Line($"var {begin} = writer.Length;");
            EmitParts(sized.Body);
            var constant = sized.Constant switch { 0 => "", < 0 => $" + {-sized.Constant}", _ => $" - {sized.Constant}" };
            code.Line($"writer.FillIn({Size(sized.Label)}, writer.Length - {begin}{constant}, {size.Octets}, littleEndian: {Bool(size.LittleEndian)});");
        }

        private SizePart Find(string label) => protocol.Sentences.SelectMany(sentence => All(sentence.Parts)).OfType<SizePart>().First(size => size.Label == label);

        private static IEnumerable<SentencePart> All(IEnumerable<SentencePart> parts) => parts.SelectMany(part => part switch
        {
            SizedPart sized => All(sized.Body).Prepend(part),
            BerPart ber => All(ber.Body).Prepend(part),
            ListPart list => All(list.Body).Prepend(part),
            _ => [part],
        });

        private static string Size(string label) => CSharpNames.Camel(label) + "Place";

        private void EmitValue(SentencePart part) => code.Line($"writer.Write({Octets(part)});");

        private string Octets(SentencePart part)
        {
            switch (part)
            {
                case ParameterPart parameter when _listValue == CSharpNames.Camel(parameter.Parameter):
                    return _listValue;
                case ParameterPart parameter:
                    return $"parameters.{CSharpNames.Property(parameter.Parameter)}Octets";
                case BindingPart binding:
                    return $"bindings.{CSharpNames.Pascal(binding.Binding)}.AsSpan()";
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
            var name = CSharpNames.Camel(fresh.Fresh);
            if (!_declared.Add(name))
                return name;
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

            if (fresh.Binding is not null)
                code.Line($"bindings.{CSharpNames.Pascal(fresh.Binding)}.Set({name});");
            return name;
        }

        private string Number(SentencePart value)
        {
            switch (value)
            {
                case FreshPart fresh:
                    var model = protocol.FreshValues.First(item => item.Name == fresh.Fresh);
                    if (fresh.Binding is null)
                        return $"FreshNumber.Draw({model.First}, {model.Last}, previous: -1)";
                    var field = $"bindings.{CSharpNames.Pascal(fresh.Binding)}";
                    code.Line($"{field} = FreshNumber.Draw({model.First}, {model.Last}, previous: {field});");
                    return field;
                case BindingPart binding:
                    return $"bindings.{CSharpNames.Pascal(binding.Binding)}";
                case ParameterPart parameter:
                    return $"WireFormat.DecimalDigits(parameters.{CSharpNames.Property(parameter.Parameter)}Octets)";
                default:
                    throw new InvalidOperationException($"{value.GetType().Name} is no number.");
            }
        }

        private static string Bool(bool value) => value ? "true" : "false";
    }
}
