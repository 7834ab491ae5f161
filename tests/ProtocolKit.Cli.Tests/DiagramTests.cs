using System.Collections.Concurrent;
using System.Globalization;
using System.Xml.Linq;
using ProtocolKit.Cli.Diagrams;
using ProtocolKit.Grammar;
using ProtocolKit.Grammar.Emit;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Cli.Tests;

public sealed class DiagramTests : IDisposable
{
    private static readonly string s_grammars = Path.Combine(Repository.Root, "grammars");
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    private static readonly ConcurrentDictionary<string, ProtocolModel> s_models = [];

    private readonly GrammarFolder _folder = new();

    public static TheoryData<string> Protocols => [.. Catalog.All.Definitions.Select(protocol => protocol.Name)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Protocols))]
    public void The_image_of_a_shipped_grammar_shows_its_messages_outcomes_states_and_conditions(string name)
    {
        var image = ImageOf(name);
        var shown = image.Descendants(s_svg + "text").Concat(image.Descendants(s_svg + "title")).Select(element => element.Value)
            .ToHashSet();
        var model = ModelOf(name);
        foreach (var message in model.Messages)
            Assert.Contains(OneLine(message.Name), shown);
        foreach (var outcome in Lines(model).SelectMany(line => line.Alternatives).Select(one => one.Outcome).OfType<OutcomeKind>())
            Assert.Contains(shown, text =>
                outcome == OutcomeKind.Next || text.StartsWith("ends: " + Spelling(outcome), StringComparison.Ordinal));
        foreach (var machine in Machines(model))
        {
            Assert.All(machine.States, state => Assert.Contains(state.Name, shown));
            foreach (var reply in machine.AnyTime.Where(reply => reply.State is not null))
                Assert.Contains(shown, text => text.Contains($"in {reply.State} ", StringComparison.Ordinal));
            foreach (var way in machine.States.SelectMany(state => state.Transitions).Where(way => way.Label.Length > 0))
                Assert.Contains(shown, text => text.Contains(OneLine(way.Label), StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void The_image_of_a_shipped_grammar_needs_nothing_else_and_is_told_to_who_can_not_see_it(string name)
    {
        var image = ImageOf(name);

        Assert.Equal("img", image.Attribute("role")!.Value);
        Assert.StartsWith($"{name}:", image.Element(s_svg + "title")!.Value, StringComparison.Ordinal);
        Assert.Contains("@media (prefers-color-scheme: dark)", image.Element(s_svg + "style")!.Value, StringComparison.Ordinal);
        var ids = image.Descendants().Attributes("id").Select(id => id.Value).ToArray();
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(image.Descendants().Attributes("href"), link => Assert.Contains(link.Value[1..], ids));
        Assert.DoesNotContain("url(", image.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void No_two_texts_lie_on_each_other(string name)
    {
        var image = ImageOf(name);
        var boxes = image.Descendants(s_svg + "text").Select(Box).OrderBy(box => box.Top).ToArray();
        var width = double.Parse(image.Attribute("width")!.Value, CultureInfo.InvariantCulture);

        Assert.All(boxes, box => Assert.True(box.Left >= 0 && box.Right <= width, $"'{box.Text}' is cut off."));
        for (var i = 0; i < boxes.Length; i++)
        {
            for (var j = i + 1; j < boxes.Length && boxes[j].Top < boxes[i].Bottom; j++)
            {
                var (one, other) = (boxes[i], boxes[j]);
                Assert.False(one.Left < other.Right && other.Left < one.Right, $"'{one.Text}' lies on '{other.Text}'.");
            }
        }
    }

    [Fact]
    public async Task The_diagrams_of_the_shipped_grammars_are_those_of_the_repository()
    {
        var made = ProtocolMermaid.Of([.. Catalog.All.Definitions.Select(protocol => ModelOf(protocol.Name))]);

        var kept = (await File.ReadAllTextAsync(Path.Combine(s_grammars, "DIAGRAMS.md"))).ReplaceLineEndings("\n");
        Assert.True(kept == made, "grammars/DIAGRAMS.md is old. Make it anew: " +
            "dotnet run --project src/ProtocolKit.Cli -- diagram grammars/*.protocol --format mermaid -o grammars/DIAGRAMS.md");
    }

    [Fact]
    public async Task Several_grammars_stand_in_the_order_of_their_names_in_one_Markdown_file()
    {
        var acme = _folder.Write("acme.protocol", GrammarFolder.Acme);

        var run = await ToolRun.OfAsync("diagram", "nats", acme, "--format", "mermaid");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(["# Diagrams", "## acme", "## nats"], run.Lines.Where(line => line.StartsWith('#')));
    }

    [Theory]
    [InlineData("nats")]
    [InlineData("NATS")]
    public async Task A_shipped_grammar_is_found_by_its_name(string name)
    {
        var run = await ToolRun.OfAsync("diagram", name);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(ProtocolSvg.Of(ModelOf("nats")), run.Output);
    }

    [Fact]
    public async Task A_grammar_file_is_drawn_into_a_file()
    {
        var grammar = _folder.Write("acme.protocol", GrammarFolder.Acme);

        var run = await ToolRun.OfAsync("diagram", grammar, "-o", _folder.Path("acme.svg"));

        Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Error));
        Assert.Contains("COVERED", XDocument.Load(_folder.Path("acme.svg")).Root!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mermaid_has_the_dialogue_and_both_machines()
    {
        var grammar = _folder.Write("acme.protocol", GrammarFolder.Acme);

        var run = await ToolRun.OfAsync("diagram", grammar, "--format", "mermaid");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("## acme", run.Lines[0]);
        var diagrams = run.Lines.SkipLast(1).Zip(run.Lines.Skip(1)).Where(pair => pair.First == "```mermaid").Select(pair => pair.Second);
        Assert.Equal(["sequenceDiagram", "sequenceDiagram", "stateDiagram-v2", "stateDiagram-v2"], diagrams);
        Assert.Contains("    client->>server: start", run.Lines);
        Assert.Contains("        server->>client: no", run.Lines);
        Assert.Contains("        Note over client,server: ends#58; refused", run.Lines);
    }

    [Fact]
    public async Task A_variant_is_drawn_with_what_its_base_has()
    {
        _folder.Write("acme.protocol", GrammarFolder.Acme);
        var variant = _folder.Write("emca.protocol", "protocol emca like acme\nport 7776\nno = \"NEVER\" CRLF\nsays\nno \"NEVER\" CRLF\n");

        var run = await ToolRun.OfAsync("diagram", variant);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("\"NEVER\"", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"COVERED\"", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_grammar_says_is_escaped()
    {
        var grammar = _folder.Write("acme.protocol", GrammarFolder.Acme.Replace(
            "\"NO\" SP line", "\"</text><script>alert(1)</script>&amp;]]>`'#;%%{x}: end\" SP line", StringComparison.Ordinal)
            .Replace("no     \"NO not now\" CRLF", "no     never", StringComparison.Ordinal)
            .Replace("spec  \"Acme\"", "spec  \"<b>\u202E\uFFFE\u0007漢\"", StringComparison.Ordinal));

        var svg = await ToolRun.OfAsync("diagram", grammar);
        var mermaid = await ToolRun.OfAsync("diagram", grammar, "--format", "mermaid");

        Assert.True(svg.ExitCode == 0, svg.Error);
        var image = XDocument.Parse(svg.Output).Root!;
        Assert.Empty(image.Descendants(s_svg + "script"));
        Assert.Contains(image.Descendants(s_svg + "text"), text =>
            text.Value == "\"</text><script>alert(1)</script>&amp;]]>`'#;%%{x}: end\"");
        Assert.Contains(image.Descendants(s_svg + "text"), text => text.Value == "<b>\\u{202E}\\u{FFFE}\\u{7}漢");
        Assert.Contains("\\<b\\>\\\\u\\{202E\\}", mermaid.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_without_a_name_is_escaped_in_Mermaid()
    {
        var grammar = _folder.Write("acme.protocol", GrammarFolder.Acme
            .Replace("/ no => refused", "/ \"<b>; end\" CRLF => refused", StringComparison.Ordinal)
            .Replace("no        = \"NO\" SP line\n", "", StringComparison.Ordinal)
            .Replace("no     \"NO not now\" CRLF\n", "", StringComparison.Ordinal)
            .Replace("line      = [1*( %x20-7E )] CRLF\n", "", StringComparison.Ordinal));

        var run = await ToolRun.OfAsync("diagram", grammar, "--format", "mermaid");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("        server->>client: #34;#60;b#62;#59; end#34; CRLF", run.Lines);
    }

    [Fact]
    public async Task Arguments_that_multiply_are_drawn_in_no_time()
    {
        var calls = Enumerable.Range(0, 60).Select(i => $"r{i}(x) = r{i + 1}(x x)");
        var rules = $"{string.Join('\n', calls)}\nr60(x) = \"STOP\" CRLF\nno = r0(\"a\")\n";
        var grammar = _folder.Write("acme.protocol", GrammarFolder.Acme
            .Replace("no        = \"NO\" SP line\n", rules, StringComparison.Ordinal)
            .Replace("no     \"NO not now\" CRLF\n", "", StringComparison.Ordinal));

        var run = await ToolRun.OfAsync("diagram", grammar);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.InRange(run.Output.Length, 1, 1_000_000);
    }

    [Theory]
    [InlineData("There is no protocol 'gopher'.", "diagram", "gopher")]
    [InlineData("--format svg draws one grammar.", "diagram", "smtp", "imap")]
    [InlineData("missing.protocol cannot be read", "diagram", "missing.protocol")]
    [InlineData("--output: ", "diagram", "smtp", "-o", "/missing/folder/smtp.svg")]
    [InlineData("png", "diagram", "smtp", "--format", "png")]
    public async Task What_can_not_be_done_is_said(string complaint, params string[] arguments)
    {
        var run = await ToolRun.OfAsync(arguments);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Contains(complaint, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_grammar_with_errors_is_not_drawn()
    {
        var grammar = _folder.Write("acme.protocol", GrammarFolder.Acme.Replace("S: covered", "S: uncovered", StringComparison.Ordinal));

        var run = await ToolRun.OfAsync("diagram", grammar, "-o", _folder.Path("acme.svg"));

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("error PK002", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.Path("acme.svg")));
    }

    private static XElement ImageOf(string name) => XDocument.Parse(ProtocolSvg.Of(ModelOf(name))).Root!;

    /// <summary>A shipped grammar, which is compiled once.</summary>
    private static ProtocolModel ModelOf(string name) => s_models.GetOrAdd(
        Path.Combine(s_grammars, name + ".protocol"), path =>
            GrammarFiles.Compile(new GrammarSource(path, File.ReadAllText(path))).Compilation.Model!);

    private static IEnumerable<LineModel> Lines(ProtocolModel model) =>
        model.LinesBeforeTls.Concat(model.LinesInsideTls).Concat(model.TlsPorts.Count > 0 ? model.LinesFromTls ?? [] : []);

    private static IEnumerable<MachineGraph> Machines(ProtocolModel model) =>
        from isClient in (bool[])[true, false]
        from isInside in (bool[])[true, false]
        select MachineGraph.Of(model, isClient, isInside);

    private static string OneLine(string text) => string.Join(' ', text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static string Spelling(OutcomeKind outcome) =>
        outcome == OutcomeKind.NotOffered ? "not-offered" : outcome.ToString().ToLowerInvariant();

    /// <summary>Where a text stands, by a font whose columns are 0.6 of its size.</summary>
    private static (string Text, double Left, double Right, double Top, double Bottom) Box(XElement text)
    {
        var size = text.Attribute("class")?.Value switch { "h1" => 26, "h2" => 19.5, _ => 13 };
        var (x, y) = (Number("x"), Number("y"));
        var width = text.Value.Length * size * 0.6;
        var left = text.Attribute("text-anchor") is null ? x : x - width / 2;
        return (text.Value, left, left + width, y - size * 0.75, y + size * 0.2);

        double Number(string attribute) => double.Parse(text.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);
    }
}
