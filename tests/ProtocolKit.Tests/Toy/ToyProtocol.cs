namespace ProtocolKit.Tests;

/// <summary>A protocol of the tests' own, written by hand as the generator would write it:
/// <code>
/// S: "HI" CRLF  / "NONE" CRLF => not-offered
/// C: "GO" CRLF
/// S: "OK" CRLF  / "NO" … CRLF => refused / "LATER" … CRLF => unavailable / "BYE" CRLF => closed
/// TLS
/// C: "LIST" CRLF     S: "ITEMS" … CRLF          (if the client's parameters ask for it)
/// any time   S: "*" … CRLF     C: "QUIT" CRLF  S: "BYE" CRLF => closed
/// </code>
/// </summary>
internal sealed class ToyProtocol : ProtocolDefinition, IProtocol
{
    private readonly string? _alpn;

    private ToyProtocol(string? alpn) => _alpn = alpn;

    public static ToyProtocol Instance { get; } = new(null);

    public static ToyProtocol WithAlpn { get; } = new("toy");

    public static ProtocolDefinition Definition => Instance;

    public override string Name => "toy";

    public override IReadOnlyList<string> Specifications => [];

    public override IReadOnlyList<int> Ports => [7001];

    public override IReadOnlyList<int> TlsPorts => [7002];

    public override string? Alpn => _alpn;

    public override IReadOnlyList<string> ClientParameterNames => ["list"];

    public override IReadOnlyList<string> ServerParameterNames => [];

    public override IReadOnlyList<string> CapabilityLabels => [];

    public override ProtocolParameters CreateClientParameters() => new ToyParameters();

    public override ProtocolParameters CreateServerParameters() => new ToyParameters();

    public override UpgradeMachine CreateClient(in ClientMachineOptions options) =>
        new ToyClient(this, options, isInsideTls: false) { Observer = options.Observer };

    public override UpgradeMachine CreateServer(in ServerMachineOptions options) =>
        new ToyServer(this, options, isInsideTls: false) { Observer = options.Observer };

    public override SecureConnection CreateConnection(SecuredTransport transport) => new ToyConnection(transport);

    public override void VisitLabels(string message, ReadOnlySpan<byte> octets, LabelVisitor visitor)
    {
    }
}

internal sealed class ToyParameters : ProtocolParameters
{
    /// <summary>Whether the client asks for the list inside TLS.</summary>
    public bool List { get; set; }

    public override void SetValue(string name, string value) => List = bool.Parse(value);
}

internal sealed class ToyConnection(SecuredTransport transport) : SecureConnection(transport)
{
    public string Items => Messages.TryGet(0, out var items) ? System.Text.Encoding.ASCII.GetString(items) : "";
}
