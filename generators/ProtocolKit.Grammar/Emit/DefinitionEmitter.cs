using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits what the grammar says of its protocol, for those who know no protocol.</summary>
internal static class DefinitionEmitter
{
    public static string ClassName(ProtocolModel protocol) => protocol.TypeName + "Definition";

    public static void Emit(CodeWriter code, ProtocolModel protocol)
    {
        using (code.Block($"private sealed class {ClassName(protocol)} : ProtocolDefinition"))
        {
            Fact("string Name", CSharpText.Literal(protocol.Name));
            List("string", "Specifications", protocol.Specifications.Select(CSharpText.Literal));
            List("int", "Ports", protocol.Ports.Select(port => CSharpText.Number((ulong)port)));
            List("int", "TlsPorts", protocol.TlsPorts.Select(port => CSharpText.Number((ulong)port)));
            if (protocol.Alpn is not null)
                Fact("string? Alpn", CSharpText.Literal(protocol.Alpn));
            List("string", "ClientParameterNames", protocol.Parameters.Where(parameter => parameter.UsedByClient).Select(parameter => CSharpText.Literal(parameter.Name)));
            List("string", "ServerParameterNames", protocol.Parameters.Where(parameter => parameter.UsedByServer).Select(parameter => CSharpText.Literal(parameter.Name)));
            List("string", "CapabilityLabels", protocol.LabelTests.Select(test => test.Label).Distinct().Select(CSharpText.Literal));
            List("string", "OfferLabels", OfferLabels(protocol).Select(CSharpText.Literal));
            Fact("ProtocolParameters CreateClientParameters()", "new ClientParameters()");
            Fact("ProtocolParameters CreateServerParameters()", "new ServerParameters()");
            Fact("UpgradeMachine CreateClient(in ClientMachineOptions options)", "new ClientMachine(in options)");
            Fact("UpgradeMachine CreateServer(in ServerMachineOptions options)", "new ServerMachine(in options)");
            Fact("SecureConnection CreateConnection(SecuredTransport transport)", "new Connection(transport)");
            if (protocol.Tls.Packet is { } packet)
                EmitPackets(code, packet);
            EmitVisit(code, protocol);
        }

        void Fact(string declaration, string value)
        {
            code.Line($"public override {declaration} => {value};");
            code.Line();
        }

        void List(string type, string name, IEnumerable<string> items)
        {
            code.Line($"public override IReadOnlyList<{type}> {name} {{ get; }} = [{string.Join(", ", items)}];");
            code.Line();
        }
    }

    private static void EmitPackets(CodeWriter code, PacketModel packet)
    {
        var type = packet.Message.TypeName;
        code.Line($"public override int TlsPacketCapacity => {packet.Capacity};");
        code.Line();
        using (code.Block("public override OperationStatus ReadTlsPacket(ReadOnlySpan<byte> received, ref ScanCursor cursor, out ReadOnlySpan<byte> tls)"))
        {
            code.Line("var bindings = default(Bindings);");
            code.Line($"var status = {type}.Scan(ref cursor, received, in bindings);");
            code.Line($"tls = status == OperationStatus.Done ? new {type}(received[..cursor.Position], in cursor).{packet.Carried.PropertyName} : default;");
            code.Line("return status;");
        }

        code.Line();
        using (code.Block("public override void WriteTlsPacket(ReadOnlySpan<byte> tls, ref OctetWriter output)"))
        {
            code.Line("var bindings = default(Bindings);");
            code.Line($"{packet.Sentence.MethodName}(ref output, ref bindings, tls);");
        }

        code.Line();
    }

    private static IEnumerable<string> OfferLabels(ProtocolModel protocol) => protocol.LabelTests.Select(test => test.Label)
        .Concat(protocol.Messages.Where(message => message.ReadByClient).SelectMany(message => message.Labels)
            .Where(label => label.IsList || label.Kind == LabelKind.Element).Select(label => label.Name))
        .Distinct();

    private static void EmitVisit(CodeWriter code, ProtocolModel protocol)
    {
        var messages = protocol.Messages.Where(message => (message.ReadByClient || message.ReadByServer) && message.Labels.Count > 0).ToArray();
        using (code.Block("public override void VisitLabels(string message, ReadOnlySpan<byte> octets, LabelVisitor visitor)"))
        {
            if (messages.Length == 0)
                return;
            code.Line("var cursor = default(ScanCursor);");
            using (code.Block("switch (message)"))
            {
                foreach (var message in messages)
                {
                    code.Line($"case {CSharpText.Literal(message.Name)}:");
                    using (code.Indent())
                    {
                        code.Line($"Visit{message.TypeName}(ref cursor, octets, visitor);");
                        code.Line("break;");
                    }
                }
            }
        }

        foreach (var message in messages)
        {
            code.Line();
            using (code.Block($"private static void Visit{message.TypeName}(ref ScanCursor cursor, ReadOnlySpan<byte> octets, LabelVisitor visitor)"))
                EmitVisitOf(code, message);
        }
    }

    private static void EmitVisitOf(CodeWriter code, MessageModel message)
    {
        var (arguments, compares) = message switch
        {
            { Xml: not null } => (", in Bindings.StandAlone", message.NeededBindings.Count > 0),
            _ when MessageEmitter.CanStop(message) => (message.NeededBindings.Count > 0 ? ", default, stop: int.MaxValue" : ", stop: int.MaxValue", false),
            _ => (", default", false),
        };
        code.Line($"if ({message.TypeName}.Scan(ref cursor, octets{arguments}) != OperationStatus.Done{(compares ? " && cursor.State != ScanCursor.WrongValue" : "")})");
        using (code.Indent())
            code.Line("return;");
        code.Line($"var message = new {message.TypeName}(octets, in cursor);");
        if (message.AllMembers().Any(label => label.IsRecord))
            code.Line("var records = 0;");
        foreach (var label in message.Members)
            EmitVisitOf(code, label, "message", "0", 0);
    }

    private static void EmitVisitOf(CodeWriter code, LabelModel label, string owner, string record, int depth)
    {
        var name = CSharpText.Literal(label.Name);
        var value = $"{owner}.{label.PropertyName}";
        if (label.IsList)
        {
            var item = (label.IsRecord ? "element" : "value") + (depth == 0 ? "" : $"{depth}");
            using (code.Block($"foreach (var {item} in {value})"))
            {
                if (!label.IsRecord)
                {
                    code.Line(label.IsNumber ? $"VisitNumber(visitor, {name}, (long){item}, {record});" : $"visitor({name}, {item}, {record});");
                    return;
                }

                var number = "number" + (depth == 0 ? "" : $"{depth}");
                code.Line($"var {number} = ++records;");
                foreach (var member in label.Members)
                    EmitVisitOf(code, member, item, number, depth + 1);
            }

            return;
        }

        var visit = label.Kind switch
        {
            LabelKind.Element => $"visitor({name}, [], {record});",
            LabelKind.Octets => $"visitor({name}, {value}, {record});",
            _ => $"VisitNumber(visitor, {name}, (long){value}, {record});",
        };
        if (!label.MayBeAbsent && label.Kind != LabelKind.Element)
        {
            code.Line(visit);
            return;
        }

        code.Line($"if ({owner}.Has{label.PropertyName})");
        using (code.Indent())
            code.Line(visit);
    }
}
