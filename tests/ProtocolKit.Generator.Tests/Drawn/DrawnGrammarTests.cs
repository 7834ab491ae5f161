using System.Globalization;
using ProtocolKit.Generator.Tests.Conversations;
using ProtocolKit.Generator.Tests.Places;
using ProtocolKit.Generator.Tests.Sentences;
using ProtocolKit.Generator.Tests.Support;
using ProtocolKit.Grammar;
using ProtocolKit.Grammar.Model;
using Xunit.Abstractions;

namespace ProtocolKit.Generator.Tests.Drawn;

/// <summary>Whatever the language accepts, works: it compiles, both roles agree, and the parsers read what the rules say.</summary>
/// <remarks>The environment variables DRAWN_GRAMMARS and DRAWN_SEED set how many are drawn, and from which seed on; DRAWN_PROVED, of how many
/// accepted ones one is proved at every place.</remarks>
public sealed class DrawnGrammarTests(ITestOutputHelper output)
{
    private const int BatchSize = 12;
    private const int Sentences = 3;
    private const int Plays = 6;

    private static readonly UpgradeOutcome?[] s_refusals = [
        null, null, UpgradeOutcome.NotOffered, UpgradeOutcome.Unavailable, UpgradeOutcome.Refused];

    private readonly SortedDictionary<string, int> _refused = [];
    private readonly List<string> _disagreements = [];
    private int _drawn;
    private int _compiled;
    private int _conversations;
    private int _sentences;
    private int _said;
    private long _places;
    private long _compared;

    [Fact]
    public void Whatever_is_accepted_works()
    {
        var count = Setting("DRAWN_GRAMMARS", 240);
        var seed = Setting("DRAWN_SEED", 1);
        var batch = new List<(int Seed, string Path, string Text)>();
        for (; _drawn < count; _drawn++, seed++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"drawn{seed}");
            var text = DrawnGrammar.Draw(name, new Random(seed));
            if (IsAccepted(seed, name, text))
                batch.Add((seed, $"{name}.protocol", text));
            if (batch.Count == BatchSize || _drawn + 1 == count)
            {
                Check(batch);
                batch.Clear();
            }
        }

        var findings = string.Join(
            ", ", _refused.OrderByDescending(finding => finding.Value).Select(finding => $"{finding.Key} {finding.Value}"));
        output.WriteLine($"{_drawn} grammars, {_compiled} accepted and compiled, {_conversations} conversations, {_sentences} sentences read, {_said} sentences said to one role, {_places} places proved by {_compared} comparisons, {_disagreements.Count} disagreements; refused by {findings}");
        Assert.True(
            _disagreements.Count == 0,
            $"{_disagreements.Count} disagreements:\n{string.Join("\n\n", _disagreements.Take(Setting("DRAWN_SHOWN", 3)))}");
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private bool IsAccepted(int seed, string name, string text)
    {
        try
        {
            var compilation = GrammarCompiler.Compile(new GrammarSource(name + ".protocol", text));
            if (compilation.Model is null && compilation.Diagnostics.FirstOrDefault(finding => finding.IsError) is { } finding)
            {
                _refused[finding.Id] = _refused.GetValueOrDefault(finding.Id) + 1;
                if (Environment.GetEnvironmentVariable("DRAWN_REFUSED") == finding.Id)
                    output.WriteLine($"refused {seed}: {finding.Message} :: {text.Substring(finding.Span.Start, finding.Span.Length)} :: {text.Substring(Math.Max(0, finding.Span.Start - 60), 60)}");
            }

            return compilation.Model is not null;
        }
#pragma warning disable CA1031 // Whatever is thrown is what is looked for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Disagree(seed, text, exception.ToString());
            return false;
        }
    }

    private void Check(List<(int Seed, string Path, string Text)> batch)
    {
        if (batch.Count == 0)
            return;
        CompiledGrammars compiled;
        try
        {
            compiled = CompiledGrammars.Compile([.. batch.Select(file => (file.Path, file.Text))]);
        }
        catch (DoesNotCompileException failure)
        {
            if (batch.Count == 1)
                Disagree(batch[0].Seed, batch[0].Text, failure.Message);
            else
                batch.ForEach(file => Check([file]));
            return;
        }

        foreach (var (file, model) in batch.Zip(compiled.Protocols))
        {
            _compiled++;
            Check(file.Seed, file.Text, compiled, model);
        }
    }

    private void Check(int seed, string text, CompiledGrammars compiled, ProtocolModel model)
    {
        var random = new Random(seed);
        try
        {
            var definition = compiled.Definition(model);
            foreach (var refusal in s_refusals)
            {
                foreach (var inParts in (bool[])[false, true])
                {
                    if (DrawnParameters.Draw(definition, model, random) is not { } parameters)
                        continue;
                    _conversations++;
                    var conversation = Conversation.Hold(
                        definition.CreateClient(new ClientMachineOptions { Host = "drawn.example", Parameters = parameters.Client.Values }),
                        definition.CreateServer(
                            new ServerMachineOptions { Parameters = parameters.Server.Values, AnswerInsideTls = true, Refusal = () =>
                            refusal }),
                        inParts);
                    if (conversation.Disagreement(refusal) is { } happened)
                        Disagree(seed, text, $"{(inParts ? "octet by octet" : "at once")}, refusal {refusal}: {happened}");
                }
            }

            for (var i = 0; i < Plays; i++)
            {
                if (DrawnParameters.Draw(definition, model, random) is not { } parameters)
                    continue;
                foreach (
                    var play in (RolePlay[])[
                    new ClientPlay(compiled, model, random, parameters.Client), new ServerPlay(compiled, model, random, parameters.Server)])
                {
                    if (play.Run() is { } happened)
                        Disagree(seed, text, happened);
                    _said += play.Sentences;
                }
            }

            _sentences += MessageProperties.Check(compiled, model, seed, Sentences).Values.Sum();
            foreach (var message in model.Messages.Where(message => message.Xml is null && (message.ReadByClient || message.ReadByServer)))
                Prove(compiled, model, message, new Random(seed));
        }
#pragma warning disable CA1031 // Whatever is thrown is what is looked for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Disagree(seed, text, exception.ToString());
        }
    }

    /// <summary>The emitted parser does what the automaton does: at every place of some grammars, and in sentences of all.</summary>
    private void Prove(CompiledGrammars compiled, ProtocolModel model, MessageModel message, Random random)
    {
        new DrawnSentences(compiled, model, message).Run(Sentences, random);
        if (_compiled % Setting("DRAWN_PROVED", 16) != 0)
            return;
        var count = new PlaceProof(compiled, model, message).Run(random);
        (_places, _compared) = (_places + count.Places, _compared + count.Compared);
    }

    private void Disagree(int seed, string text, string happened) => _disagreements.Add($"seed {seed}: {happened}\n{text}");
}
