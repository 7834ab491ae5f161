namespace ProtocolKit.Generator.Tests.Drawn;

/// <summary>Draws messages of XML.</summary>
internal sealed class XmlParts(DrawnGrammar grammar, Random random)
{
    private readonly Value _text = new("drawn-text", r => $"\"{(char)('a' + r.Next(26))}{r.Next(100)}\"", r =>
        $"\"{(char)('a' + r.Next(26))}{r.Next(100)}\"");

    /// <summary>An element with a name of its own.</summary>
    public Part Message() => Element(depth: 0);

    private Part Element(int depth)
    {
        var name = (random.Next(2) == 0 ? "x:" : "") + grammar.Names.Word(2, 6).ToLowerInvariant();
        var attributes = Enumerable.Range(0, random.Next(3)).Select(_ => Attribute()).ToArray();
        var tag = Part.Sequence([Part.Fixed(name), .. attributes]);
        var children = Enumerable.Range(0, depth > 1 ? 0 : random.Next(3)).Select(_ => Child(depth)).ToList();
        var isExtensible = children.Count > 0 && random.Next(3) == 0;
        if (children.Count == 0 && !isExtensible)
            return new Part($"<{tag.Rule}/>", r => tag.Say(r) is { } said ? $"<{said}/>" : null);
        return new Part(
            $"<{tag.Rule}>{{ {string.Join(", ", children.Select(child => child.Rule).Concat(isExtensible ? ["..."] : Array.Empty<string>()))} }}",
            r =>
            {
                var said = children.Select(child => child.Say(r)).ToArray();
                return tag.Say(r) is not { } start || said.Contains(null) ? null
                    : said.All(text => text!.Length == 0) ? $"<{start}/>"
                    : $"<{start}>{{ {string.Join(", ", said.Where(text => text!.Length > 0))} }}";
            });
    }

    private Part Attribute()
    {
        var name = grammar.Names.Word(1, 5).ToLowerInvariant();
        return random.Next(4) switch
        {
            0 => Part.Fixed($"{name}=\"{grammar.Names.Word(1, 5)}\""),
            1 => Prefixed(name, grammar.Label(_text, isList: false)),
            2 => new Part($"[{name}=drawn-text]", r => r.Next(2) == 0 ? "" : $"{name}=\"a\""),
            _ => grammar.Repeated() is { } repeated ? Prefixed(name, repeated) : Part.Fixed($"{name}=\"1.0\""),
        };

        static Part Prefixed(string name, Part value) =>
            new($"{name}={value.Rule}", r => value.Say(r) is { } said ? $"{name}={said}" : null);
    }

    private Part Child(int depth)
    {
        return random.Next(5) switch
        {
            0 => Optional(grammar.Maybe(() => Element(depth + 1))),
            1 => TextList(),
            2 => Labelled(grammar.Names.Draw(), grammar.Maybe(() => Element(depth + 1))),
            3 => Texts(),
            _ => Element(depth + 1),
        };

        static Part Optional(Part element) => new($"[{element.Rule}]", r => r.Next(2) == 0 ? "" : element.Say(r));
    }

    private static Part Labelled(string name, Part element) => new($"[{name}:{element.Rule}]", r => r.Next(2) == 0 ? "" : element.Say(r));

    private Part Texts()
    {
        var name = grammar.Names.Word(2, 6).ToLowerInvariant();
        var text = grammar.Label(_text, isList: false);
        return new Part($"<{name}>{{ {text.Rule} }}", r => text.Say(r) is { } said ? $"<{name}>{{ {said} }}" : null);
    }

    private Part TextList()
    {
        var name = grammar.Names.Word(2, 6).ToLowerInvariant();
        var text = grammar.Label(_text, isList: true);
        return new Part($"*<{name}>{{ {text.Rule} }}", r => r.Next(2) == 0 ? "" : $"<{name}>{{ \"b{r.Next(9)}\" }}");
    }
}
