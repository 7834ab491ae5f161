using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Binding;
using ProtocolKit.Grammar.Emit;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Proofs;

/// <summary>Proves of the sentences whose length varies that they are right: of messages with parts of known size or number that their
/// sizes and counts are, of those with a list that it may have no value.</summary>
internal sealed class SizedSentences(BindingContext context, MessageTable messages, ProtocolModel model)
{
    private readonly SentencePatterns _patterns = new(context);
    private readonly HashSet<string> _seen = [];
    private readonly HashSet<SaysSyntax> _checked = [];

    /// <summary>The texts that need no other proof.</summary>
    public IReadOnlySet<SaysSyntax> Checked => _checked;

    public void Run()
    {
        var steps = context.File.MessageSteps.ToArray();
        var lines = model.LinesBeforeTls.Concat(model.LinesInsideTls).Concat(model.LinesFromTls ?? []).ToArray();
        for (var i = 0; i < lines.Length; i++)
        {
            for (var a = 0; a < lines[i].Alternatives.Count; a++)
            {
                var span = steps[i].Alternatives[a].Span;
                Check(lines[i].Alternatives[a].Sentence, span);
                Check(lines[i].Alternatives[a].ImplicitSentence, span);
            }

            Check(lines[i].Ask, steps[i].Span);
        }

        for (var i = 0; i < model.AnyTime.Count; i++)
        {
            foreach (var answer in model.AnyTime[i].Answers)
                Check(answer, context.File.AnyTime!.Lines[i].Span);
        }

        foreach (var answer in model.Unreadable)
            Check(answer, context.File.AnyTime!.Unreadable!.Span);
    }

    private void Check(SentenceModel? sentence, TextSpan span)
    {
        if (sentence is null || context.Diagnostics.HasErrors || !_seen.Add(sentence.MethodName))
            return;
        var message = messages.All.First(message => message.Name == sentence.Message);
        if (message.Pattern is not { } pattern || message.Language is not { } language || !PatternFacts.HasParts(pattern)
            && !SentenceFacts.HasList(sentence))
            return;
        var text = context.File.Says.FirstOrDefault(text =>
            sentence.Message.Equals(text.Rule.Text, StringComparison.OrdinalIgnoreCase) && context.TextOf(text.Text.Span) == sentence.Text);
        var written = Determinizer.Determinize(NfaBuilder.Build(_patterns.PatternOf(sentence.Parts), onlyLabels: []), [], []);
        if (!PatternFacts.HasParts(pattern))
        {
            if (LanguageRelation.FindOutside(written, language) is { } other && !(text is not null && IsWrong(text, language)))
            {
                Report(text?.Span ?? span, $"What is written for '{sentence.Message}' can be \"{ExampleText.Of(other)}\", which is no sentence of it, so the other role would not read it. " +
                    "A list may have any number of values, also none: let the repetition begin at 0, or write something beside the list.");
            }

            return;
        }

        foreach (var (size, (_, most)) in _patterns.Sizes)
        {
            if (most > NumberForms.Capacity(size.Form))
            {
                Report(text?.Span ?? span, $"What is written for '{sentence.Message}' may have {most} where '{size.Label}' can say {NumberForms.Capacity(size.Form)} at most. " +
                    "Widen the number, or narrow what is written in the part.");
                return;
            }
        }

        var outside = SizeProof.FindOutside(written, language, out var isKnown);
        if (outside is not null)
        {
            Report(text?.Span ?? span, $"What is written for '{sentence.Message}' can be \"{ExampleText.Of(outside)}\", which is no sentence of it, so the other role would not read it. " +
                "A size and a count must be those of what is written; one that is not spelled out is computed.");
        }

        if (isKnown && text is not null)
            _checked.Add(text);
    }

    /// <summary>Whether a text is wrong whatever its lists have, which is told as such.</summary>
    private bool IsWrong(SaysSyntax text, Dfa language) => LanguageRelation.FindOutside(
        Determinizer.Determinize(NfaBuilder.Build(context.Compiler.CompileText(text.Text), onlyLabels: []), [], []), language) is not null;

    private void Report(TextSpan span, string message) => context.Diagnostics.Report(GrammarDiagnostics.TextIsNoSentence, span, message);
}
