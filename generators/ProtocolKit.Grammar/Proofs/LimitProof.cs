using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Binding;
using ProtocolKit.Grammar.Emit;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Proofs;

/// <summary>Proves that the limits admit what must be read: each message, what is written for it, and the dialogue. What is written beside
/// a list parameter's values counts, so it tells that of the parameter, too.</summary>
internal sealed class LimitProof(BindingContext context, ProtocolModel model)
{
    private readonly SentencePatterns _sentences = new(context);

    public void Run()
    {
        foreach (var message in model.Messages.Where(message => message.Pattern is not null))
            CheckMessage(message.Pattern!, message.Expression.Span);
        var steps = context.File.MessageSteps.ToArray();
        var lines = model.LinesBeforeTls.Concat(model.LinesInsideTls).Concat(model.LinesFromTls ?? []).ToArray();
        foreach (var (step, line) in steps.Zip(lines, (step, line) => (step, line)))
        {
            foreach (var (syntax, alternative) in step.Alternatives.Zip(line.Alternatives, (syntax, bound) => (syntax, bound)))
                CheckWritten(alternative, syntax.Span);
        }

        CheckRounds(model.LinesBeforeTls, "before TLS");
        CheckRounds(model.LinesInsideTls, "inside TLS");
        CheckRounds(model.LinesFromTls ?? [], "inside TLS, where it starts with the first octet");
    }

    private void CheckMessage(Pattern pattern, TextSpan span)
    {
        if (PatternFacts.MinLength(pattern) is var octets && octets > context.Limits.Octets)
            Report(span, $"a message of at least {octets} octets", context.Limits.Octets, "octets");
        else if (PatternFacts.MinTurns(pattern) is var turns && turns > context.Limits.Items)
            Report(span, $"a repetition of at least {turns} turns", context.Limits.Items, "items");
        foreach (var (label, number) in Counts(pattern))
        {
            if (NumberForms.Of(number, isSize: true) is { } form && NumberForms.Least(number, form) is { } least
                && least > (ulong)context.Limits.Items)
                Report(span, $"'{label}', which counts at least {least} turns", context.Limits.Items, "items");
        }
    }

    /// <summary>The labels that count, with their numbers.</summary>
    private static IEnumerable<(string Label, Pattern Number)> Counts(Pattern pattern)
    {
        var all = PatternFacts.All(pattern).ToArray();
        return all.OfType<CountedPattern>().Select(counted => counted.Count).Distinct()
            .Select(label => all.OfType<CapturePattern>().FirstOrDefault(capture => capture.Label == label)).OfType<CapturePattern>()
            .Select(capture => (capture.Label, capture.Item));
    }

    private void CheckWritten(AlternativeModel alternative, TextSpan span)
    {
        if (context.Diagnostics.HasErrors || alternative.Sentence is not { Xml: null } sentence || alternative.Message.Automaton is not { } rule)
            return;
        var name = alternative.Message.Name;
        var octets = PatternFacts.MinLength(_sentences.PatternOf(sentence.Parts));
        if (octets > context.Limits.Octets)
            Report(span, $"at least {octets} octets that are written for '{name}'", context.Limits.Octets, "octets");
        var lists = sentence.Parts.SelectMany(SentenceFacts.All).OfType<ListPart>().Select(list => list.Parameter).ToHashSet();

        // Each turn has an octet at least.
        if (octets > context.Limits.Octets || octets <= context.Limits.Items && lists.Count == 0)
            return;
        var errors = new List<DeterminizationError>();
        var written = _sentences.Automaton(sentence.Parts, errors);
        if (errors.Count > 0)
            return;
        var turns = MostTurns(rule, LanguageRelation.Complete(written, written.States[0]));
        if (turns > context.Limits.Items)
            Report(span, $"a list of {turns} that is written for '{name}'", context.Limits.Items, "items");
        foreach (var parameter in model.Parameters.Where(parameter => lists.Contains(parameter.Name)))
            parameter.TurnsBeside = Math.Max(parameter.TurnsBeside, Math.Min(turns, context.Limits.Items - 1));
    }

    /// <summary>How often an unbounded repetition turns in a sentence, up to its first part of known size.</summary>
    private static int MostTurns(Dfa rule, IReadOnlyList<Symbol> sentence)
    {
        var (state, most) = (rule.States[0], 0);
        var turns = new Dictionary<int, int>();
        foreach (var symbol in sentence)
        {
            if (symbol is not OctetSymbol octet
                || state.Transitions.Find(way => way.Octets.Contains(octet.Octets.Representative())) is not { } way)
                return most;
            Do(way.Operations);
            state = rule.States[way.Target];
        }

        Do(state.AcceptOperations);
        return most;

        void Do(IReadOnlyList<Operation> operations)
        {
            foreach (var operation in operations)
            {
                if (operation is BeginLoop begin)
                    turns[begin.Loop] = begin.Turns;
                else if (operation is CountTurn { Maximum: null } turn)
                    most = Math.Max(most, turns[turn.Loop] = turns.GetValueOrDefault(turn.Loop) + 1);
            }
        }
    }

    private void CheckRounds(IReadOnlyList<LineModel> lines, string where)
    {
        Check(byClient: true, "client");
        Check(byClient: false, "server");

        void Check(bool byClient, string role)
        {
            if (LeastRounds(lines, byClient) is { } rounds && rounds > context.Limits.Rounds)
                Report(context.File.Dialogue!.Span, $"a dialogue in which the {role} reads at least {rounds} messages {where}",
                    context.Limits.Rounds, "rounds");
        }
    }

    /// <summary>How many messages a role reads on the shortest way through lines; null where none leads through.</summary>
    private static int? LeastRounds(IReadOnlyList<LineModel> lines, bool byClient)
    {
        var least = new int?[lines.Count + 1];
        least[0] = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            if (least[i] is not { } before)
                continue;
            var after = before + (lines[i].FromClient == byClient ? 0 : 1);
            foreach (var alternative in lines[i].Alternatives)
            {
                if (alternative.Outcome is null)
                    Lead(i + 1, after);
                if (alternative.Outcome == OutcomeKind.Next)
                    Lead(NextExchange(lines, i), after);
                if (alternative.ElseSkip)
                    Lead(NextExchange(lines, i), before);
            }
        }

        return least[^1];

        void Lead(int line, int rounds) => least[line] = Math.Min(least[line] ?? rounds, rounds);
    }

    private static int NextExchange(IReadOnlyList<LineModel> lines, int i)
    {
        while (++i < lines.Count && !lines[i].FromClient)
        {
        }

        return i;
    }

    private void Report(TextSpan span, string found, int limit, string unit) => context.Diagnostics.Report(
        GrammarDiagnostics.NotUnderstood, span, $"Found {found}, expected at most {limit}: write 'limit' with more {unit}.");
}
