using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Testing;

/// <summary>One role of a protocol, to be attacked.</summary>
internal sealed class AttackTarget
{
    private readonly Dictionary<string, MessageModel> _messages;

    public AttackTarget(ProtocolDefinition definition, ProtocolModel model, UpgradeRole role, AttackOptions options)
    {
        (Definition, Model, Role, Options) = (definition, model, role, options);
        _messages = model.Messages.GroupBy(message => message.Name).ToDictionary(group => group.Key, group => group.First());
        Readable = [.. model.Messages.Where(message => IsClient ? message.ReadByClient : message.ReadByServer)];
        AnyTime = [.. model.AnyTime.Where(line => line.FromClient != IsClient)];
    }

    public ProtocolDefinition Definition { get; }

    public ProtocolModel Model { get; }

    public UpgradeRole Role { get; }

    public AttackOptions Options { get; }

    public bool IsClient => Role == UpgradeRole.Client;

    /// <summary>What the other role may say at all.</summary>
    public IReadOnlyList<MessageModel> Readable { get; }

    /// <summary>What the other role may say at any time.</summary>
    public IReadOnlyList<AnyTimeModel> AnyTime { get; }

    public MessageModel? Find(string message) => _messages.GetValueOrDefault(message);

    /// <summary>The lines of the dialogue as the role follows them: of two that both sides say without waiting, its own stands
    /// first.</summary>
    public IReadOnlyList<LineModel> Lines(bool inside)
    {
        var lines = (inside ? Model.LinesInsideTls : Model.LinesBeforeTls).ToList();
        for (var i = 0; i + 1 < lines.Count && !IsClient; i++)
        {
            if (lines[i] is { IsTogether: true, FromClient: true } line)
                (lines[i], lines[i + 1], i) = (lines[i + 1], line, i + 1);
        }

        return lines;
    }

    /// <summary>Makes a machine of one of the two roles.</summary>
    public UpgradeMachine Create(UpgradeRole role, UpgradeObserver observer)
    {
        var isClient = role == UpgradeRole.Client;
        var parameters = isClient ? Definition.CreateClientParameters() : Definition.CreateServerParameters();
        foreach (var (name, value) in isClient ? Options.ClientParameters : Options.ServerParameters)
            parameters.SetValue(name, value);
        return isClient
            ? Definition.CreateClient(new ClientMachineOptions { Host = Options.Host, Parameters = parameters, Observer = observer })
            : Definition.CreateServer(new ServerMachineOptions { Parameters = parameters, AnswerInsideTls = true, Observer = observer });
    }
}
