using System.Buffers;
using System.Text;
using ProtocolKit.Testing;

namespace ProtocolKit.Protocols.Tests.Attacks;

/// <summary>What a client says before TLS, and what it takes from there.</summary>
public sealed class SaidInClearTests
{
    /// <summary>The parameters of clients that are said before TLS to the generated server: none may be a secret of the account that TLS
    /// protects. A login for a proxy is for the proxy, which stands outside of TLS.</summary>
    private static readonly string[] s_saidInClear =
    [
        "http-connect: authorization", "http-connect: target-port", "smtp: client-name", "submission: client-name", "lmtp: client-name",
            "xmpp-server: client-name",
    ];

    public static TheoryData<string> Protocols => ConversationTests.Protocols;

    [Fact]
    public void No_credential_of_the_account_is_said_before_TLS()
    {
        var said = new List<string>();
        foreach (var definition in AllProtocols.Definitions)
        {
            foreach (var name in definition.ClientParameterNames.Where(name => IsSaidInClear(definition, name)))
                said.Add($"{definition.Name}: {name}");
        }

        Assert.Equal(s_saidInClear.Order(), said.Order());
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void No_parameter_brings_a_line_of_its_own_into_the_dialogue(string protocol)
    {
        // SOCKS counts the octets of a login, which may be any.
        if (protocol == "socks5")
            return;
        var definition = Recordings.Protocol(protocol);
        foreach (var parameters in (ProtocolParameters[])[definition.CreateClientParameters(), definition.CreateServerParameters()])
        {
            foreach (var name in definition.ClientParameterNames.Concat(definition.ServerParameterNames).Distinct())
            {
                foreach (var value in (string[])["a\r\nQUIT", "a\nQUIT", "a\rQUIT", "\r\n"])
                    Assert.Throws<ArgumentException>(() => parameters.SetValue(name, value));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void No_host_brings_a_line_of_its_own_into_the_dialogue(string protocol)
    {
        foreach (var host in (string[])["a\r\nQUIT", "a b", "a'/><x", "a\0", ""])
            Assert.Throws<ArgumentException>(() => Recordings.Protocol(protocol).CreateClient(new ClientMachineOptions { Host = host }));
    }

    [Fact]
    public void What_a_connection_keeps_of_the_plaintext_is_called_unauthenticated()
    {
        var kept = new List<string>();
        foreach (var definition in AllProtocols.Definitions)
        {
            var model = AttackSuite.For(definition).Target(UpgradeRole.Client).Model;
            var properties = ConnectionOf(definition).GetProperties().Select(property => property.Name)
                .Where(name => name.StartsWith("Unauthenticated", StringComparison.Ordinal)).ToArray();
            Assert.Equal(model.Tls.Keeps is null ? [] : ["Unauthenticated" + model.Tls.Keeps.TypeName], properties);
            kept.AddRange(properties);
        }

        Assert.NotEmpty(kept);
    }

    /// <summary>The type of a protocol's connections; a variant may have that of its base.</summary>
    private static Type ConnectionOf(ProtocolDefinition definition)
    {
        for (var type = definition.GetType(); ; type = type.BaseType!)
        {
            if (type.DeclaringType!.GetNestedType("Connection") is { } connection)
                return connection;
        }
    }

    /// <summary>Whether a client says other octets before TLS if a parameter has another value.</summary>
    private static bool IsSaidInClear(ProtocolDefinition definition, string parameter)
    {
        foreach (var value in (string[])["canary", "4711", "17", "Basic canary", "canary.example", "yes"])
        {
            try
            {
                if (Said(definition, parameter, value).Contains(value, StringComparison.Ordinal))
                    return true;
            }
            catch (ArgumentException)
            {
                // Not that one.
            }
        }

        return false;
    }

    private static string Said(ProtocolDefinition definition, string parameter, string value)
    {
        var parameters = definition.CreateClientParameters();
        parameters.SetValue(parameter, value);
        var tape = new ClearTape();
        new MachineConversation().Run(
            definition.CreateClient(new ClientMachineOptions { Host = "localhost", Parameters = parameters, Observer = tape }),
            definition.CreateServer(new ServerMachineOptions { AnswerInsideTls = true }));
        return Encoding.Latin1.GetString(tape.Written.WrittenSpan);
    }

    private sealed class ClearTape : UpgradeObserver
    {
        public ArrayBufferWriter<byte> Written { get; } = new();

        public override void OnSent(UpgradeMachine machine, string message, ReadOnlySpan<byte> octets)
        {
            if (!machine.IsInsideTls)
                Written.Write(octets);
        }
    }
}
