using ProtocolKit.Generator.Tests.Support;

namespace ProtocolKit.Generator.Tests;

/// <summary>What a variant has of its base.</summary>
public sealed class VariantTests
{
    [Theory]
    [InlineData("port 7009\n")]
    [InlineData("spec \"Rapping\"\nport 7009\ntls 7010\nalpn \"rap\"\nidentity srv \"rap\"\n")]
    public void A_variant_that_changes_names_and_ports_only_has_its_bases_types(string facts)
    {
        var definition = Rap(facts, out var text);

        Assert.Contains(
            ": UpgradeProtocol<Rap, Knock.Connection, Knock.ClientParameters, Knock.ServerParameters>, IProtocol", text,
            StringComparison.Ordinal);
        Assert.DoesNotContain("ref struct", text, StringComparison.Ordinal);
        Assert.Equal("rap", definition.Name);
        Assert.Equal([7009], definition.Ports);
        var machine = definition.CreateClient(new ClientMachineOptions { Host = "localhost" });
        Assert.Same(definition, machine.Protocol);
        Assert.Equal("ExpectHello", machine.State);
    }

    [Theory]
    [InlineData("port 7009\n", "knock")]
    [InlineData("limit 5 rounds\n", "knock")]
    [InlineData("identity srv \"rap\"\n", "rap")]
    [InlineData("limit 5 rounds\nidentity srv \"rap\"\n", "rap")]
    [InlineData("identity none\n", null)]
    [InlineData("limit 5 rounds\nidentity none\n", null)]
    public void A_variant_has_its_bases_identity_unless_it_says_otherwise(string facts, string? service)
    {
        var definition = Rap(
            facts, out _,
            Grammars.Text.Replace(
            "protocol knock", "protocol knock\nidentity srv \"knock\", tls \"knocks\", other \"1.2.3\"", StringComparison.Ordinal));

        Assert.Equal(service, definition.Identity?.Service);
        Assert.Equal(service == "knock" ? "1.2.3" : null, definition.Identity?.OtherNameType);
        Assert.Equal(service == "knock" ? "knocks" : null, definition.Identity?.TlsService);
    }

