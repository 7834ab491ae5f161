using ProtocolKit.Grammar.Emit;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Binding;

/// <summary>Follows the values that are repeated: each has been written or read on every way, or is the parameter of its name.</summary>
internal sealed class ValueFlow(BindingContext context, ParameterBinder parameters, MessageTable messages)
{
    /// <summary>The lines of one part of a dialogue, with the syntax that they come from.</summary>
    public sealed record Part(
        IReadOnlyList<MessageStepSyntax> Steps, IReadOnlyList<LineModel> Lines, bool IsInside, bool InAnyOrder = false);

    private readonly List<(bool ByClient, SentenceModel Sentence)> _answers = [];
    private readonly UnnamedValues _unnamed = new(context, messages);
    private readonly HashSet<SentenceModel> _said = [];

    public void Check(IEnumerable<Part> parts, IReadOnlyList<AnyTimeModel> anyTime, IReadOnlyList<SentenceModel> unreadable)
    {
        _answers.AddRange(anyTime.SelectMany(line => line.Answers.Select(answer => (!line.FromClient, answer))));
        var all = parts.ToArray();
        foreach (var part in all)
        {
            CheckTogether(part);
            Follow(part, byClient: true, isImplicit: false);
            Follow(part, byClient: false, isImplicit: false);
            if (part.Lines.Any(line => line.Alternatives.Any(alternative => alternative.ImplicitSentence is not null)))
                Follow(part, byClient: false, isImplicit: true);
        }

        for (var i = 0; i < anyTime.Count; i++)
        {
            var line = anyTime[i];
            var byClient = !line.FromClient;
            var span = context.File.AnyTime!.Lines[i].Span;
            var known = new Values([], Anywhere(byClient));
            Use(line.Message.NeededBindings.Select(binding => binding.Name), known, byClient, span, isInside: false, []);
            known = known.Read(line.Message);
            foreach (var answer in line.Answers)
            {
                Use(answer, known, byClient, span, isInside: false, []);
                known = Written(known, answer);
            }
        }

        foreach (var answer in unreadable)
            Use(answer, new Values([], Anywhere(byClient: false)), byClient: false, context.File.AnyTime!.Unreadable!.Span,
                isInside: false, []);

        HashSet<string> Anywhere(bool byClient) =>
            [.. Unnamed(byClient), .. all.SelectMany(part => part.Lines).Where(line => line.FromClient == byClient).SelectMany(Unnamed)];
    }

    /// <summary>What a role knows at a place.</summary>
    /// <param name="Known">The values that it has read or written on every way.</param>
    /// <param name="Unnamed">Those of which the other role may have read another one: a text spells it out, and does not name it.</param>
    private sealed record Values(HashSet<string> Known, HashSet<string> Unnamed)
    {
        public Values Read(MessageModel message) => With(Given(message), []);

        public Values Written(IEnumerable<string> given, IEnumerable<string> unnamed) => With(given, unnamed);

        /// <summary>The same, where a text that spells out some values may have been said in between.</summary>
        public Values Since(IReadOnlyCollection<string> unnamed) => With([], unnamed);

        public Values And(IEnumerable<string> known) => With(known, []);

        public Values Or(Values other) => new([.. Known.Intersect(other.Known)], [.. Unnamed.Union(other.Unnamed)]);

        private Values With(IEnumerable<string> given, IEnumerable<string> unnamed)
        {
            string[] lost = [.. unnamed];
            return new Values([.. Known.Union(given).Except(lost)], [.. Unnamed.Except(given).Union(lost)]);
        }
    }

    /// <summary>What both sides say without waiting repeats no value of the other's, whatever parameter has its name.</summary>
    private void CheckTogether(Part part)
    {
        for (var i = 0; i + 1 < part.Lines.Count; i++)
        {
            if (part.Lines[i] is not { IsTogether: true, FromClient: true } client)
                continue;
            var labels = client.Alternatives.SelectMany(alternative => alternative.Message.Labels).Select(label => label.Name).ToHashSet();
            for (var a = 0; a < part.Lines[i + 1].Alternatives.Count; a++)
            {
                foreach (
                    var binding in part.Lines[i + 1].Alternatives[a].Message.NeededBindings.Where(binding => labels.Contains(binding.Name)))
                {
                    context.Diagnostics.Report(GrammarDiagnostics.MayBeUnknown, part.Steps[i + 1].Alternatives[a].Span,
                        $"${binding.Name} is said by the client in this line, which the server has not read when it says its own. Repeat it in a later line.");
                }
            }
        }
    }

