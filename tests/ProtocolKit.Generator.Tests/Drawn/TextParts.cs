namespace ProtocolKit.Generator.Tests.Drawn;

/// <summary>Draws messages of lines of text.</summary>
internal sealed class TextParts(DrawnGrammar grammar, Random random)
{
    private static readonly string[] s_leads = ["SP", "\",\"", "\";\"", "\"/\"", "\"=\"", "\"!\"", "%x7C", "\"~\""];

    private readonly HashSet<string> _left = [];

    /// <summary>A message that begins with a word of its own, mostly, and ends a line, mostly.</summary>
    public Part Message()
    {
        _left.Clear();
        var parts = new List<Part>
        {
            random.Next(12) == 0 ? new Part("1*3DIGIT", r => $"\"{r.Next(1000)}\"", HasDefault: false)
                : Part.Fixed(Quoted(grammar.Names.Word(2, 6))),
        };
        if (grammar.Demanded() is { } demanded)
            parts.Add(Part.Sequence([Part.Fixed("SP"), demanded]));
        for (var i = random.Next(4); i > 0; i--)
            parts.Add(Element(depth: 0));
        if (random.Next(8) == 0)
            parts.Add(Part.Sequence([Lead(mayRepeat: false), grammar.Label(Run("1*40%x21-7E", "!~aQ9", 1, 12), isList: false)]));
        parts.Add(
            random.Next(15) switch { 0 => new Part("*WSP CRLF", _ => "CRLF"), 1 => Part.Fixed("\".\""), 2 => Part.Fixed("LF"), _ =>
            Part.Fixed("CRLF") });
        return Part.Sequence(parts);
    }

    /// <summary>What stands before an element: mostly none that could be the next turn, or the option, before it.</summary>
    private Part Lead(bool mayRepeat)
    {
        var free = s_leads.Where(lead => !_left.Contains(lead)).ToArray();
        var lead = free.Length == 0 || random.Next(20) == 0 ? "SP" : random.Next(3) > 0 ? free[0] : free[random.Next(free.Length)];
        if (mayRepeat)
            _left.Add(lead);
        return Part.Fixed(lead);
    }

    private Part Element(int depth) => random.Next(depth > 1 ? 6 : 15) switch
    {
        0 or 1 => Part.Sequence([Lead(mayRepeat: false), grammar.Label(Value(), isList: false)]),
        2 => Part.Sequence([Lead(mayRepeat: false), Bare()]),
        3 => Part.Fixed(Literal()),
        4 => grammar.Repeated() is { } repeated ? Part.Sequence([Lead(mayRepeat: false), repeated]) : Part.Fixed("SP"),
        5 => Part.Fixed(Literal()),
        6 => Option(
            Part.Sequence([Lead(mayRepeat: true), Part.Fixed(Quoted(grammar.Names.Word(1, 3))), grammar.Maybe(() => Element(depth + 1))])),
        7 => LabelledList(),
        8 => List(Part.Sequence([Lead(mayRepeat: true), Bare()])),
        9 => Choice([Bracketed("<", depth, ">"), Bracketed("[", depth, "]")]),
        10 => Sized(),
        11 => Call(Element(depth + 1)),
        12 => Lines(depth),
        13 => grammar.AsRule(Element(depth + 1)),
        _ => Difference(),
    };

    private Part Bracketed(string left, int depth, string right) =>
        Part.Sequence([Part.Fixed(Quoted(left)), grammar.Maybe(() => Element(depth + 1)), Part.Fixed(Quoted(right))]);

    /// <summary>A value that a label can have, and that white space or a line end follows.</summary>
    private Value Value()
    {
        var most = random.Next(4) switch { 0 => 2, 1 => 8, 2 => 40, _ => 255 };
        return random.Next(8) switch
        {
            0 => Digits(random.Next(1, 4)),
            1 => Run($"1*{Math.Min(most, 9)}DIGIT", "0123456789", 1, Math.Min(most, 9)),
            2 => Run("1*ALPHA", "abcXYZ", 1, 9) with { IsBounded = false },
            3 => Run($"1*{most}( ALPHA / DIGIT / \"-\" )", "aZ09-", 1, Math.Min(most, 12)),
            4 => Run($"*{most}( ALPHA / %x80-FF )", "aQ", 0, Math.Min(most, 12)),
            5 => Words(),
            6 => Run($"{random.Next(1, 5)}( ALPHA / DIGIT )", "aZ09", -1, 0),
            _ => Run($"{random.Next(1, 3)}*{random.Next(3, 6)}HEXDIG", "0129AF", 3, 3),
        };
    }

    private static Value Digits(int count)
    {
        return new Value($"{count}DIGIT", Sample, Sample, Fresh: true);

        string Sample(Random r) => Quoted(string.Concat(Enumerable.Range(0, count).Select(_ => (char)('0' + r.Next(10)))));
    }

