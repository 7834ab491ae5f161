using System.Diagnostics;
using CsCheck;
using ProtocolKit.Grammar.Emit;
using ProtocolKit.Grammar.Tests.Parsing;

namespace ProtocolKit.Grammar.Tests.Fuzz;

public class MutatedGrammarTests
{
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(10);

    private static readonly Gen<string> s_texts = Gen.OneOf(ShippedGrammars.Texts.ToArray());

    private static readonly Gen<(int Kind, int Place, int Other)> s_edits = Gen.Select(
        Gen.Int[0, 8], Gen.Int[0, 1 << 17], Gen.Int[0, 1 << 17]);

    private static readonly Gen<string> s_mutants =
        from text in s_texts
        from edits in s_edits.Array[1, 3]
        select edits.Aggregate(text, (mutant, edit) => Mutate(mutant, edit.Kind, edit.Place, edit.Other));

    [Fact]
    public void A_mutated_grammar_has_findings_or_a_model_that_can_be_emitted()
    {
        var compiled = 0;
        s_mutants.Sample(
            text =>
            {
                var watch = Stopwatch.StartNew();
                var compilation = GrammarCompiler.Compile(new GrammarSource("mutant.protocol", text));
                foreach (var finding in compilation.Diagnostics)
                    Assert.InRange(finding.Span.End, finding.Span.Start, text.Length);
                Assert.Equal(compilation.Model is null, compilation.Diagnostics.Any(finding => finding.IsError));
                if (compilation.Model is { } model)
                {
                    compiled++;
                    Assert.NotEmpty(ProtocolEmitter.Emit(model, new EmitOptions()));
                }

                Assert.True(watch.Elapsed < s_bound, $"{watch.Elapsed}");
            },
            iter: 2000, threads: 1);
        Assert.True(compiled > 100, $"{compiled} of 2000 compiled: the mutations are too coarse to test the emitter.");
    }

    [Fact]
    public void A_mutated_variant_has_findings_or_a_model_that_can_be_emitted() =>
        Gen.Select(s_texts, s_mutants).Sample(
            (text, mutant) =>
            {
                var name = GrammarCompiler.FindName(text)!;
                var variant = mutant.Replace(
                    $"protocol {GrammarCompiler.FindName(mutant)}", $"protocol variant like {name}", StringComparison.Ordinal);
                var compilation = GrammarCompiler.Compile(
                    new GrammarSource("variant.protocol", variant), new GrammarSource("base.protocol", text));
                foreach (var finding in compilation.Diagnostics)
                    Assert.InRange(finding.Span.End, finding.Span.Start, finding.Path == "base.protocol" ? text.Length : variant.Length);
                if (compilation.Model is { } model)
                    Assert.NotEmpty(ProtocolEmitter.Emit(model, new EmitOptions()));
            },
            iter: 300, threads: 1);

    private static string Mutate(string text, int kind, int place, int other)
    {
        if (text.Length == 0)
            return text;
        var at = place % text.Length;
        var lines = text.Split('\n');
        var line = place % lines.Length;
        return kind switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, text[at..Math.Min(text.Length, at + 1 + other % 8)]),
            2 => text.Insert(at, text[other % text.Length].ToString()),
            3 => SwapCharacters(text, at, other % text.Length),
            4 => string.Join('\n', lines.Where((_, i) => i != line)),
            5 => string.Join('\n', lines.SelectMany((item, i) => i == line ? [item, item] : new[] { item })),
            6 => string.Join('\n', lines.Select((item, i) => i == line ? lines[other % lines.Length] : item)),
            _ => SwapWords(text, place, other),
        };
    }

    private static string SwapCharacters(string text, int a, int b)
    {
        var characters = text.ToCharArray();
        (characters[a], characters[b]) = (characters[b], characters[a]);
        return new string(characters);
    }

    private static string SwapWords(string text, int a, int b)
    {
        var words = System.Text.RegularExpressions.Regex.Split(text, @"([\w$%""-]+)");
        if (words.Length < 3)
            return text;
        var (x, y) = (a % (words.Length / 2) * 2 + 1, b % (words.Length / 2) * 2 + 1);
        (words[x], words[y]) = (words[y], words[x]);
        return string.Concat(words);
    }
}
