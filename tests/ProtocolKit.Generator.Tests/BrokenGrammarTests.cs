using ProtocolKit.Generator.Tests.Support;

namespace ProtocolKit.Generator.Tests;

public class BrokenGrammarTests
{
    private const string Uses =
        """
        using System.IO;
        using System.Threading.Tasks;
        using Invented;
        using ProtocolKit;

        internal static class Uses
        {
            public static async Task Connect()
            {
                await using Knock.Connection connection = await Knock.ConnectAsync("host", 7001, new Knock.ClientParameters());
                await connection.Stream.WriteAsync(new byte[1]);
            }

            public static Task<Knock.Connection> Upgrade(Stream stream) => Knock.UpgradeAsync(stream, "host", options: UpgradeClientOptions.Default);

            public static Task<Knock.Connection> Accept(Stream stream, UpgradeServerOptions options) => Knock.AcceptAsync(stream, options, new Knock.ServerParameters());

            public static ProtocolDefinition Definition => Knock.Definition;

            public static void Set(Knock.ClientParameters parameters) => parameters.SetValue("name", "value");
        }
        """;

    private static readonly string Broken = Grammars.Text.Replace("because:word", "because:wort", StringComparison.Ordinal);

    [Fact]
    public void What_uses_a_broken_protocol_still_compiles()
    {
        var project = new Project(("knock.protocol", Grammars.Text)).WithCSharp("Uses.cs", Uses);
        Assert.Empty(project.Run().CompilerDiagnostics());

        var run = project.WithGrammar("knock.protocol", Broken).Run();

        Assert.Equal("PK002", Assert.Single(run.Findings).Id);
        Assert.Empty(run.CompilerDiagnostics());
    }

    [Fact]
    public void What_extends_a_broken_protocol_still_compiles()
    {
        var run = new Project(("knock.protocol", Broken))
            .WithCSharp("More.cs", "namespace Invented; partial class Knock { internal const int Answer = 42; }").Run();

        Assert.Empty(run.CompilerDiagnostics());
    }

    [Fact]
    public void The_list_of_protocols_has_only_those_that_are_whole()
    {
        var run = new Project(
            new ProjectOptions(("ProtocolKitEmitIndex", "true")), new GrammarFile("a.protocol", Grammars.Text),
                new GrammarFile("b.protocol", Grammars.Binary.Replace("rest)", "rust)", StringComparison.Ordinal))).Run();

        Assert.Contains("Knock.Definition", run.Source("AllProtocols.g.cs"), StringComparison.Ordinal);
        Assert.DoesNotContain("Octet.Definition", run.Source("AllProtocols.g.cs"), StringComparison.Ordinal);
        Assert.Empty(run.CompilerDiagnostics());
    }

    [Fact]
    public void Mending_a_grammar_brings_the_protocol_back()
    {
        var project = new Project(("knock.protocol", Broken));
        var stub = project.Run().Source("Knock.g.cs");

        var run = project.WithGrammar("knock.protocol", Grammars.Text).Run();

        Assert.Empty(run.Findings);
        Assert.True(run.Source("Knock.g.cs").Length > 2 * stub.Length);
    }
}
