using Microsoft.CodeAnalysis;
using ProtocolKit.Generator.Tests.Support;

namespace ProtocolKit.Generator.Tests;

/// <summary>What a project's <c>Protocol</c> items say of their grammars.</summary>
public class ItemTests
{
    private const string Base = """
        protocol knock
        port 7
        parameter name : 1*8ALPHA = "abc"
        hi = "HI" SP name:( 1*8ALPHA ) CRLF
        go = "GO" CRLF
        ok = "OK" CRLF
        no = "NO" CRLF
        dialogue
        S: hi / no => refused
        C: go
        S: ok / no => refused
        TLS
        """;

    private const string Variant = "protocol knocking like knock\nport 8";

    [Theory]
    [InlineData("Internal", Accessibility.Internal)]
    [InlineData("Public", Accessibility.Public)]
    [InlineData("", Accessibility.Public)]
    public void Types_are_as_accessible_as_the_item_says(string access, Accessibility expected)
    {
        var run = Run(File("knock.protocol", Base, ("Access", access)));

        Assert.Equal(expected, run.Type("Invented.Knock").DeclaredAccessibility);
    }

    [Fact]
    public void Types_stand_in_the_namespace_that_the_item_says()
    {
        var run = Run(File("knock.protocol", Base, ("Namespace", "Acme.my-protocols")));

        Assert.NotNull(run.Type("Acme.my_protocols.Knock"));
    }

    [Fact]
    public void Grammars_of_one_name_may_stand_in_different_namespaces()
    {
        var run = Run(
            File("a/knock.protocol", Base, ("Namespace", "A")), File("b/knock.protocol", Base, ("Namespace", "B")),
            File("knock.protocol", Base));

        Assert.Empty(run.Findings);
        Assert.Empty(run.CompilerDiagnostics());
        Assert.Equal(["A.Knock.g.cs", "B.Knock.g.cs", "Knock.g.cs"], run.HintNames);
    }

    [Fact]
    public void A_grammar_for_variants_alone_becomes_nothing_and_its_variant_has_all()
    {
        var run = Run(File("knock.protocol", Base, ("BaseOnly", "true")), File("knocking.protocol", Variant));

        Assert.Equal(["Knocking.g.cs"], run.HintNames);
        Assert.Null(run.Find("Invented.Knock"));
    }

    [Fact]
    public void A_grammar_of_the_projects_own_goes_before_one_for_variants_alone()
    {
        var run = Run(
            File("package/knock.protocol", Base, ("BaseOnly", "true")), File("knock.protocol", Base), File("knocking.protocol", Variant));

        Assert.Equal("Knock", ConnectionsOf(run.Type("Invented.Knocking")));
    }

    [Theory]
    [InlineData("Internal", "", "Public", "")]
    [InlineData("Public", "Acme", "Public", "")]
    [InlineData("Internal", "Acme", "Public", "Other")]
    public void A_variant_has_types_of_its_own_where_it_cannot_use_those_of_its_base(
        string access, string name, string variantAccess, string variantName)
    {
        var run = Run(
            File("knock.protocol", Base, ("Access", access), ("Namespace", name)),
            File("knocking.protocol", Variant, ("Access", variantAccess), ("Namespace", variantName)));

        Assert.Equal("Knocking", ConnectionsOf(run.Type($"{(variantName.Length == 0 ? "Invented" : variantName)}.Knocking")));
    }

    [Fact]
    public void A_variant_of_a_client_alone_has_a_server_of_its_own_where_it_asks_for_one()
    {
        var run = Run(File("knock.protocol", Base, ("Role", "Client")), File("knocking.protocol", Variant, ("Role", "Server")));

        Assert.Equal("ClientProtocol", run.Type("Invented.Knock").BaseType!.Name);
        Assert.Equal("ServerProtocol", run.Type("Invented.Knocking").BaseType!.Name);
    }

    [Fact]
    public void An_enumeration_that_is_called_as_another_protocol_is_a_finding_unless_they_stand_apart()
    {
        const string words = """
            protocol knock
            port 7
            hi = "HI" *( SP house:word ) CRLF
            word = "RED" / "BLUE" / 1*ALPHA
            ok = "OK" CRLF
            no = "NO" CRLF
            dialogue
            S: hi / no => refused
            C: "GO" CRLF
            S: ok / no => refused
            TLS
            says
            hi shortest
            """;
        var other = Base.Replace("protocol knock", "protocol knock-house", StringComparison.Ordinal);

        var run = new Project(
            new ProjectOptions(("RootNamespace", "Invented")), File("knock.protocol", words), File("knock-house.protocol", other)).Run();

        var finding = Assert.Single(run.Findings);
        Assert.Equal(
            "PK003: The type Invented.KnockHouse is made from knock.protocol already. Give the protocol or the label another name, or one of the items another Namespace.",
            $"{finding.Id}: {finding.GetMessage(null)}");
        Run(File("knock.protocol", words), File("knock-house.protocol", other, ("Namespace", "Invented.Houses")));
    }

    [Theory]
    [InlineData("Access", "Private", "Access is 'Private'. It can be Public or Internal.")]
    [InlineData("BaseOnly", "yes", "BaseOnly is 'yes'. It can be true or false.")]
    [InlineData("Role", "Proxy", "Role is 'Proxy'. It can be Client, Server or Both.")]
    [InlineData("Role", "0", "Role is '0'. It can be Client, Server or Both.")]
    public void What_an_item_cannot_say_is_a_finding(string name, string value, string message)
    {
        var run = new Project(new ProjectOptions(("RootNamespace", "Invented")), File("knock.protocol", Base, (name, value))).Run();

        var finding = Assert.Single(run.Findings);
        Assert.Equal("PK052", finding.Id);
        Assert.EndsWith(message, finding.GetMessage(null), StringComparison.Ordinal);
    }

    private static GrammarFile File(string path, string text, params (string, string)[] metadata) =>
        new(path, text) { Metadata = metadata };

    /// <summary>The protocol whose connections it has.</summary>
    private static string ConnectionsOf(INamedTypeSymbol protocol) => protocol.BaseType!.TypeArguments[1].ContainingType.Name;

    private static GeneratorRun Run(params GrammarFile[] files)
    {
        var run = new Project(new ProjectOptions(("RootNamespace", "Invented"), ("ProtocolKitEmitIndex", "false")), files).Run();
        Assert.Empty(run.Findings);
        Assert.Empty(run.CompilerDiagnostics());
        return run;
    }
}
