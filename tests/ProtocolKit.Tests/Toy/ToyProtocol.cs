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
    private readonly bool _hasPorts;
    private readonly ServiceIdentity? _identity;

    private ToyProtocol(string? alpn, bool hasPorts = true, ServiceIdentity? identity = null) =>
        (_alpn, _hasPorts, _identity) = (alpn, hasPorts, identity);

    public static ToyProtocol Instance { get; } = new(null);

    public static ToyProtocol WithAlpn { get; } = new("toy");

    public static ToyProtocol WithoutPorts { get; } = new(null, hasPorts: false);

    /// <summary>One that counts SRV-IDs of <c>toy</c>, of <c>toys</c> where TLS comes first, and names of another type.</summary>
    public static ToyProtocol WithIdentity { get; } = new(
        null, identity: new() { Service = "toy", TlsService = "toys", OtherNameType = OtherName });

    /// <summary>One that counts SRV-IDs of <c>toy</c> alone, wherever TLS starts.</summary>
    public static ToyProtocol WithService { get; } = new(null, identity: new() { Service = "toy" });

    /// <summary>The type of the names that count besides.</summary>
    public const string OtherName = "1.3.6.1.4.1.32473.7";

    public static ProtocolDefinition Definition => Instance;

    public override string Name => "toy";

    public override IReadOnlyList<string> Specifications => [];

    public override IReadOnlyList<int> Ports => _hasPorts ? [7001] : [];

    public override IReadOnlyList<int> TlsPorts => _hasPorts ? [7002] : [];

    public override string? Alpn => _alpn;

    public override ServiceIdentity? Identity => _identity;

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
