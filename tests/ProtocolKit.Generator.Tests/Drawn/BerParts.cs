namespace ProtocolKit.Generator.Tests.Drawn;

/// <summary>Draws messages of BER.</summary>
internal sealed class BerParts(DrawnGrammar grammar, Random random)
{
    private int _messages;

    /// <summary>A message whose second element has a tag of its own.</summary>
    public Part Message()
    {
        var number = grammar.Demanded()
            ?? (random.Next(3) == 0 ? grammar.Label(Integer(), isList: false) : grammar.Repeated() is { } repeated && random.Next(4) > 0
            ? repeated : Part.Fixed("INTEGER 1"));
        // A value that is no INTEGER is repeated as well: by its name, it is the element that it was.
        if (number.Rule.StartsWith('$') && grammar.IsNumber(number.Rule[1..]) && random.Next(2) == 0)
            number = Part.Fixed($"INTEGER {number.Rule}");
        var elements = Enumerable.Range(0, random.Next(4)).Select(_ => Element(depth: 0)).ToArray();
        var content = elements.Length == 0 ? Part.Fixed("\"\"") : Braces(elements);
        var tag = $"APPLICATION {_messages++} ";
        return new Part($"SEQUENCE {{ {number.Rule}, {tag}{content.Rule} }}", r =>
            number.Say(r) is { } id && content.Say(r) is { } said ? $"SEQUENCE {{ {id}, {tag}{said} }}" : null,
            number.HasDefault && content.HasDefault);
    }

    private static Part Braces(Part[] elements) => new(
        $"{{ {string.Join(", ", elements.Select(element => element.Rule))} }}",
        r => elements.Select(element => element.Say(r)).ToArray() is var said && said.Contains(null) ? null
            : $"{{ {string.Join(", ", said.Where(text => text!.Length > 0))} }}",
        elements.All(element => element.HasDefault));

    private Part Element(int depth) => random.Next(depth > 1 ? 6 : 11) switch
    {
        0 => grammar.Label(Integer(), isList: false),
        1 => grammar.Label(new Value("OCTETS", Text, Plain, IsBounded: false, ParameterRule: "1*64%x21-7E"), isList: false),
        2 => new Part("BOOLEAN", r => r.Next(2) == 0 ? "BOOLEAN TRUE" : "BOOLEAN FALSE", HasDefault: false),
        3 => Part.Fixed($"ENUMERATED {random.Next(100)}"),
        4 => Part.Fixed($"OCTETS \"{grammar.Names.Word(1, 6)}\""),
        5 => grammar.Repeated() ?? Part.Fixed("OCTETS"),
        6 => new Part($"SEQUENCE OF {(random.Next(2) == 0 ? "OCTETS" : "INTEGER")}", _ => null) is var bare && random.Next(2) == 0 ? bare
            : ListOf(),
        7 => Nested($"CONTEXT {random.Next(5)} ", depth),
        8 => Nested("SEQUENCE ", depth),
        9 => Nested("SET ", depth),
        _ => Optional($"CONTEXT {random.Next(5, 9)} \"{grammar.Names.Word(1, 4)}\""),
    };

    private Part ListOf()
    {
        var item = random.Next(2) == 0 ? new RecordParts(grammar, random).OfElements(Item) : grammar.Label(Item(), isList: true);
        return new Part($"SEQUENCE OF {item.Rule}", r =>
        {
            var turns = Enumerable.Range(0, r.Next(1, 4)).Select(_ => item.Say(r)).ToArray();
            return turns.Contains(null) ? null : $"SEQUENCE {{ {string.Join(", ", turns)} }}";
        });
    }

    private Value Item() =>
        random.Next(2) == 0 ? Integer() : new Value("OCTETS", Text, Plain, IsBounded: false, ParameterRule: "1*64%x21-7E");

    private Part Nested(string tag, int depth)
    {
        var content = Braces([.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => Element(depth + 1))]);
        return new Part(tag + content.Rule, r => content.Say(r) is { } said ? tag + said : null, content.HasDefault);
    }

    private static Part Optional(string element) => new($"[{element}]", r => r.Next(2) == 0 ? "" : element);

    private Value Integer()
    {
        var most = random.Next(3) switch { 0 => 9, 1 => 255, _ => int.MaxValue };
        return new Value($"INTEGER(1..{most})", r => $"INTEGER {r.Next(1, most)}", r => $"{r.Next(1, most)}", Fresh: true);
    }

    private static string Text(Random r) => $"OCTETS {Plain(r)}";

    private static string Plain(Random r) => $"\"{(char)('a' + r.Next(26))}{r.Next(1000)}\"";
}
