using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ProtocolKit.Generator.Tests.Support;
using ProtocolKit.Grammar.Model.Names;

namespace ProtocolKit.Generator.Tests;

public class NamingTests
{
    [Theory]
    [InlineData("knock")]
    [InlineData("KNOCK")]
    [InlineData("Kn-ock")]
    public void Two_grammars_of_one_name_are_a_finding(string name)
    {
        var run = new Project(
            ("a.protocol", Grammars.Text),
            ("b.protocol", Grammars.Text.Replace("protocol knock", "protocol " + name, StringComparison.Ordinal)),
            ("c.protocol", Grammars.Xml)).Run();

        Assert.Equal([$"b.protocol(2,10-2,{10 + name.Length}): error PK003"], run.Places());
        Assert.Contains("a.protocol", run.Findings[0].GetMessage(null), StringComparison.Ordinal);
        Assert.Equal(["Knock.g.cs", "Leaf.g.cs"], run.HintNames);
    }

    [Theory]
    [InlineData("my-project")]
    [InlineData("3D.class")]
    [InlineData("ProtocolKit.Protocols")]
    [InlineData("System")]
    [InlineData("")]
    public void Whatever_the_project_is_called_the_generated_code_compiles(string rootNamespace)
    {
        var run = new Project(
            new ProjectOptions(("RootNamespace", rootNamespace), ("ProtocolKitEmitIndex", "true")),
            new GrammarFile("a.protocol", Grammars.Text)).Run();

        Assert.Null(run.Crash);
        Assert.Empty(run.CompilerDiagnostics());
    }

    [Theory]
    [InlineData("class")]
    [InlineData("string")]
    [InlineData("connection")]
    [InlineData("task")]
    [InlineData("stream")]
    [InlineData("bindings")]
    [InlineData("all-protocols")]
    [InlineData("protocol-kit")]
    [InlineData("system")]
    [InlineData("i")]
    [InlineData("definitions")]
    [InlineData("messages")]
    [InlineData("step")]
    [InlineData("write-hello")]
    [InlineData("is-word")]
    [InlineData("name")]
    [InlineData("ascii")]
    public void Whatever_the_protocol_is_called_the_generated_code_compiles(string name)
    {
        var run = new Project(
            new ProjectOptions(("RootNamespace", "Invented"), ("ProtocolKitEmitIndex", "true")),
            new GrammarFile("a.protocol", Grammars.Text.Replace("protocol knock", "protocol " + name, StringComparison.Ordinal))).Run();

        Assert.Null(run.Crash);
        Assert.Empty(run.CompilerDiagnostics());
    }

    [Theory]
    [InlineData("hello", "connection")]
    [InlineData("hello", "definition")]
    [InlineData("hello", "client-parameters")]
    [InlineData("hello", "stream")]
    [InlineData("hello", "string")]
    [InlineData("hello", "knock")]
    [InlineData("hello", "operation-status")]
    [InlineData("hello", "read-only-span")]
    [InlineData("hello", "cancellation-token")]
    [InlineData("hello", "scan-cursor")]
    [InlineData("hello", "knock-definition")]
    [InlineData("because", "scan")]
    [InlineData("because", "yes")]
    [InlineData("because", "equals")]
    [InlineData("because", "get-type")]
    [InlineData("because", "has-because")]
    [InlineData("because", "to-string")]
    [InlineData("because", "string")]
    [InlineData("because", "class")]
    [InlineData("because", "cursor")]
    [InlineData("because", "source")]
    [InlineData("name", "set-value")]
    [InlineData("name", "defaults")]
    [InlineData("name", "for")]
    [InlineData("name", "encode")]
    [InlineData("name", "encoding")]
    [InlineData("name", "string")]
    [InlineData("name", "parameters")]
    [InlineData("name", "client-parameters")]
    [InlineData("name", "server-parameters")]
    [InlineData("name", "value")]
    [InlineData("word", "string")]
    [InlineData("word", "is")]
    [InlineData("word", "client-machine")]
    public void Whatever_a_grammar_calls_its_parts_the_generated_code_compiles(string part, string name)
    {
        var run = new Project(("a.protocol", Regex.Replace(Grammars.Text, $@"\b{part}\b", name))).Run();

        Assert.Empty(run.Findings);
        Assert.Empty(run.CompilerDiagnostics());
    }

    [Fact]
    public void Messages_may_be_called_as_both_parsers_are()
    {
        var text = Regex.Replace(Regex.Replace(Grammars.Text, @"\bhello\b", "client-parser"), @"\bstart\b", "server-parser");

        var run = new Project(("a.protocol", text)).Run();

        Assert.Empty(run.Findings);
        Assert.Empty(run.CompilerDiagnostics());
    }

    [Fact]
    public void No_message_can_take_the_name_of_a_type_that_the_generated_code_uses()
    {
        var project = new Project(
            [.. Grammars.All, .. ShippedGrammarTests.AllNames().Select(name => (name + ".protocol", ShippedGrammarTests.Text(name)))]);
        var compilation = project.Run().Compilation;

        var used = compilation.SyntaxTrees.SelectMany(tree => TypesOf(compilation.GetSemanticModel(tree))).Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Empty(used.Except(ReservedNames.Types));
    }

    private static IEnumerable<string> TypesOf(SemanticModel semantics) =>
        semantics.SyntaxTree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
        .Where(name => !name.IsVar && name.Parent is not QualifiedNameSyntax && (name.Parent as MemberAccessExpressionSyntax)?.Name != name
            && semantics.GetSymbolInfo(name).Symbol is INamedTypeSymbol { Locations: [{ IsInMetadata: true }, ..] })
        .Select(name => name.Identifier.Text);
}
