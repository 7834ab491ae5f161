using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits what the grammar says of its protocol, for those who know no protocol.</summary>
internal static class DefinitionEmitter
{
    public static string ClassName(ProtocolModel protocol) => protocol.TypeName + "Definition";

    public static void Emit(CodeWriter code, ProtocolModel protocol)
    {
        using (code.Block($"internal class {ClassName(protocol)} : ProtocolDefinition"))
        {
            EmitFacts(code, protocol);
            foreach (var isClient in (bool[])[true, false])
            {
                var (role, used) = isClient ? ("Client", protocol.Parameters.Where(parameter => parameter.UsedByClient))
                    : ("Server", protocol.Parameters.Where(parameter => parameter.UsedByServer));
                if (protocol.Has(isClient))
                    List(code, "string", role + "ParameterNames", used.Select(parameter => CSharpText.Literal(parameter.Name)));
                else
                    Fact(code, $"bool Has{role}", "false");
            }

            List(code, "string", "CapabilityLabels", protocol.LabelTests.Select(test => test.Label).Distinct().Select(CSharpText.Literal));
            List(code, "string", "OfferLabels", OfferLabels(protocol).Select(CSharpText.Literal));
            foreach (var role in (string[])["Client", "Server"])
            {
                if (protocol.Has(role == "Client"))
                    Fact(code, $"ProtocolParameters Create{role}Parameters()", $"new {role}Parameters()");
            }

            foreach (var role in (string[])["Client", "Server"])
            {
                if (protocol.Has(role == "Client"))
                    Fact(code, $"UpgradeMachine Create{role}(in {role}MachineOptions options)", $"new {role}Machine(in options, this)");
            }

            Fact(code, "SecureConnection CreateConnection(SecuredTransport transport)", "new Connection(transport)");
            code.Line();
            if (protocol.Tls.Packet is { } packet)
                EmitPackets(code, protocol, packet);
            VisitEmitter.Emit(code, protocol);
        }
    }

    /// <summary>Emits the definition of a variant that is the same as its base but for what is said about it.</summary>
    public static void EmitSame(CodeWriter code, ProtocolModel protocol)
    {
        using (code.Block($"private sealed class {ClassName(protocol)} : {protocol.SameAs}.{protocol.SameAs}Definition"))
            EmitFacts(code, protocol);
    }

    private static void EmitFacts(CodeWriter code, ProtocolModel protocol)
    {
        Fact(code, "string Name", CSharpText.Literal(protocol.Name));
        List(code, "string", "Specifications", protocol.Specifications.Select(CSharpText.Literal));
        List(code, "int", "Ports", protocol.Ports.Select(port => CSharpText.Number((ulong)port)));
        List(code, "int", "TlsPorts", protocol.TlsPorts.Select(port => CSharpText.Number((ulong)port)));
        if (protocol.Alpn is not null)
            Fact(code, "string? Alpn", CSharpText.Literal(protocol.Alpn));
        if (protocol.Identity is { } identity)
            code.Wrapped($"public override ServiceIdentity? Identity {{ get; }} = new() {{ {string.Join(", ", Names(identity))} }};");
        else if (protocol.SameAs.Length > 0)
            Fact(code, "ServiceIdentity? Identity", "null");
    }

    private static IEnumerable<string> Names(IdentityModel identity)
    {
        if (identity.Service is { } service)
            yield return $"Service = {CSharpText.Literal(service)}";
        if (identity.TlsService is { } tlsService)
            yield return $"TlsService = {CSharpText.Literal(tlsService)}";
        if (identity.Other is { } other)
            yield return $"OtherNameType = {CSharpText.Literal(other)}";
    }

    private static void Fact(CodeWriter code, string declaration, string value) => code.Line($"public override {declaration} => {value};");

    private static void List(CodeWriter code, string type, string name, IEnumerable<string> items) =>
        code.Wrapped($"public override IReadOnlyList<{type}> {name} {{ get; }} = [{string.Join(", ", items)}];");

    private static void EmitPackets(CodeWriter code, ProtocolModel protocol, PacketModel packet)
    {
        var type = packet.Message.TypeReference;
        code.Line($"public override int TlsPacketCapacity => {packet.Capacity};");
        code.Line();
        using (code.Block("public override OperationStatus ReadTlsPacket("
            + "ReadOnlySpan<byte> received, ref ScanCursor cursor, out ReadOnlySpan<byte> tls)"))
        {
            if (MessageEmitter.TakesBindings(packet.Message))
                code.Line($"var bindings = default({protocol.BindingsType});");
            code.Line($"var status = {MessageEmitter.ScanCall(protocol, packet.Message, "cursor", "received", "bindings")};");
            code.Line($"tls = status == OperationStatus.Done ? new {type}(received[..cursor.Position], in cursor)"
                + $".{packet.Carried.PropertyName} : default;");
            code.Line("return status;");
        }

        code.Line();
        using (code.Block("public override void WriteTlsPacket(ReadOnlySpan<byte> tls, ref OctetWriter writer)"))
        {
            code.Comment(packet.Sentence.Text);
            SentenceEmitter.EmitPacket(code, protocol, packet.Sentence);
        }

        code.Line();
    }

    private static IEnumerable<string> OfferLabels(ProtocolModel protocol) => protocol.LabelTests.Select(test => test.Label)
        .Concat(protocol.Messages.Where(message => message.ReadByClient).SelectMany(message => message.Labels)
            .Where(label => label.IsList || label.Kind == LabelKind.Element).Select(label => label.Name))
        .Distinct();
}
