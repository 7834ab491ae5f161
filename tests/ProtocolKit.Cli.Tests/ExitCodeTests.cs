namespace ProtocolKit.Cli.Tests;

public sealed class ExitCodeTests
{
    [Fact]
    public async Task A_fault_of_ours_during_a_probe_is_no_usage_error()
    {
        await using var server = TestServer.Of("smtp");
        using var output = new StringWriter();
        using var error = new StringWriter();

        var exitCode = await Tool.RunAsync(
            ["probe", $"broken://localhost:{server.Port}"], new ToolConsole(output, error, isPlain: true),
                new Catalog([new BrokenProtocol()]));

        Assert.Equal(ExitCode.Internal, exitCode);
        Assert.Contains("This is a fault of protocolkit", error.ToString(), StringComparison.Ordinal);
    }

    /// <summary>SMTP, with a mistake in what is generated that only shows when a message has been read.</summary>
    private sealed class BrokenProtocol : ProtocolDefinition
    {
        private static readonly ProtocolDefinition Smtp = Catalog.All.Definitions.Single(one => one.Name == "smtp");

        public override string Name => "broken";

        public override IReadOnlyList<string> Specifications => Smtp.Specifications;

        public override IReadOnlyList<int> Ports => Smtp.Ports;

        public override IReadOnlyList<int> TlsPorts => Smtp.TlsPorts;

        public override IReadOnlyList<string> ClientParameterNames => Smtp.ClientParameterNames;

        public override IReadOnlyList<string> ServerParameterNames => Smtp.ServerParameterNames;

        public override IReadOnlyList<string> CapabilityLabels => Smtp.CapabilityLabels;

        public override ProtocolParameters CreateClientParameters() => Smtp.CreateClientParameters();

        public override ProtocolParameters CreateServerParameters() => Smtp.CreateServerParameters();

        public override UpgradeMachine CreateClient(in ClientMachineOptions options) => Smtp.CreateClient(in options);

        public override UpgradeMachine CreateServer(in ServerMachineOptions options) => Smtp.CreateServer(in options);

        public override SecureConnection CreateConnection(SecuredTransport transport) => Smtp.CreateConnection(transport);

        public override void VisitLabels(string message, ReadOnlySpan<byte> octets, LabelVisitor visitor) =>
            throw new ArgumentOutOfRangeException(nameof(octets));
    }
}
