using System.Collections.Concurrent;
using System.Globalization;
using ProtocolKit.Generator.Tests.Sentences;
using ProtocolKit.Grammar.Model;
using Xunit.Abstractions;

namespace ProtocolKit.Generator.Tests.Places;

/// <summary>The emitted parsers say what the automata say: whatever the octets are, and wherever they are cut.</summary>
/// <remarks>The environment variables PLACE_SENTENCES and PLACE_SEED set how many sentences are drawn in all, and the seed.</remarks>
public sealed class PlaceTests(ITestOutputHelper output)
{
    private const string Invented = "invented";
    private static readonly ConcurrentDictionary<string, Lazy<CompiledGrammars>> s_compiled = [];

    /// <summary>The shipped grammars, and those of invented constructs.</summary>
    public static TheoryData<string> Names => [.. AllNames()];

    [Theory]
    [MemberData(nameof(Names))]
    public void At_every_place_a_parser_does_with_every_octet_what_the_automaton_does(string name)
    {
        var (places, ways, compared) = (0, 0L, 0L);
        var unreached = new List<string>();
        foreach (var (protocol, message) in Messages(name))
        {
            var count = new PlaceProof(Compiled(name), protocol, message).Run(new Random(1));
            (places, ways, compared) = (places + count.Places, ways + count.Ways, compared + count.Compared);
            unreached.AddRange(count.Unreached.Select(state => $"{message.Name} {state} ({message.Automaton!.States[state].Context})"));
        }

        output.WriteLine($"{name}: {places} places, {ways} ways, {compared} comparisons, {unreached.Count} places not reached");
        Assert.Empty(unreached);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Sentences_that_are_changed_and_cut_are_read_as_the_automaton_says(string name)
    {
        var messages = Messages(name).ToArray();
        var each = Math.Max(1, Setting("PLACE_SENTENCES", 10_000) / AllNames().Count() / Math.Max(1, messages.Length));
        var random = new Random(Setting("PLACE_SEED", 1));

        var read = messages.Sum(item => new DrawnSentences(Compiled(name), item.Protocol, item.Message).Run(each, random));

        output.WriteLine($"{name}: {read} sentences");
        Assert.True(read >= each * messages.Length / 2);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Sentences_in_which_parts_are_repeated_are_read_as_the_automaton_says(string name)
    {
        var random = new Random(Setting("PLACE_SEED", 1));
        var factor = Setting("PLACE_SENTENCES", 10_000) / 10_000.0;
        var compared = 0L;
        foreach (var (protocol, message) in Messages(name))
        {
            var hasLists = message.AllMembers().Any(label => label.IsList);
            var sentences = new PumpedSentences(Compiled(name), protocol, message);
            sentences.RunThrough(hasLists ? 300 : 0, random);
            sentences.Run((int)Math.Max(1, factor * (hasLists ? 100 : 25)), random);
            compared += sentences.Compared;
        }

        output.WriteLine($"{name}: {compared} comparisons");
    }

    private static IEnumerable<string> AllNames() => ShippedGrammarTests.AllNames().Append(Invented);

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private static CompiledGrammars Compiled(string name) => s_compiled.GetOrAdd(name, _ => new(() => CompiledGrammars.CompileOptimized(
        name == Invented ? MessageTests.ConstructFiles() : ShippedGrammarTests.Files(name)))).Value;

    /// <summary>The messages that are read by automata; those of a variant that has its base's are proved there.</summary>
    private static IEnumerable<(ProtocolModel Protocol, MessageModel Message)> Messages(string name) =>
        from protocol in name == Invented ? Compiled(name).Protocols : Compiled(name).Protocols.TakeLast(1)
        where protocol.SameAs.Length == 0
        from message in protocol.Messages
        where message.Xml is null && (message.ReadByClient || message.ReadByServer)
        select (protocol, message);
}
