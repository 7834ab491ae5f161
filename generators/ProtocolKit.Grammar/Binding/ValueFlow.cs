using ProtocolKit.Grammar.Emit;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Binding;

/// <summary>Follows the values that are repeated: each has been written or read on every way, or is the parameter of its name.</summary>
internal sealed class ValueFlow(BindingContext context, ParameterBinder parameters)
{
    /// <summary>The lines of one part of a dialogue, with the syntax that they come from.</summary>
    public sealed record Part(IReadOnlyList<MessageStepSyntax> Steps, IReadOnlyList<LineModel> Lines, bool IsInside, bool InAnyOrder = false);

    public void Check(IEnumerable<Part> parts, IReadOnlyList<AnyTimeModel> anyTime, IReadOnlyList<SentenceModel> unreadable)
    {
        foreach (var part in parts)
        {
            Follow(part, byClient: true, isImplicit: false);
            Follow(part, byClient: false, isImplicit: false);
            if (part.Lines.Any(line => line.Alternatives.Any(alternative => alternative.ImplicitSentence is not null)))
                Follow(part, byClient: false, isImplicit: true);
        }

        for (var i = 0; i < anyTime.Count; i++)
        {
            var line = anyTime[i];
            var byClient = !line.FromClient;
            Use(line.Message.NeededBindings.Select(binding => binding.Name), [], byClient, context.File.AnyTime!.Lines[i].Span, isInside: false, []);
            HashSet<string> known = [.. Given(line.Message)];
            foreach (var answer in line.Answers)
            {
                Use(SentenceFacts.Repeated(answer), known, byClient, context.File.AnyTime!.Lines[i].Span, isInside: false, []);
                known.UnionWith(SentenceFacts.Given(answer));
            }
        }

        foreach (var answer in unreadable)
            Use(SentenceFacts.Repeated(answer), [], byClient: false, context.File.AnyTime!.Unreadable!.Span, isInside: false, []);
    }

    private static IEnumerable<string> Given(MessageModel message) =>
        message.Labels.Where(label => !label.MayBeAbsent).Select(label => label.Name);

    private void Follow(Part part, bool byClient, bool isImplicit)
    {
        var (lines, steps) = byClient ? (part.Lines, part.Steps) : (ServersOrder.Of(part.Lines), ServersOrder.Of(part.Steps, step => step.IsTogether));
        var known = new HashSet<string>?[lines.Count + 1];
        var first = lines.TakeWhile(line => !line.FromClient).Count();
        var introduced = lines.SelectMany(line => line.Alternatives).SelectMany(alternative => alternative.Message.Labels).Select(label => label.Name).ToHashSet();
        known[0] = [];
        for (var i = 0; i < lines.Count; i++)
        {
            if (part.InAnyOrder && !byClient && lines[i].FromClient)
                known[i] = [.. known[first] ?? []];
            // Of a line that is never reached, which is found elsewhere, nothing is asked.
            if (known[i] is not { } before)
                continue;
            for (var a = 0; a < lines[i].Alternatives.Count; a++)
            {
                var alternative = lines[i].Alternatives[a];
                var sentence = isImplicit ? alternative.ImplicitSentence : alternative.Sentence;
                var writes = lines[i].FromClient == byClient;
                if (!writes)
                    Use(alternative.Message.NeededBindings.Select(binding => binding.Name), before, byClient, steps[i].Alternatives[a].Span, part.IsInside, introduced);
                else if (sentence is not null)
                    Use(SentenceFacts.Repeated(sentence), before, byClient, steps[i].Alternatives[a].Span, part.IsInside, introduced);
                HashSet<string> after = [.. before, .. writes ? sentence is null ? introduced : SentenceFacts.Given(sentence) : Given(alternative.Message)];
                if (alternative.Outcome is null)
                    Meet(i + 1, after);
                if (alternative.Outcome == OutcomeKind.Next)
                    Meet(NextExchange(i), after);
                if (alternative.ElseSkip)
                    Meet(NextExchange(i), [.. before]);
            }
        }

        void Meet(int line, HashSet<string> values)
        {
            if (known[line] is null)
                known[line] = values;
            else
                known[line]!.IntersectWith(values);
        }

        int NextExchange(int line)
        {
            do
                line++;
            while (line < lines.Count && !lines[line].FromClient);
            return line;
        }
    }

    private void Use(IEnumerable<string> names, HashSet<string> known, bool byClient, TextSpan span, bool isInside, HashSet<string> introduced)
    {
        foreach (var name in names.Distinct().Where(name => !known.Contains(name)))
        {
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
