using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits what stands in for a protocol whose grammar has errors, so that those do not become errors wherever its type is
/// named.</summary>
public static class StubEmitter
{
    /// <summary>Emits the file.</summary>
    /// <param name="protocolName">The name behind <c>protocol</c>.</param>
    /// <param name="options">Names.</param>
    public static string Emit(string protocolName, EmitOptions options)
    {
        var name = CSharpNames.Pascal(protocolName);
        var code = new CodeWriter();
        code.Summary($"The protocol {protocolName}, whose grammar could not be compiled: see its errors.");
        using (code.Block(
            $"{options.Access} sealed partial class {name} : {ProtocolEmitter.BaseClass(options.Roles, name, name)}, IProtocol"))
        {
            code.Line($"private {name}() {{ }}");
            code.Line();
            code.Summary("Not there.");
            code.Line("public static ProtocolDefinition Definition => throw Broken();");
            code.Line();
            code.Line($"private static InvalidOperationException Broken() => new(\"The grammar of {protocolName} has errors.\");");
            foreach (
                var type in (string[])[
                .. options.Roles != ProtocolRoles.Server ? ["ClientParameters"] : (string[])[],
                .. options.Roles != ProtocolRoles.Client ? ["ServerParameters"] : (string[])[]])
            {
                code.Line();
                code.Summary("Not there.");
                using (code.Block($"public sealed class {type} : ProtocolParameters"))
                {
                    code.Line("public override void SetValue(string name, string value) => throw Broken();");
                }
            }

            code.Line();
            code.Summary("Not there.");
            using (code.Block("public sealed class Connection : SecureConnection"))
            {
                code.Line("private Connection(SecuredTransport transport)");
                using (code.Indent())
                    code.Line(": base(transport)");
                using (code.Block(""))
                {
                }
            }
        }

        return ProtocolEmitter.WithHead(code, options);
    }
}