    private static IEnumerable<string> Given(MessageModel message) =>
        message.Labels.Where(label => !label.MayBeAbsent).Select(label => label.Name);

    private void Follow(Part part, bool byClient, bool isImplicit)
    {
        var (lines, steps) = byClient ? (part.Lines, part.Steps)
            : (ServersOrder.Of(part.Lines), ServersOrder.Of(part.Steps, step => step.IsTogether));
        var known = new Values?[lines.Count + 1];
        var first = lines.TakeWhile(line => !line.FromClient).Count();
        var introduced = lines.SelectMany(line => line.Alternatives).SelectMany(alternative => alternative.Message.Labels)
            .Select(label => label.Name).ToHashSet();
        var isInAnyOrder = part.InAnyOrder && !byClient;
        string[] anyTime = [.. Unnamed(byClient)];
        string[] anyOrder = [.. lines.Where(line => !line.FromClient).SelectMany(Unnamed)];
        known[0] = new Values([], []);
        for (var i = 0; i < lines.Count; i++)
        {
            if (isInAnyOrder && lines[i].FromClient)
                known[i] = (known[first] ?? known[0])!.Since(anyOrder);
            // Of a line that is never reached, which is found elsewhere, nothing is asked.
            if (known[i]?.Since(anyTime) is not { } before)
                continue;
            for (var a = 0; a < lines[i].Alternatives.Count; a++)
            {
                var alternative = lines[i].Alternatives[a];
                var sentence = isImplicit ? alternative.ImplicitSentence : alternative.Sentence;
                var writes = lines[i].FromClient == byClient;
                if (!writes)
                    Use(alternative.Message.NeededBindings.Select(binding => binding.Name), before, byClient,
                        steps[i].Alternatives[a].Span, part.IsInside, introduced);
                else if (sentence is not null)
                    Use(sentence, before, byClient, steps[i].Alternatives[a].Span, part.IsInside, introduced);
                var after = !writes ? before.Read(alternative.Message) : sentence is null ? before.And(introduced)
                    : Written(before, sentence);
                if (alternative.Outcome is null)
                    Meet(i + 1, after);
                if (alternative.Outcome == OutcomeKind.Next)
                    Meet(NextExchange(i), after);
                if (alternative.ElseSkip)
                    Meet(NextExchange(i), before);
            }
        }

        void Meet(int line, Values values) => known[line] = known[line]?.Or(values) ?? values;

        int NextExchange(int line)
        {
            do
                line++;
            while (line < lines.Count && !lines[line].FromClient);
            return line;
        }
    }

    private Values Written(Values before, SentenceModel sentence) => before.Written(SentenceFacts.Given(sentence), _unnamed.Of(sentence));

    /// <summary>What a line spells out and does not name.</summary>
    private IEnumerable<string> Unnamed(LineModel line) => line.Alternatives
        .SelectMany(alternative => new[] { alternative.Sentence, alternative.ImplicitSentence }.OfType<SentenceModel>())
            .SelectMany(_unnamed.Of);

    /// <summary>What a role's answers at any time spell out and do not name: the other role may have read it anywhere.</summary>
    private IEnumerable<string> Unnamed(bool byClient) =>
        _answers.Where(answer => answer.ByClient == byClient).SelectMany(answer => _unnamed.Of(answer.Sentence));