    private static Value Run(string rule, string octets, int least, int most)
    {
        var exact = least < 0 ? rule[0] - '0' : -1;
        return new Value(rule, Sample, Sample, Fresh: exact > 0);

        string Sample(Random r) =>
            Quoted(new string(
            [.. Enumerable.Range(0, exact > 0 ? exact : r.Next(least, most + 1)).Select(_ => octets[r.Next(octets.Length)])]));
    }

    private Value Words()
    {
        var words = Enumerable.Range(0, random.Next(2, 5)).Select(_ => Quoted(grammar.Names.Word(1, 5))).Distinct().ToArray();
        return new Value($"( {string.Join(" / ", words)} )", r => words[r.Next(words.Length)], r => words[r.Next(words.Length)]);
    }

    private Part Bare()
    {
        var value = Value();
        return new Part(value.Rule, r => value.Sample(r), HasDefault: false);
    }

    private string Literal() => random.Next(7) switch
    {
        0 => "%x"
            + string.Join(
            '.', Enumerable.Range(0, random.Next(1, 4))
            .Select(_ => random.Next(0x21, 0x7F).ToString("X2", System.Globalization.CultureInfo.InvariantCulture))),
        1 => "%s" + Quoted(grammar.Names.Word(1, 4)),
        2 => "DQUOTE",
        _ => Quoted(string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => "=,;:!/()<>@"[random.Next(11)]))),
    };

    private static Part Option(Part part) => new($"[ {part.Rule} ]", r => r.Next(2) == 0 ? "" : part.Say(r));

    private Part List(Part part)
    {
        var (bounds, turns) = Bounds();
        return new Part($"{bounds}( {part.Rule} )", r =>
        {
            var said = Enumerable.Range(0, turns(r)).Select(_ => part.Say(r)).ToArray();
            return said.Contains(null) ? null : string.Join(' ', said);
        }, part.HasDefault || bounds[0] == '*');
    }

    private Part LabelledList()
    {
        var (bounds, turns) = Bounds();
        var lead = Lead(mayRepeat: true).Rule;
        if (random.Next(2) == 0)
            return grammar.LabelledList(bounds, turns, lead, Value());
        _left.UnionWith(["\"=\"", "\";\""]);
        return new RecordParts(grammar, random).OfText(bounds, turns, lead, Value);
    }

    private (string Bounds, Func<Random, int> Turns) Bounds()
    {
        var (least, most) = random.Next(4) switch { 0 => (1, 0), 1 => (0, random.Next(1, 6)), 2 =>
            (random.Next(1, 3), random.Next(3, 20)), _ => (0, 0) };
        return ((least == 0 ? "" : $"{least}") + "*" + (most == 0 ? "" : $"{most}"), r =>
            r.Next(least, Math.Max(least, most == 0 ? 4 : Math.Min(most, 4)) + 1));
    }

    private static Part Choice(Part[] parts) =>
        new($"( {string.Join(" / ", parts.Select(part => part.Rule))} )", r => parts[r.Next(parts.Length)].Say(r), parts[0].HasDefault);

    /// <summary>A part whose size its digits say.</summary>
    private Part Sized()
    {
        var size = grammar.Names.Draw();
        var digits = random.Next(3) switch { 0 => "3DIGIT", 1 => "1*4DIGIT", _ => "1*3HEXDIG" };
        return random.Next(2) == 0 && random.Next(2) == 0
            ? new Part($"SP \"{{\" {size}:{digits} \"}}\" octets(${size})", _ => null)
            : WithinText(size, digits);
    }

    private Part WithinText(string size, string digits)
    {
        var body = Bare();
        return new Part($"SP \"{{\" {size}:{digits} \"}}\" within(${size}, *VCHAR)", r =>
            body.Say(r) is { } said ? $"SP \"{{\" {size}:{digits} \"}}\" within(${size}, {said})" : null, HasDefault: false);
    }

    private Part Call(Part part)
    {
        var name = grammar.Names.Draw();
        grammar.AddRule($"{name}(part)", "\"(\" part \")\"");
        return new Part($"{name}({part.Rule})", r => part.Say(r) is { } said ? $"\"(\" {said} \")\"" : null, part.HasDefault);
    }

    private Part Lines(int depth)
    {
        var inner = grammar.Maybe(() => Element(depth + 1));
        var code = Quoted($"{random.Next(100, 1000)}");
        return new Part($"*( {code} \"-\" {inner.Rule} CRLF ) {code} SP", r =>
        {
            var turns = Enumerable.Range(0, r.Next(3)).Select(_ => inner.Say(r) is { } said ? $"{code} \"-\" {said} CRLF" : null).ToArray();
            return turns.Contains(null) ? null : string.Join(' ', turns.Append(code + " SP"));
        });
    }

    private Part Difference()
    {
        var except = grammar.Names.Word(1, 4).ToLowerInvariant();
        var lead = Lead(mayRepeat: false).Rule;
        return new Part($"{lead} ( 1*ALPHA - {Quoted(except)} )", _ => $"{lead} {Quoted(except + "x")}", HasDefault: false);
    }

    private static string Quoted(string text) => $"\"{text}\"";
}
