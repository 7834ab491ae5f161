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
        ("ProtocolKit.Generated", new("")),
        ("static ProtocolKit.Generated.WireFormat", new(@"\bfile static class \w+Parser\b")),
    ];

    /// <summary>Emits the file.</summary>
    /// <param name="protocol">The checked grammar.</param>
    /// <param name="options">Names.</param>
    public static string Emit(ProtocolModel protocol, EmitOptions options)
    {
        protocol.Roles = options.Roles;
        var code = new CodeWriter();
        var specification = protocol.Specifications.Count > 0 ? $": {string.Join(", ", protocol.Specifications)}" : "";
        var name = protocol.TypeName;
        code.Summary($"The protocol {protocol.Name} and its way into TLS{specification}.");
        if (protocol.SameAs.Length > 0)
        {
            EmitSame(code, protocol, options);
            return WithHead(code, options);
        }

        var messages = protocol.Messages.Where(message => protocol.IsRead(message) && message.SharedFrom.Length == 0).ToArray();
        var parsers = new RoleParsers(protocol, [.. messages.Where(message => message.Xml is null)]);
        code.Line($"{options.Access} partial class {name}");
        using (code.Indent())
            code.Line($": {BaseClass(protocol.Roles, name)}, IProtocol");
        using (code.Block(""))
        {
            EmitConstructor(code, name);
            code.Summary("What the grammar says.");
            code.Line($"public static ProtocolDefinition Definition {{ get; }} = new {DefinitionEmitter.ClassName(protocol)}();");
            code.Line();
            ConnectionEmitter.Emit(code, protocol);
            bool[] roles = [.. ((bool[])[true, false]).Where(protocol.Has)];
            foreach (var isClient in roles)
            {
                code.Line();
                ParametersEmitter.Emit(code, protocol, isClient);
            }

            foreach (var isClient in roles)
            {
                code.Line();
                MachineEmitter.Emit(code, protocol, parsers, isClient);
            }

            code.Line();
            BindingsEmitter.Emit(code, protocol);
            foreach (var message in messages)
            {
                code.Line();
                MessageEmitter.Emit(code, protocol, message, parsers);
            }

            foreach (var rule in protocol.ValueRules.Where(rule => IsUsed(protocol, rule)))
            {
                code.Line();
                ValueRuleEmitter.Emit(code, rule, hasXml: protocol.Xml is not null);
            }

            code.Line();
            DefinitionEmitter.Emit(code, protocol);
        }

        var tables = new ParserTables();
        foreach (var parser in parsers.All)
            new ParserEmitter(code, protocol, parser, tables).Emit();
        tables.Emit(code);
        WordsEmitter.EmitTables(code, protocol);
        WordsEmitter.EmitEnumerations(code, protocol, options);
        return WithHead(code, options);
    }

    /// <summary>Emits a variant that has all of its base but for what is said about it.</summary>
    private static void EmitSame(CodeWriter code, ProtocolModel protocol, EmitOptions options)
    {
        code.Line($"/// <remarks>Its messages, machines and parameters are those of <see cref=\"{protocol.SameAs}\"/>.</remarks>");
        using (code.Block($"{options.Access} partial class {protocol.TypeName} : {protocol.SameAs}, IProtocol"))
        {
            EmitConstructor(code, protocol.TypeName);
            code.Summary("What the grammar says.");
            code.Line($"public static new ProtocolDefinition Definition {{ get; }} = new {DefinitionEmitter.ClassName(protocol)}();");
            const string optional = "ClientParameters? parameters = null, UpgradeClientOptions? options = null";
            if (protocol.Has(isClient: true))
            {
                foreach (var connect in (string[])["ConnectAsync", "ConnectImplicitTlsAsync"])
                    Facade(connect, $"string host, int? port = null, {optional}", "host, port, parameters, options");
                Facade("ConnectOpportunisticAsync", $"string host, int? port = null, {optional}", "host, port, parameters, options", "OpportunisticConnection");
                Facade("UpgradeAsync", $"Stream stream, string host, {optional}", "stream, host, parameters, options");
            }

            if (protocol.Has(isClient: false))
                Facade("AcceptAsync", "Stream stream, UpgradeServerOptions options, ServerParameters? parameters = null", "stream, options, parameters", isClient: false);
            code.Line();
            DefinitionEmitter.EmitSame(code, protocol);
        }

        void Facade(string name, string parameters, string arguments, string result = "Connection", bool isClient = true)
        {
            var declaring = isClient ? "ClientProtocol{TSelf, TConnection, TClientParameters}" : "ServerProtocol{TSelf, TConnection, TServerParameters}";
            code.Line();
            code.Line($"/// <inheritdoc cref=\"{declaring}.{name}\"/>");
            code.Wrapped($"public static new Task<{result}> {name}({parameters}, CancellationToken cancellationToken = default) =>");
            using (code.Indent())
                code.Wrapped($"{BaseClass(protocol.Roles, protocol.TypeName, "")}.{name}({arguments}, cancellationToken);");
        }
    }

    /// <summary>The class that a protocol's type derives from.</summary>
    internal static string BaseClass(ProtocolRoles roles, string name) => BaseClass(roles, name, name + ".");

    private static string BaseClass(ProtocolRoles roles, string name, string prefix) => roles switch
    {
        ProtocolRoles.Client => $"ClientProtocol<{name}, {prefix}Connection, {prefix}ClientParameters>",
        ProtocolRoles.Server => $"ServerProtocol<{name}, {prefix}Connection, {prefix}ServerParameters>",
        _ => $"UpgradeProtocol<{name}, {prefix}Connection, {prefix}ClientParameters, {prefix}ServerParameters>",
    };

    /// <summary>Values of XML are checked against rules, too.</summary>
    private static bool IsUsed(ProtocolModel protocol, ValueRuleModel rule) => protocol.Xml is not null || protocol.Parameters.Any(parameter =>
        (protocol.Has(isClient: true) && parameter.UsedByClient || protocol.Has(isClient: false) && parameter.UsedByServer)
        && rule.Name.Equals(parameter.ValueRule, StringComparison.OrdinalIgnoreCase));

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
}
