using ProtocolKit.Generator.Tests.Support;

namespace ProtocolKit.Generator.Tests;

/// <summary>What a variant has of its base.</summary>
public sealed class VariantTests
{
    [Theory]
    [InlineData("port 7009\n")]
    [InlineData("spec \"Rapping\"\nport 7009\ntls 7010\nalpn \"rap\"\n")]
    public void A_variant_that_changes_names_and_ports_only_has_its_bases_types(string facts)
    {
        var definition = Rap(facts, out var text);

        Assert.Contains("class Rap : Knock, IProtocol", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ref struct", text, StringComparison.Ordinal);
        Assert.Equal("rap", definition.Name);
        Assert.Equal([7009], definition.Ports);
        var machine = definition.CreateClient(new ClientMachineOptions { Host = "localhost" });
        Assert.Same(definition, machine.Protocol);
        Assert.Equal("ExpectHello", machine.State);
    }

    [Theory]
    [InlineData("limit 5 rounds\n")]
    [InlineData("parameter name = \"you\"\n")]
    [InlineData("yes = \"SURE\" CRLF\n")]
    [InlineData("any time\nC: \"NOOP\" CRLF  S: \"OK\" CRLF\n")]
    [InlineData("says\nno \"NO\" CRLF\n")]
    public void A_variant_that_changes_what_is_said_has_its_own(string content)
    {
        Rap(content, out var text);

        Assert.DoesNotContain(": Knock", text, StringComparison.Ordinal);
        Assert.Contains("ref struct", text, StringComparison.Ordinal);
    }

    private static ProtocolDefinition Rap(string content, out string text)
    {
        var run = new Project(("knock.protocol", Grammars.Text), ("rap.protocol", "protocol rap like knock\n" + content)).Run();
        Assert.Empty(run.Findings);
        Assert.Empty(run.CompilerDiagnostics());
        text = run.Source("Rap.g.cs");
        var type = GeneratedAssembly.Load(run).GetTypes().Single(type => type.Name == "Rap");
        return (ProtocolDefinition)type.GetProperty("Definition")!.GetValue(null)!;
    }
}
