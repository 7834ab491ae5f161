using System.Buffers;

namespace ProtocolKit.Testing.Tests;

/// <summary>A protocol by hand: the server greets with a line, the client says one, the server answers with <c>GO</c>, then TLS.</summary>
/// <param name="greed">How far its client's machine is wrong.</param>
internal sealed class LineProtocol(Greed greed) : ProtocolDefinition
{
    public override string Name => "line";

    public override IReadOnlyList<string> Specifications => [];

    public override IReadOnlyList<int> Ports => [];

    public override IReadOnlyList<int> TlsPorts => [];

    public override IReadOnlyList<string> ClientParameterNames => [];

    public override IReadOnlyList<string> ServerParameterNames => [];

    public override IReadOnlyList<string> CapabilityLabels => [];

    public override ProtocolParameters CreateClientParameters() => new NoParameters();

    public override ProtocolParameters CreateServerParameters() => new NoParameters();

    public override UpgradeMachine CreateClient(in ClientMachineOptions options) =>
        new LineClient(this, greed) { Observer = options.Observer };

    public override UpgradeMachine CreateServer(in ServerMachineOptions options) => throw new NotSupportedException();

    public override SecureConnection CreateConnection(SecuredTransport transport) => throw new NotSupportedException();

    public override void VisitLabels(string message, ReadOnlySpan<byte> octets, LabelVisitor visitor)
    {
    }

    private sealed class NoParameters : ProtocolParameters
    {
        public override void SetValue(string name, string value) => throw new ArgumentException("There is none.", nameof(name));
    }

    private sealed class LineClient : UpgradeMachine
    {
        private readonly Greed _greed;
        private int _step;

        public LineClient(ProtocolDefinition protocol, Greed greed)
        {
            (Protocol, _greed) = (protocol, greed);
            NextAction = UpgradeAction.Receive;
        }

        public override ProtocolDefinition Protocol { get; }

        public override UpgradeRole Role => UpgradeRole.Client;

        public override bool IsInsideTls => false;

        public override string State => $"Step{_step}";

        public override int MaxMessageOctets => 100;

        public override OperationStatus Receive(ReadOnlySpan<byte> received, out int bytesConsumed)
        {
            var end = received.IndexOf("\r\n"u8);
            bytesConsumed = _greed switch
            {
                Greed.TakesWhatThereIs => received.Length,
                Greed.ConsumesTooMuch => received.Length + 1,
                _ => end < 0 ? 0 : end + 2,
            };
            if (bytesConsumed == 0)
                return OperationStatus.NeedMoreData;
            _step++;
            NextAction = _step == 1 ? UpgradeAction.Send : UpgradeAction.StartTls;
            return OperationStatus.Done;
        }

        public override void Send(IBufferWriter<byte> output)
        {
            output.Write("hello\r\n"u8);
            NextAction = UpgradeAction.Receive;
        }

        public override bool StartTls(ReadOnlySpan<byte> leftover)
        {
            if (!leftover.IsEmpty)
                Abandon(UpgradeOutcome.Leftover, leftover);
            return leftover.IsEmpty;
        }

        public override UpgradeMachine TlsEstablished() => throw new NotSupportedException();

        public override void EndOfStream(ReadOnlySpan<byte> unread) => Abandon(UpgradeOutcome.Truncated, unread);

        public override void Abandon(UpgradeOutcome outcome, ReadOnlySpan<byte> unread)
        {
            Failure = new UpgradeFailure(outcome, State, EscapedText.Escape(unread), [], false);
            NextAction = UpgradeAction.Fail;
        }

        public override KeptMessages TakeKeptMessages() => new();
    }
}

/// <summary>What is wrong with a machine.</summary>
internal enum Greed
{
    None,
    TakesWhatThereIs,
    ConsumesTooMuch,
}