    [Theory]
    [InlineData("limit 5 rounds\n")]
    [InlineData("parameter name = \"you\"\n")]
    [InlineData("yes = \"SURE\" CRLF\n")]
    [InlineData("any time\nC: \"NOOP\" CRLF  S: \"OK\" CRLF\n")]
    [InlineData("says\nno \"NO\" CRLF\n")]
    public void A_variant_that_changes_what_is_said_has_machines_of_its_own(string content)
    {
        Rap(content, out var text);

        Assert.DoesNotContain("Knock.Connection", text, StringComparison.Ordinal);
        Assert.Contains("class ClientMachine", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("limit 5 rounds\n", "")]
    [InlineData("yes = \"SURE\" CRLF\n", "Yes")]
    [InlineData("yes = \"YES\" [SP why:word] CRLF\n", "Yes")]
    [InlineData("word = 1*ALPHA\n", "Hello Yes")]
    [InlineData("limit 4096 octets\n", "Hello Start Yes No")]
    public void A_variant_has_its_bases_types_for_the_messages_that_are_alike(string content, string own)
    {
        Rap(content, out var text);

        foreach (var name in (string[])["Hello", "Start", "Yes", "No"])
        {
            var isOwn = own.Split(' ').Contains(name);
            Assert.Equal(isOwn, text.Contains($"ref struct {name}(", StringComparison.Ordinal));
            Assert.Equal(!isOwn, text.Contains($" Knock.{name}.Scan(", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("limit 5 rounds\n", "")]
    [InlineData("says\nyes <tls:go to=\"twig\">{ <again>{ \"late\" } }\n", "")]
    [InlineData("no = <tls:halt/>\n", "No")]
    [InlineData("name = 1*16( %x21-7E )\n", "Yes")]
    [InlineData("namespace \"urn:twig\"\n", "Ask Yes No")]
    [InlineData("namespace tls \"urn:twig:tls\"\n", "Ask Yes No")]
    [InlineData("limit 2048 octets, 4 deep\n", "Ask Yes No")]
    [InlineData("limit 1024 octets, 5 deep\n", "Ask Yes No")]
    public void A_variant_has_its_bases_types_for_xml_that_is_alike(string content, string own) =>
        AssertOwn(Twig(content), "Leaf", own);

    [Fact]
    public void A_namespace_that_is_written_alone_is_no_difference()
    {
        var below = Grammars.Xml.Replace("<start/>", "<tls:start/>", StringComparison.Ordinal)
            .Replace("<again>", "<tls:again>", StringComparison.Ordinal);

        AssertOwn(Twig("namespace \"urn:twig\"\n", below), "Leaf", "");
    }

    [Theory]
    [InlineData("limit 5 rounds\n", "")]
    [InlineData("no = SEQUENCE { INTEGER $id, ENUMERATED 2, OCTETS, ... }\n", "No")]
    [InlineData("fresh mark : INTEGER(1..9)\nask = SEQUENCE { id:INTEGER(1..1000), mark:INTEGER(1..9) }\n"
        + "yes = SEQUENCE { INTEGER $id, INTEGER $mark, ENUMERATED 0, why:OCTETS, ... }\n"
        + "no = SEQUENCE { INTEGER $id, INTEGER $mark, ENUMERATED 1, OCTETS, ... }\n", "Ask Yes No")]
    public void A_variant_has_its_bases_types_for_what_repeats_the_same_values(string content, string own) =>
        AssertOwn(Compile(("tag.protocol", Grammars.Ber), ("label.protocol", "protocol label like tag\n" + content)).Source("Label.g.cs"),
            "Tag", own);

    [Theory]
    [InlineData("limit 5 rounds\n", "")]
    [InlineData("hail = \"HAIL\" 1*2SP name:names CRLF\n", "Hail Hi")]
    [InlineData("no = \"NOT\" CRLF\n", "No")]
    [InlineData("names = \"Ann\" / \"Eve\" / word\n", "Hail Hi")]
    [InlineData("names = \"Ann\" / word\n", "Hail Hi")]
    [InlineData("says\nok \"OK \" $name CRLF\n", "")]
    [InlineData("says\nreq \"REQ \" $who CRLF\n", "")]
    public void A_variant_has_its_bases_known_words_where_all_messages_that_have_them_are_alike(string content, string own)
    {
        var text = Compile(("greet.protocol", Greeting), ("wave.protocol", "protocol wave like greet\n" + content)).Source("Wave.g.cs");

        AssertOwn(text, "Greet", own, "Hail", "Hi", "Ok", "Req", "No");
        Assert.Equal(own.Contains("Hi", StringComparison.Ordinal), text.Contains("enum WaveName", StringComparison.Ordinal));
    }

    private const string Greeting = """
        protocol greet
        port 7
        parameter name : word = "ann"
        names = "Ann" / "Bob" / word
        word  = 1*32ALPHA
        hail  = "HAIL" SP name:names CRLF
        hi    = "HI" SP name:names CRLF
        ok    = "OK" SP who:word CRLF
        req   = "REQ" SP word CRLF
        no    = "NO" CRLF

        dialogue
        C: hail
        S: ok
        C: hi
        S: ok
        C: req
        S: ok / no => refused
        TLS

        says
        ok  "OK me" CRLF
        req "REQ please" CRLF
        """;

    private static void AssertOwn(string text, string origin, string own, params string[] names)
    {
        foreach (var name in names.Length > 0 ? names : ["Ask", "Yes", "No"])
        {
            var isOwn = own.Split(' ').Contains(name);
            Assert.Equal(isOwn, text.Contains($"ref struct {name}(", StringComparison.Ordinal));
            Assert.Equal(!isOwn, text.Contains($"{origin}.{name}", StringComparison.Ordinal));
        }
    }

    private static string Twig(string content, string below = Grammars.Xml) =>
        Compile(("leaf.protocol", below), ("twig.protocol", "protocol twig like leaf\n" + content)).Source("Twig.g.cs");

    private static GeneratorRun Compile(params (string Path, string Text)[] files)
    {
        var run = new Project(files).Run();
        Assert.Empty(run.Findings);
        Assert.Empty(run.CompilerDiagnostics());
        return run;
    }

    private static ProtocolDefinition Rap(string content, out string text, string below = Grammars.Text)
    {
        var run = Compile(("knock.protocol", below), ("rap.protocol", "protocol rap like knock\n" + content));
        text = run.Source("Rap.g.cs");
        var type = GeneratedAssembly.Load(run).GetTypes().Single(type => type.Name == "Rap");
        return (ProtocolDefinition)type.GetProperty("Definition")!.GetValue(null)!;
    }
}
