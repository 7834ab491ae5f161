namespace ProtocolKit.Generator.Tests.Drawn;

/// <summary>Draws messages of numbers and sized parts.</summary>
internal sealed class BinaryParts(DrawnGrammar grammar, Random random)
{
    private int _messages;

    /// <summary>A message that begins with a number of its own.</summary>
    public Part Message()
    {
        var parts = new List<Part> { Part.Fixed($"uint8({_messages++})") };
        if (grammar.Demanded() is { } demanded)
            parts.Add(demanded);
        for (var i = random.Next(4); i > 0; i--)
            parts.Add(Element(depth: 0));
        return Part.Sequence(parts);
    }

    private Part Element(int depth) => random.Next(depth > 1 ? 5 : 10) switch
    {
        0 => grammar.Label(Number(), isList: false),
        1 => Bare(Number()),
        2 => Part.Fixed($"%x{random.Next(256):X2}.{random.Next(256):X2}"),
        3 => grammar.Label(Octets(), isList: false),
        4 => grammar.Repeated() ?? Part.Fixed("uint16(7)"),
        5 => Sized(depth),
        6 => Counted(),
        7 => grammar.AsRule(Element(depth + 1)),
        8 => Padded(depth),
        _ => new Part("octets(3)", _ => "%x01.02.03"),
    };

    private Value Number()
    {
        var octets = random.Next(5) switch { 0 => 1, 1 => 2, 2 => 3, 3 => 4, _ => 8 };
        var type = $"uint{octets * 8}{(octets > 1 && random.Next(3) == 0 ? "le" : "")}";
        var most = octets == 8 ? long.MaxValue : (1L << (octets * 8)) - 1;
        if (random.Next(4) == 0)
            return Flags(type, most);
        if (random.Next(3) > 0 || type.EndsWith("le", StringComparison.Ordinal))
            return new Value(type, r => $"{type}({r.NextInt64(most)})", r => $"{r.NextInt64(most)}", Repeat: name => $"{type}({name})");
        var (first, last) = (random.Next(1, 20), random.Next(20, 200));
        return new Value($"{type}({Named(first)}..{Named(last)})", r => $"{type}({Named(r.Next(first, last + 1))})", r =>
            $"{r.Next(first, last + 1)}", Fresh: true, Repeat: name => $"{type}({name})");
    }

    /// <summary>A number with bits that are set, and bits that are not.</summary>
    private Value Flags(string type, long most)
    {
        var set = random.NextInt64(most) & random.NextInt64(most) & random.NextInt64(most);
        var unset = random.NextInt64(most) & random.NextInt64(most) & random.NextInt64(most) & ~set;
        var (first, second) = (set & 0x5555555555555555, set & 0x2AAAAAAAAAAAAAAA);
        return new Value($"{type}(& {Named(first)} & {Named(second)} &! {Named(unset)})", r =>
            r.Next(2) == 0 ? $"{type}(& {Named(first)} & {second})" : $"{type}({Drawn(r)})", r => $"{Drawn(r)}", Repeat: name =>
            $"{type}({name})");

        long Drawn(Random r) => (r.NextInt64(most) | set) & ~unset;
    }

    /// <summary>A number, or a name for it.</summary>
    private string Named(long number)
    {
        if (random.Next(3) > 0)
            return $"{number}";
        var name = grammar.Names.Draw();
        grammar.AddRule(name, $"{number}");
        return name;
    }

    private Part Padded(int depth)
    {
        var (multiple, item) = (random.Next(2, 9), random.Next(2) == 0 ? Sized(depth) : Element(depth + 1));
        return item with { Rule = $"padded({multiple}, {item.Rule})", Say = r =>
            item.Say(r) is { } said ? $"padded({multiple}, {said})" : null };
    }

    private Value Octets()
    {
        var count = random.Next(1, 6);
        return new Value($"octets({count})", Sample, Sample);

        string Sample(Random r) => "%x" + string.Join('.', Enumerable.Range(0, count).Select(_ => $"{r.Next(256):X2}"));
    }

    private static Part Bare(Value value) => new(value.Rule, r => value.Sample(r), HasDefault: !value.Fresh);

    private Part Sized(int depth)
    {
        var size = grammar.Names.Draw();
        var type = random.Next(3) switch { 0 => "uint8", 1 => "uint16", _ => "uint24le" };
        var less = random.Next(4) == 0 ? " - 2" : "";
        var body = random.Next(3) switch
        {
            0 => new Part("rest", r => r.Next(2) == 0 ? "" : "\"rest\""),
            1 => Element(depth + 1),
            _ => Part.Sequence([Element(depth + 1), new Part("rest", r => $"%x{r.Next(256):X2}")]),
        };
        return new Part($"{size}:{type} within(${size}{less}, {body.Rule})", r => body.Say(r) switch
        {
            null => null,
            "" => $"{size}:{type} within(${size}{less}, octets(0))",
            var said => $"{size}:{type} within(${size}{less}, {said})",
        }, body.HasDefault && less.Length == 0);
    }

    private Part Counted()
    {
        var count = grammar.Names.Draw();
        var number = Number();
        var label = random.Next(3) == 0 ? grammar.Label(number, isList: true) : null;
        var item = label ?? (random.Next(2) == 0 ? new RecordParts(grammar, random).OfNumbers(Number) : Bare(number));
        return new Part($"{count}:uint8 ${count}( {item.Rule} )", r =>
        {
            var turns = Enumerable.Range(0, r.Next(4)).Select(_ => item.Say(r)).ToArray();
            return turns.Contains(null) ? null
                : label is not null && r.Next(2) == 0 && grammar.ListOf(label) is { } list
                    ? $"{count}:uint8 ${count}( {number.InPlace(list)} )"
                : turns.Length == 1 ? $"{count}:uint8 ${count}( {turns[0]} )"
                : $"{(r.Next(2) == 0 ? $"{count}:" : "")}uint8({turns.Length}) {string.Join(' ', turns)}".TrimEnd();
        }, HasDefault: false);
    }
}
