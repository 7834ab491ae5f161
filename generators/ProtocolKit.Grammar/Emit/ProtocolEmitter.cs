using System.Text.RegularExpressions;
using ProtocolKit.Grammar.Emit.Parsers;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits a protocol's type: all that is generated from one grammar file.</summary>
public static class ProtocolEmitter
{
    /// <summary>The namespaces that generated code may need, each with names by which that is told.</summary>
    private static readonly (string Namespace, Regex Names)[] s_usings =
    [
        ("System", new(@"\b(ReadOnlySpan|Span|\w+Exception|Math|Func|Convert|AsSpan|SequenceEqual|IndexOf\w*|ContainsAny\w*|(Starts|Ends)With)\b")),
        ("System.Buffers", new(@"\b(OperationStatus|SearchValues)\b")),
        ("System.Collections.Generic", new(@"\b(IReadOnlyList|IEnumerable|List)<")),
        ("System.Diagnostics.CodeAnalysis", new(@"\b(SuppressMessage|UnscopedRef)\b")),
        ("System.IO", new(@"\bStream\b")),
        ("System.Linq", new(@"\.(Select|Where|ToArray|Any|First)\(")),
        ("System.Security.Cryptography", new(@"\bRandomNumberGenerator\b")),
        ("System.Text", new(@"\b(Encoding|Ascii)\b")),
        ("System.Threading", new(@"\bCancellationToken\b")),
        ("System.Threading.Tasks", new(@"\bTask\b")),
        ("ProtocolKit", new("")),
    ];

    /// <summary>Emits the file.</summary>
    /// <param name="protocol">The checked grammar.</param>
    /// <param name="options">Names.</param>
    public static string Emit(ProtocolModel protocol, EmitOptions options)
    {
        var code = new CodeWriter();
        var specification = protocol.Specifications.Count > 0 ? $": {string.Join(", ", protocol.Specifications)}" : "";
        var name = protocol.TypeName;
        code.Summary($"The protocol {protocol.Name} and its way into TLS{specification}.");
        if (protocol.SameAs.Length > 0)
        {
            EmitSame(code, protocol);
            return WithHead(code, options);
        }

        code.Line($"public partial class {name}");
        using (code.Indent())
            code.Line($": UpgradeProtocol<{name}, {name}.Connection, {name}.ClientParameters, {name}.ServerParameters>, IProtocol");
        using (code.Block(""))
        {
            EmitConstructor(code, name);
            code.Summary("What the grammar says.");
            code.Line($"public static ProtocolDefinition Definition {{ get; }} = new {DefinitionEmitter.ClassName(protocol)}();");
            code.Line();
            ConnectionEmitter.Emit(code, protocol);
            foreach (var isClient in (bool[])[true, false])
            {
                code.Line();
                ParametersEmitter.Emit(code, protocol, isClient);
            }

            foreach (var isClient in (bool[])[true, false])
            {
                code.Line();
                MachineEmitter.Emit(code, protocol, isClient);
            }

            code.Line();
            BindingsEmitter.Emit(code, protocol);
            EmitMessages(code, protocol);
            foreach (var rule in protocol.ValueRules)
            {
                code.Line();
                ValueRuleEmitter.Emit(code, rule, hasXml: protocol.Xml is not null);
            }

            WordsEmitter.EmitTables(code, protocol);
            code.Line();
            DefinitionEmitter.Emit(code, protocol);
        }

        WordsEmitter.EmitEnumerations(code, protocol);
        return WithHead(code, options);
    }

    /// <summary>Emits a variant that has all of its base but for what is said about it.</summary>
    private static void EmitSame(CodeWriter code, ProtocolModel protocol)
    {
        code.Line($"/// <remarks>Its messages, machines and parameters are those of <see cref=\"{protocol.SameAs}\"/>.</remarks>");
        using (code.Block($"public partial class {protocol.TypeName} : {protocol.SameAs}, IProtocol"))
        {
            EmitConstructor(code, protocol.TypeName);
            code.Summary("What the grammar says.");
            code.Line($"public static new ProtocolDefinition Definition {{ get; }} = new {DefinitionEmitter.ClassName(protocol)}();");
            const string optional = "ClientParameters? parameters = null, UpgradeClientOptions? options = null";
            Facade("ConnectAsync", $"string host, int port, {optional}", "host, port, parameters, options");
            Facade("UpgradeAsync", $"Stream stream, string host, {optional}", "stream, host, parameters, options");
            Facade("AcceptAsync", "Stream stream, UpgradeServerOptions options, ServerParameters? parameters = null", "stream, options, parameters");
            code.Line();
            DefinitionEmitter.EmitSame(code, protocol);
        }

        const string types = "Connection, ClientParameters, ServerParameters";

        void Facade(string name, string parameters, string arguments)
        {
            code.Line();
            code.Line($"/// <inheritdoc cref=\"UpgradeProtocol{{TSelf, TConnection, TClientParameters, TServerParameters}}.{name}\"/>");
            code.Wrapped($"public static new Task<Connection> {name}({parameters}, CancellationToken cancellationToken = default) =>");
            using (code.Indent())
                code.Wrapped($"UpgradeProtocol<{protocol.TypeName}, {types}>.{name}({arguments}, cancellationToken);");
        }
    }

    /// <summary>What has been emitted, behind a head with the namespaces that it needs.</summary>
    internal static string WithHead(CodeWriter body, EmitOptions options)
    {
        var text = body.ToString();
        var code = new CodeWriter();
        code.Line("// <auto-generated>");
        code.Line($"// Generated by ProtocolKit{(options.FileName is null ? "" : $" from {options.FileName}")}. Changes are lost when the grammar is compiled again.");
        code.Line("// </auto-generated>");
        code.Line("#nullable enable");
        code.Line();
        foreach (var (name, names) in s_usings)
        {
            if (names.IsMatch(text))
                code.Line($"using {name};");
        }

        code.Line();
        code.Line($"namespace {options.Namespace};");
        code.Line();
        code.Add(body);
        return code.ToString();
    }

    internal static void EmitConstructor(CodeWriter code, string typeName)
    {
        code.Line($"private protected {typeName}()");
        code.Line("{");
        code.Line("}");

        code.Line();
    }

    private static void EmitMessages(CodeWriter code, ProtocolModel protocol)
    {
        var messages = protocol.Messages.Where(message => (message.ReadByClient || message.ReadByServer) && message.SharedFrom.Length == 0).ToArray();
        var parsers = new RoleParsers(protocol, [.. messages.Where(message => message.Xml is null)]);
        foreach (var message in messages)
        {
            code.Line();
            MessageEmitter.Emit(code, protocol, message, parsers);
        }

        var tables = new ParserTables();
        foreach (var parser in parsers.All)
            new ParserEmitter(code, protocol, parser, tables).Emit();
        tables.Emit(code);
    }
}
