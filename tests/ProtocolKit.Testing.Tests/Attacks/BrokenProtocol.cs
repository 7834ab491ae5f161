namespace ProtocolKit.Testing.Tests.Attacks;

/// <summary>A protocol like another, whose machines break a promise.</summary>
internal sealed class BrokenProtocol(ProtocolDefinition sound, Broken broken) : ProtocolDefinition
{
    public override string Name => sound.Name;

    public override IReadOnlyList<string> Specifications => sound.Specifications;

    public override IReadOnlyList<int> Ports => sound.Ports;

    public override IReadOnlyList<int> TlsPorts => sound.TlsPorts;

    public override IReadOnlyList<string> ClientParameterNames => sound.ClientParameterNames;

    public override IReadOnlyList<string> ServerParameterNames => sound.ServerParameterNames;

    public override IReadOnlyList<string> CapabilityLabels => sound.CapabilityLabels;

    public override ProtocolParameters CreateClientParameters() => sound.CreateClientParameters();

    public override ProtocolParameters CreateServerParameters() => sound.CreateServerParameters();

    public override UpgradeMachine CreateClient(in ClientMachineOptions options) => new BrokenMachine(sound.CreateClient(options), broken);

    public override UpgradeMachine CreateServer(in ServerMachineOptions options) => new BrokenMachine(sound.CreateServer(options), broken);

    public override SecureConnection CreateConnection(SecuredTransport transport) => sound.CreateConnection(transport);

    public override void VisitLabels(string message, ReadOnlySpan<byte> octets, LabelVisitor visitor) =>
        sound.VisitLabels(message, octets, visitor);
}
