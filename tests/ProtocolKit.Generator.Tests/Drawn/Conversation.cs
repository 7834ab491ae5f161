using System.Buffers;
using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Generator.Tests.Drawn;

/// <summary>A conversation of a protocol's two machines, without TLS between them.</summary>
internal sealed class Conversation
{
    private const int MaxSteps = 200_000;

    private readonly Side _client;
    private readonly Side _server;

    private Conversation(UpgradeMachine client, UpgradeMachine server) => (_client, _server) = (new Side(client), new Side(server));

    /// <summary>Holds a conversation.</summary>
    /// <param name="definition">The protocol.</param>
    /// <param name="model">Its grammar.</param>
    /// <param name="random">Draws the parameters.</param>
    /// <param name="inParts">Whether the octets arrive one by one.</param>
    /// <param name="refusal">What the server is told to refuse with, or null.</param>
    /// <returns>Null if the machines agree; else what happened.</returns>
    public static string? Disagreement(ProtocolDefinition definition, ProtocolModel model, Random random, bool inParts, UpgradeOutcome? refusal)
    {
        // A value that neither role says, and one compares with the other's, must be set to the same.
        var agreed = model.Bindings.Where(binding => binding.BeginsWithClientParameter || binding.BeginsWithServerParameter).Select(binding => binding.Name).ToHashSet();
        var client = Parameters(definition.CreateClientParameters(), model, random, parameter => parameter.UsedByClient && !agreed.Contains(parameter.Name.ToLowerInvariant()));
        var server = Parameters(definition.CreateServerParameters(), model, random, parameter => parameter.UsedByServer && !agreed.Contains(parameter.Name.ToLowerInvariant()));
        if (client is null || server is null)
            return null;
        var talk = new Conversation(
            definition.CreateClient(new ClientMachineOptions { Host = "drawn.example", Parameters = client }),
            definition.CreateServer(new ServerMachineOptions { Parameters = server, AnswerInsideTls = true, Refusal = () => refusal }));
        return talk.Hold(inParts, refusal);
    }

    private string? Hold(bool inParts, UpgradeOutcome? refusal)
    {
        for (var step = 0; step < MaxSteps; step++)
        {
            if (_server.Machine is { IsInsideTls: true, NextAction: UpgradeAction.Complete } && (_client.Machine.NextAction == UpgradeAction.Complete || !_client.HasUnread && !_client.WillSend))
                return null;
            if (_client.Machine.NextAction == UpgradeAction.Complete && _server.Machine.NextAction == UpgradeAction.Receive)
                return null;
            if (_client.Failure is { } failure)
                return failure.Outcome is UpgradeOutcome.NotOffered or UpgradeOutcome.Unavailable or UpgradeOutcome.Refused or UpgradeOutcome.Closed ? null : $"the client: {Say(failure)}";
            if (_server.Failure is { } fault)
                return fault.Outcome == refusal || fault.Outcome is UpgradeOutcome.NotOffered or UpgradeOutcome.Unavailable or UpgradeOutcome.Refused or UpgradeOutcome.Closed && Deliver() ? null : $"the server: {Say(fault)}";
            if (_client.Machine.NextAction == UpgradeAction.StartTls && _server.Machine.NextAction == UpgradeAction.StartTls)
            {
                if (refusal is not null)
                    return $"told to refuse with {refusal}, the server starts TLS";
                if (!_client.StartTls() || !_server.StartTls())
                    return "something is left over at TLS";
                continue;
            }

            if (_client.Advance(_server) | _server.Advance(_client))
                continue;
            if (_client.Machine.MayAsk)
                _client.Machine.AskForMessage();
            else if (!(_server.Arrive(inParts) | _client.Arrive(inParts)))
                return $"the client waits in {_client.Machine.State} to {_client.Machine.NextAction}, the server in {_server.Machine.State} to {_server.Machine.NextAction}";
        }

        return "it does not end";
    }

    /// <summary>Whether the client reads the server's last words, and ends by them.</summary>
    private bool Deliver()
    {
        _client.Arrive(inParts: false);
        while (_client.Advance(_server))
        {
        }

        return _client.Failure is { Outcome: not (UpgradeOutcome.Violation or UpgradeOutcome.Leftover) };
    }

