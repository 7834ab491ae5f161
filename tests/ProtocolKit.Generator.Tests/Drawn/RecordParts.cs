namespace ProtocolKit.Generator.Tests.Drawn;

/// <summary>Draws lists whose elements have labels of their own.</summary>
internal sealed class RecordParts(DrawnGrammar grammar, Random random)
{
    /// <summary>Records of a text: a first value, and what may follow it.</summary>
    /// <param name="bounds">How often.</param>
    /// <param name="turns">Draws how often in a text.</param>
    /// <param name="lead">What stands before each, mostly.</param>
    /// <param name="value">Draws a value.</param>
    public Part OfText(string bounds, Func<Random, int> turns, string lead, Func<Value> value)
    {
        var first = grammar.Label(random.Next(2) == 0 ? KnownWords() : value(), isList: true);
        var second = grammar.Label(value(), isList: true);
        var third = random.Next(2) == 0 ? grammar.Label(value(), isList: true) : null;
        var inner = third is not null && random.Next(2) == 0 ? grammar.Label(value(), isList: true) : null;
        var more = third is null ? "" : inner is null ? $" *( \";\" {third.Rule} )"
            : $" *( \"[\" {grammar.Names.Draw()}:( {third.Rule} *( \";\" {inner.Rule} ) ) \"]\" )";
        var record = $"{grammar.Names.Draw()}:( {first.Rule} [ \"=\" {second.Rule} ]{more} )";
        var separator = random.Next(6) == 0 ? "" : lead + " ";
        return new Part($"{bounds}( {separator}{record} )", r =>
            string.Join(' ', Enumerable.Range(0, turns(r)).Select(_ => separator + One(r))), bounds[0] == '*');

        string One(Random r)
        {
            var said = first.Say(r) + (r.Next(2) == 0 ? "" : $" \"=\" {second.Say(r)}");
            for (var i = third is null ? 0 : r.Next(3); i > 0; i--)
                said += inner is null ? $" \";\" {third!.Say(r)}" : Within(r);
            return said;
        }

        string Within(Random r)
        {
            var said = $" \"[\" {third!.Say(r)}";
            for (var i = r.Next(3); i > 0; i--)
                said += $" \";\" {inner!.Say(r)}";
            return said + " \"]\"";
        }
    }

    /// <summary>A record of numbers.</summary>
    public Part OfNumbers(Func<Value> number)
    {
        var members = Enumerable.Range(0, random.Next(1, 4)).Select(_ => grammar.Label(number(), isList: true)).ToArray();
        return new Part($"{grammar.Names.Draw()}:( {string.Join(' ', members.Select(member => member.Rule))} )", r =>
            string.Join(' ', members.Select(member => member.Say(r))));
    }

    /// <summary>A record of BER elements, the last of which may be a list.</summary>
    public Part OfElements(Func<Value> value)
    {
        var members = Enumerable.Range(0, random.Next(1, 3)).Select(_ => grammar.Label(value(), isList: true)).ToArray();
        var last = random.Next(2) == 0 ? grammar.Label(value(), isList: true) : null;
        return new Part(
            $"{grammar.Names.Draw()}:SEQUENCE {{ {string.Join(", ", members.Select(member => member.Rule))}{(last is null ? "" : $", SET OF {last.Rule}")} }}",
            r => $"SEQUENCE {{ {string.Join(", ", members.Select(member => member.Say(r)))}{(last is null ? "" : $", SET {{ {last.Say(r)} }}")} }}");
    }

    /// <summary>Words beside a rule that contains them.</summary>
    private Value KnownWords()
    {
        var words = Enumerable.Range(0, random.Next(1, 40))
            .Select(_ => (random.Next(6) == 0 ? "%s" : "") + $"\"{grammar.Names.Word(1, 9)}\"").ToArray();
        return new Value($"( {string.Join(" / ", words)} / 1*9( ALPHA / DIGIT ) )", Sample, Sample);

        string Sample(Random r) => r.Next(3) == 0 ? "\"a1Z\"" : words[r.Next(words.Length)];
    }
}
