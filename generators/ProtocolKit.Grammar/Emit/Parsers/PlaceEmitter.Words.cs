using ProtocolKit.Grammar.Automata;

namespace ProtocolKit.Grammar.Emit.Parsers;

/// <content>Words that are looked up in tables.</content>
internal sealed partial class PlaceEmitter
{
    /// <summary>One of several literals.</summary>
    private void EmitTrie(DfaState state, LiteralTrie trie)
    {
        var literals = tables.Literals(trie.Words, state.Context);
        var source = Source(state);
        var stop = $"return cursor.StopIn({_layout.Number(state.Id)}, position, {source}, {literals}{PartEndArgument(state)});";
        KeepBegin(trie.Operations);

        var ends = trie.Words.Select((word, index) => (word.End, Number: index + 1)).GroupBy(word => word.End, word => word.Number)
            .ToArray();
        if (ends is [var only])
        {
            If($"{literals}.Match({source}, ref position) == 0", stop);
            Do(trie.Operations, only.Key, "begin");
            return;
        }

        var done = trie.Operations.SelectMany(operation => Statement(operation, "begin")).ToArray();
        using (code.Block($"switch ({literals}.Match({source}, ref position))"))
        {
            foreach (var end in ends)
                Case(Numbers(end), [.. done, $"goto {_layout.Name(end.Key)};"]);
            Case("", [stop]);
        }
    }

    /// <summary>The end of a word: what may follow depends on which one it was.</summary>
    private void EmitWordRun(DfaState state, WordRun run)
    {
        NeedsOctet = true;
        EmitRun(state, run.Class);
        code.Line($"octet = {OctetAt(state, "position++")};");
        var words = tables.Words(run.Words, state.Context);
        var ends = run.Words.Select((word, index) => (Number: index + 1, State: parser.States[word.End]))
            .Prepend((Number: 0, State: run.Run));
        var exits = ends.SelectMany(end => WordRun.Exits(end.State, run.Class).Select(transition => (end.Number, Transition: transition)))
            .GroupBy(exit => (exit.Transition.Octets, exit.Transition.Target, Operation.Text(exit.Transition.Operations)));
        using (code.Block($"switch ({words}.Find(source[registers[{ParserLayout.WordBegin}]..(position - 1)]))"))
        {
            foreach (var exit in exits)
            {
                var transition = exit.First().Transition;
                var condition = tables.Condition(transition.Octets, _layout.State(transition.Target).Context, "octet", isIn: true);
                Case($"{Numbers(exit.Select(item => item.Number))} when {condition}",
                    [.. Statements([transition]), .. GoTos([transition])]);
            }

            Case("", [Stop(state)]);
        }
    }

    private static string Numbers(IEnumerable<int> numbers) => string.Join(" or ", numbers);

    private void Case(string pattern, IReadOnlyList<string> statements)
    {
        var head = pattern.Length == 0 ? "default:" : $"case {pattern}:";
        var line = string.Join(' ', statements);
        if (code.HasRoom($"{head} {line}") && !statements.SkipLast(1).Any(IsGuarded))
        {
            code.Line($"{head} {line}");
            return;
        }

        code.Line(head);
        using (code.Indent())
            Lines(statements);
    }
}