    /// <summary>What a role says must repeat what the other knows, be it a value that was read or written, or the parameter of its
    /// name.</summary>
    private void Use(SentenceModel sentence, Values known, bool byClient, TextSpan span, bool isInside, HashSet<string> introduced)
    {
        Use(SentenceFacts.Repeated(sentence), known, byClient, span, isInside, introduced);
        var (given, unnamed) = (SentenceFacts.Given(sentence).ToHashSet(), _unnamed.Of(sentence));
        var own = References(MessageOf(sentence)).Where(name => given.Contains(name) && unnamed.Contains(name));
        foreach (
            var name in SentenceFacts.UnlabelledParameters(sentence).Where(name => known.Unnamed.Contains(name) && !given.Contains(name))
            .Concat(own).Distinct())
            ReportUnnamed(name, byClient, span);
        if (!_said.Add(sentence) || TextOf(sentence) is not { } text || context.Diagnostics.HasErrors)
            return;
        if (SpelledValues.FindDifferent(sentence, MessageOf(sentence)) is { } differing)
        {
            context.Diagnostics.Report(GrammarDiagnostics.TextIsNoSentence, text.Span,
                $"This text spells out one value of '{differing}' and another one where '{sentence.Message}' repeats ${differing}. Write ${differing} there.");
        }
        else if (_unnamed.FindSpelled(sentence) is { } spelled)
        {
            context.Diagnostics.Report(GrammarDiagnostics.TextIsNoSentence, text.Span,
                $"This text spells out a value where '{sentence.Message}' repeats ${spelled}: the other role compares it with what was said before. Write ${spelled} there.");
        }
    }

    private SaysSyntax? TextOf(SentenceModel sentence) => context.File.Says.FirstOrDefault(text => text.Word is null
        && text.Rule.Text.Equals(sentence.Message, StringComparison.OrdinalIgnoreCase) && context.TextOf(text.Text.Span) == sentence.Text);

    private MessageModel MessageOf(SentenceModel sentence) => messages.All.First(message => message.Name == sentence.Message);

    /// <summary>The values that a message repeats, its own and those of others.</summary>
    private static IEnumerable<string> References(MessageModel message)
    {
        return message.Pattern is null ? [] : Of(message.Pattern);

        static IEnumerable<string> Of(Automata.Pattern pattern) =>
            Automata.PatternFacts.Children(pattern).SelectMany(Of)
                .Concat(pattern is Automata.ReferencePattern reference ? [reference.Name] : []);
    }

    private void ReportUnnamed(string name, bool byClient, TextSpan span) =>
        context.Diagnostics.Report(GrammarDiagnostics.MayBeUnknown, span,
        $"${name} may be another value here for the {(byClient ? "client" : "server")} than for the other role: a text spells out a '{name}' and does not name it. Name that part of the text, {name}:\"…\".");

    private void Use(IEnumerable<string> names, Values known, bool byClient, TextSpan span, bool isInside, HashSet<string> introduced)
    {
        foreach (var name in names.Distinct().Where(name => !known.Known.Contains(name)))
        {
            if (known.Unnamed.Contains(name) && context.Values.Parameter(name) is not null)
            {
                ReportUnnamed(name, byClient, span);
                continue;
            }

            if (ValueTable.IsHost(name))
            {
                if (!byClient)
                {
                    context.Diagnostics.Report(GrammarDiagnostics.MayBeUnknown, span,
                        $"${name} has no value here for the server, which knows a name only if the client says it. Let a C: line before it, on the same side of TLS, label it ({name}:1*255VCHAR).");
                }

                continue;
            }

            var binding = context.BindingOf(name);
            if (context.Values.Parameter(name) is { IsList: false })
            {
                parameters.Use(name, byClient);
                if (byClient)
                    binding.BeginsWithClientParameter = true;
                else
                    binding.BeginsWithServerParameter = true;
            }
            else if ((!isInside || introduced.Contains(name)) && context.Values.Shape(new NameToken(name, default)) is not null)
            {
                context.Diagnostics.Report(GrammarDiagnostics.MayBeUnknown, span,
                    $"${name} may have no value here for the {(byClient ? "client" : "server")}: there is a way on which it has neither read nor written a '{name}'. " +
                    $"Let every way say it (a text names the part, {name}:\"…\"), or declare a parameter '{name}' with a default.");
            }
        }
    }
}
