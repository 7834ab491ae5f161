using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Model.Names;

namespace ProtocolKit.Grammar.Emit.Parsers;

/// <summary>The sets of octets and of words that a protocol's parsers need by name, each once.</summary>
internal sealed class ParserTables
{
    /// <summary>The class that holds them.</summary>
    public const string ClassName = "Tables";

    private readonly NameScope _names = new(ReservedNames.ObjectMembers, [ClassName]);
    private readonly List<(string Name, OctetSet Set)> _sets = [];
    private readonly Dictionary<string, string> _words = [];
    private readonly Dictionary<string, string> _records = [];

    /// <summary>The expression of several literals.</summary>
    public string Literals(IReadOnlyList<SpelledWord> words, string context) => Words(words, context, "LiteralSet", "Literals");

    /// <summary>The expression of a table of words.</summary>
    public string Words(IReadOnlyList<SpelledWord> words, string context) => Words(words, context, "KnownWords", "Words");

    private string Words(IReadOnlyList<SpelledWord> words, string context, string type, string suffix)
    {
        var exact = words.Where(word => word.IsExact).ToArray();
        var all = Texts(words.Except(exact));
        var value = $"{type} {{0}} = new({(exact.Length == 0 ? $"[{all}], []" : $"[{all}], [{Texts(exact)}]")});";
        if (!_words.TryGetValue(value, out var name))
            _words.Add(value, name = _names.Take(CSharpNames.Pascal(context.Length == 0 ? "Any" : context.TrimStart('$')) + suffix));
        return $"{ClassName}.{name}";

        static string Texts(IEnumerable<SpelledWord> words) => string.Join(", ", words.Select(word => CSharpText.Literal(word.Text)));
    }

    /// <summary>The expression of records that are read many octets at once.</summary>
    /// <param name="shape">What they look like.</param>
    /// <param name="parser">The parser that reads them.</param>
    /// <param name="behind">The place where it is left behind a record.</param>
    /// <param name="octets">How many octets of the end have been read there.</param>
    /// <param name="begin">The place where they begin.</param>
    /// <param name="context">The rule that they stand in.</param>
    public string Records(PlainRecordShape shape, ParserModel parser, int behind, int octets, int begin, string context)
    {
        List<string> arguments =
        [
            Name(shape.Word, context),
            OctetText.Span(shape.End),
            $"{parser.Name}.{parser.Lists[shape.List]}",
            $"[{string.Join(", ", shape.Registers!.Select(Register))}]",
            $"{behind}",
        ];
        if (octets > 1)
            arguments.Add($"behind: {octets}");
        if (shape.IsBegin)
            arguments.Add($"begin: {begin}");
        if (shape.First != shape.Word)
            arguments.Add($"first: {Name(shape.First, context)}");
        if (shape.Separator is { } separator)
            arguments.AddRange([$"separator: {OctetText.Integer(separator)}", $"rest: {Name(shape.Rest, context)}"]);
        if (shape.Alone.Turn is { } turn)
            arguments.AddRange([$"turns: {parser.Name}.{turn.Register}", $"maxTurns: {turn.Maximum}"]);
        if (shape.Alone.Known is { } known)
            arguments.AddRange([$"words: Vocabulary.{known.Words}", $"set: {parser.Name}.{known.SetRegister}"]);
        if (shape.BeforeLast.Count > 0)
            arguments.Add($"beforeLast: {OctetText.Span(shape.BeforeLast)}");
        if (shape.Last.Count > 0)
            arguments.Add($"last: {OctetText.Span(shape.Last)}");
        var value = $"PlainRecords {{0}} = new({string.Join(", ", arguments)});";
        if (!_records.TryGetValue(value, out var name))
            _records.Add(value, name = _names.Take(parser.Lists[shape.List][..^"List".Length] + "Records"));
        return $"{ClassName}.{name}";

        string Register(string? register) => register is null ? "ScanRegisters.Count" : $"{parser.Name}.{register}";
    }

    /// <summary>Whether a block of octets is classified by a set at once: of the octets from 0x80 on, such a set has all or none.</summary>
    public static bool IsBlockwise(OctetSet set) => set != OctetSet.All && set.Count >= 8 && IsClass(set);

    /// <summary>The expression of a set.</summary>
    public string Reference(OctetSet set, string context) => $"{ClassName}.{Name(set, context)}";

    /// <summary>The name of a set.</summary>
    public string Name(OctetSet set, string context)
    {
        var known = _sets.Find(item => item.Set == set);
        if (known.Name is not null)
            return known.Name;
        var name = _names.Take(context.Length == 0 ? "Text" : CSharpNames.Pascal(context.TrimStart('$')));
        _sets.Add((name, set));
        return name;
    }

    /// <summary>The C# condition that a variable <c>octet</c>, -1 where there is none, is in a set, or is not.</summary>
    public string Condition(OctetSet set, string context, string octet, bool isIn)
    {
        var not = isIn ? "" : "not ";
        var ranges = set.Ranges().Count();
        if (set.Count == 1)
            return $"{octet} {(isIn ? "==" : "!=")} {OctetText.Integer(set.Octets().First())}";
        if (set == OctetSet.All)
            return isIn ? $"{octet} >= 0" : $"{octet} < 0";
        if (OctetSet.All - set is { Count: <= 3 } others)
            return $"{octet} is {(isIn ? "not " : "")}({string.Join(" or ", others.Octets().Select(OctetText.Integer).Prepend("-1"))})";
        var pattern = OctetText.IntegerPattern(set);
        if (ranges <= 3)
            return $"{octet} is {not}{(isIn || ranges == 1 && pattern[0] == '(' ? pattern : $"({pattern})")}";
        if (IsClass(set))
            return $"{(isIn ? "" : "!")}{Reference(set, context)}.Contains({octet})";
        if (OctetText.MaskTest(set, octet) is { } mask)
            return isIn ? mask : mask.Replace("==", "!=", StringComparison.Ordinal);
        return $"{octet} is {not}({pattern})";
    }

    /// <summary>Emits those that were asked for.</summary>
    public void Emit(CodeWriter code)
    {
        if (_sets.Count + _words.Count + _records.Count == 0)
            return;
        code.Line();
        using (code.Block($"file static class {ClassName}"))
        {
            foreach (var (name, set) in _sets)
            {
                code.Line($"// {OctetText.Abnf(set)}");
                var others = set.Bits2 == 0 ? "false" : "true";
                code.Line(
                    $"public static readonly OctetClass {name} = new(0x{set.Bits0:X16}, 0x{set.Bits1:X16}, includesOthers: {others});");
            }

            foreach (var (value, name) in _words.Concat(_records))
                code.Wrapped("public static readonly " + value.Replace("{0}", name, StringComparison.Ordinal));
        }
    }

    private static bool IsClass(OctetSet set) => (set.Bits2, set.Bits3) is (0, 0) or (ulong.MaxValue, ulong.MaxValue);
}
