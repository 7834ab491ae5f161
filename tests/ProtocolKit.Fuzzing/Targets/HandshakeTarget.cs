using ProtocolKit.Fuzzing.Seeds;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Fuzzing.Targets;

/// <summary>The whole upgrade over a connection, whose peer is honest until TLS starts and then says anything.</summary>
/// <remarks>The input: the protocol, flags, the lengths of two pieces, the octets.</remarks>
internal sealed class HandshakeTarget : IFuzzTarget
{
    private const byte OfServer = 1, Implicit = 2, Hasty = 4;

    private static readonly StartOfTls s_start = new();
    private static readonly UpgradeClientOptions s_client = Client(isImplicit: false);
    private static readonly UpgradeClientOptions s_implicitClient = Client(isImplicit: true);
    private static readonly UpgradeServerOptions s_server = Server(isImplicit: false);
    private static readonly UpgradeServerOptions s_implicitServer = Server(isImplicit: true);

    public string Name => "handshakes";

    public IEnumerable<byte[]> Seeds =>
        from flight in Flights.Record()
        from protocol in Catalog.WithPackets.Concat(Catalog.All.Except(Catalog.WithPackets).Where((_, index) => index % 5 == 0))
        from flags in new[] { 0, Implicit, Hasty }
        let role = flight.FromServer ? 0 : OfServer
        select (byte[])[Catalog.NumberOf(protocol), (byte)(flags | role), 0, 0, .. Carried(protocol, flags, flight.Octets)];

    public IEnumerable<byte[]> Words =>
        [[0x16, 3, 1], [0x16, 3, 3], [0x14, 3, 3, 0, 1, 1], [0x15, 3, 3, 0, 2, 2, 40], [0x17, 3, 3], Turns.FreshText.ToArray()];

    public void Run(ReadOnlySpan<byte> input)
    {
        var from = new FuzzInput(input);
        var protocol = from.Choose(Catalog.All);
        var flags = from.Take();
        var pieces = from.TakePieces();
        var isServer = (flags & OfServer) != 0;
        var isImplicit = (flags & Implicit) != 0;
        var peer = isServer
            ? protocol.CreateClient(new ClientMachineOptions { Host = TestCertificates.Host, ImplicitTls = isImplicit })
            : protocol.CreateServer(new ServerMachineOptions { ImplicitTls = isImplicit });
        using var stream = new PeerStream(peer, from.Rest.ToArray(), pieces, (flags & Hasty) != 0);
        s_start.Stream = stream;
        var upgrading = isServer
            ? UpgradeServer.AcceptAsync(protocol, stream, isImplicit ? s_implicitServer : s_server)
            : UpgradeClient.UpgradeAsync(protocol, stream, TestCertificates.Host, options: isImplicit ? s_implicitClient : s_client);
        BrokenPromiseException.Unless(upgrading.IsCompleted, "It waits for a peer that has closed.");
        var failure = upgrading.Exception?.InnerException;
        BrokenPromiseException.Unless(failure is not null, "It has a connection with who can't have done a handshake.");
        BrokenPromiseException.Unless(
            failure is UpgradeException documented
                && documented.Outcome is not (UpgradeOutcome.Secured or UpgradeOutcome.Timeout or UpgradeOutcome.Unreachable)
                && documented.Message.Length > 0 && documented.ToString().Length > 0,
            $"It throws {failure}");
        CheckWritten(protocol, isImplicit, stream.WrittenSinceTls);
    }

    private static UpgradeClientOptions Client(bool isImplicit) =>
        new() { CustomRoots = TestCertificates.Roots, Observer = s_start, ImplicitTls = isImplicit };

    private static UpgradeServerOptions Server(bool isImplicit) =>
        new() { Certificate = TestCertificates.Valid, Observer = s_start, ImplicitTls = isImplicit };

    /// <summary>Nothing is said but TLS. OpenSSL answers a record of a version that it does not know with an alert of that
    /// version.</summary>
    private static void CheckWritten(ProtocolDefinition protocol, bool isImplicit, ReadOnlySpan<byte> written)
    {
        var cursor = default(ScanCursor);
        while (!isImplicit && protocol.TlsPacketCapacity > 0 && !written.IsEmpty
            && protocol.ReadTlsPacket(written, ref cursor, out var carried) == System.Buffers.OperationStatus.Done)
        {
            BrokenPromiseException.Unless(carried.Length > 0, "A packet without TLS is written.");
            written = written[cursor.Position..];
            cursor = default;
        }

        while (!written.IsEmpty)
        {
            BrokenPromiseException.Unless(
                written is [>= 0x14 and <= 0x17, 3, _, _, _, ..],
                $"\"{EscapedText.Escape(written)}\" is written where TLS has started.");
            written = written[Math.Min(written.Length, 5 + (written[3] << 8 | written[4]))..];
        }
    }

    private static byte[] Carried(ProtocolDefinition protocol, int flags, byte[] octets) =>
        protocol.TlsPacketCapacity > 0 && (flags & Implicit) == 0 ? Packets.Of(protocol, octets) : octets;

    /// <summary>Tells a stream when TLS starts. It is shared, as the options are: inputs are tried one after the other.</summary>
    private sealed class StartOfTls : UpgradeObserver
    {
        public PeerStream? Stream { get; set; }

        public override void OnStartTls(UpgradeMachine machine) => Stream!.HasTlsStarted = true;
    }
}
