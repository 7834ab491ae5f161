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
        ("System", new(@"\b(ReadOnlySpan|Span|\w+Exception|Math|Func|Convert|AsSpan|SequenceEqual)\b"
            + @"|\b(IndexOf\w*|ContainsAny\w*|(Starts|Ends)With)\b")),
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
        ("static ProtocolKit.Generated.WireFormat", new(@"\bfile static class \w+Parser\d*\b")),
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
        var below = EmitParsers(protocol, parsers);
        EmitHead(code, protocol, options, name);
        using (code.Block(""))
        {
            EmitDefinition(code, protocol);
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

            foreach (var message in messages)
            {
                code.Line();
                MessageEmitter.Emit(code, protocol, message, parsers);
            }

            foreach (var rule in ValueRuleEmitter.UsedBy(code.ToString(), protocol.ValueRules))
            {
                code.Line();
                ValueRuleEmitter.Emit(code, rule, hasXml: protocol.Xml is not null);
            }

            code.Line();
            DefinitionEmitter.Emit(code, protocol);
            BindingsEmitter.Emit(code, protocol, users: code.ToString() + below);
        }

        code.Add(below);
        WordsEmitter.EmitTables(code, protocol);
        WordsEmitter.EmitEnumerations(code, protocol, options);
        return WithHead(code, options);
    }

    private static CodeWriter EmitParsers(ProtocolModel protocol, RoleParsers parsers)
    {
        var code = new CodeWriter();
        var tables = new ParserTables();
        if (parsers.All.Count > 0)
        {
            code.Line();
            code.Line("#nullable disable // Parsers hold no references: a build need not look for null in their flow.");
        }

        foreach (var parser in parsers.All)
            new ParserEmitter(code, protocol, parser, tables).Emit();
        tables.Emit(code);
        return code;
    }

    /// <summary>Emits a variant that has all of its base but for what is said about it.</summary>
    private static void EmitSame(CodeWriter code, ProtocolModel protocol, EmitOptions options)
    {
        code.Line($"/// <remarks>Its messages, machines and parameters are those of <see cref=\"{protocol.SameAs}\"/>.</remarks>");
        EmitHead(code, protocol, options, protocol.SameAs);
        using (code.Block(""))
        {
            EmitDefinition(code, protocol);
            code.Line();
            DefinitionEmitter.EmitSame(code, protocol);
        }
    }

    /// <summary>Emits the head of the protocol's type, whose connections and parameters are another one's if it is the same but for what is
    /// said about it.</summary>
    private static void EmitHead(CodeWriter code, ProtocolModel protocol, EmitOptions options, string owner)
    {
        code.Line($"{options.Access} sealed partial class {protocol.TypeName}");
        using (code.Indent())
            code.Line($": {BaseClass(protocol.Roles, protocol.TypeName, owner)}, IProtocol");
    }

    private static void EmitDefinition(CodeWriter code, ProtocolModel protocol)
    {
        code.Line($"private {protocol.TypeName}() {{ }}");
        code.Line();
        code.Summary("What the grammar says.");
        code.Line($"public static ProtocolDefinition Definition {{ get; }} = new {DefinitionEmitter.ClassName(protocol)}();");
    }

    /// <summary>The class that a protocol's type derives from.</summary>
    internal static string BaseClass(ProtocolRoles roles, string name, string owner) => roles switch
    {
        ProtocolRoles.Client => $"ClientProtocol<{name}, {owner}.Connection, {owner}.ClientParameters>",
        ProtocolRoles.Server => $"ServerProtocol<{name}, {owner}.Connection, {owner}.ServerParameters>",
        _ => $"UpgradeProtocol<{name}, {owner}.Connection, {owner}.ClientParameters, {owner}.ServerParameters>",
    };

    /// <summary>What has been emitted, behind a head with the namespaces that it needs.</summary>
    internal static string WithHead(CodeWriter body, EmitOptions options)
    {
        var text = body.ToString();
        var code = new CodeWriter();
        code.Line("// <auto-generated>");
        var file = options.FileName is null ? "" : $" from {options.FileName}";
        code.Line($"// Generated by ProtocolKit{file}. Changes are lost when the grammar is compiled again.");
        code.Line("// </auto-generated>");
        code.Line("#nullable enable");
        code.Line("#pragma warning disable CS1591 // What implements an interface is documented there.");
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
}