    private static string Say(UpgradeFailure failure) => $"{failure.Outcome} in {failure.State}, received {failure.Received}, expected {string.Join(" or ", failure.Expected)}";

    private static ProtocolParameters? Parameters(ProtocolParameters values, ProtocolModel model, Random random, Func<ParameterModel, bool> isUsed)
    {
        foreach (var parameter in model.Parameters.Where(isUsed))
        {
            if (parameter.Default is not null && random.Next(4) == 0)
                continue;
            if (parameter.IsNumber)
            {
                SetNumbers(values, parameter, random);
                continue;
            }

            var rule = model.ValueRules.First(rule => rule.Name == parameter.ValueRule).Automaton;
            for (var i = parameter.IsList ? random.Next(4) : 1; i > 0; i--)
            {
                if (Walk(rule, random) is not { } value)
                    return null;
                values.SetValue(parameter.Name, value);
            }
        }

        return values;
    }

    /// <summary>Sets numbers; of those drawn, its rule may allow some only.</summary>
    private static void SetNumbers(ProtocolParameters values, ParameterModel parameter, Random random)
    {
        for (var i = 0; i < 4; i++)
        {
            try
            {
                values.SetValue(parameter.Name, random.Next(i == 0 ? 100_000 : 256).ToString(System.Globalization.CultureInfo.InvariantCulture));
                if (!parameter.IsList)
                    return;
            }
            catch (ArgumentException)
            {
                // Not that one.
            }
        }
    }

    /// <summary>Draws a value of a rule, in ASCII.</summary>
    private static string? Walk(Dfa rule, Random random)
    {
        var text = new System.Text.StringBuilder();
        for (var state = rule.States[0]; ;)
        {
            var ways = state.Transitions.Select(way => (way.Target, Octets: way.Octets.Octets().Where(octet => octet is >= 0x20 and < 0x7F).ToArray())).Where(way => way.Octets.Length > 0).ToArray();
            if (state.Markers.Count > 0 || text.Length > 300)
                return null;
            if (state.IsAccepting && (ways.Length == 0 || random.Next(5) == 0))
                return text.ToString();
            if (ways.Length == 0)
                return null;
            var (target, octets) = ways[random.Next(ways.Length)];
            text.Append((char)octets[random.Next(octets.Length)]);
            state = rule.States[target];
        }
    }

    /// <summary>A machine, what was said to it, and how much of that has arrived.</summary>
    private sealed class Side(UpgradeMachine machine)
    {
        private readonly ArrayBufferWriter<byte> _said = new();
        private byte[] _unread = [];
        private int _arrived;

        public UpgradeMachine Machine { get; private set; } = machine;

        public UpgradeFailure? Failure => Machine.Failure;

        public bool HasUnread => _arrived < _unread.Length;

        public bool WillSend => Machine.NextAction == UpgradeAction.Send;

        public bool Advance(Side other)
        {
            switch (Machine.NextAction)
            {
                case UpgradeAction.Send when Machine.NothingMayBeUnread && _arrived > 0:
                    return Consume(Machine.ReceiveUnasked(_unread.AsSpan(0, _arrived), out var unasked), unasked);
                case UpgradeAction.Send:
                    _said.ResetWrittenCount();
                    Machine.Send(_said);
                    other._unread = [.. other._unread, .. _said.WrittenSpan];
                    return true;
                case UpgradeAction.Receive when _arrived > 0:
                    return Consume(Machine.Receive(_unread.AsSpan(0, _arrived), out var consumed), consumed);
                default:
                    return false;
            }
        }

        public bool Arrive(bool inParts)
        {
            if (_arrived == _unread.Length)
                return false;
            _arrived = inParts ? _arrived + 1 : _unread.Length;
            return true;
        }

        public bool StartTls()
        {
            if (!Machine.StartTls(_unread))
                return false;
            Machine = Machine.TlsEstablished();
            return true;
        }

        private bool Consume(OperationStatus status, int consumed)
        {
            _unread = _unread[consumed..];
            _arrived -= consumed;
            return status != OperationStatus.NeedMoreData;
        }
    }
}
