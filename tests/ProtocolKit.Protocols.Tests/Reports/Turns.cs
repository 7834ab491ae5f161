namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>Says turn after turn to a machine. Octets are written as the characters of Latin-1.</summary>
internal static class Turns
{
    /// <summary>A turn that stands for the handshake.</summary>
    public const string Tls = "(TLS)";

    /// <summary>Tells how a client ends that hears this: the outcome, or the action that it waits for.</summary>
    public static string ClientHears(string protocol, params string[] turns) => End(Talk.WithClient(protocol), turns);

    /// <summary>Tells how a talk ends: the outcome, or the action that the machine waits for.</summary>
    public static string End(Talk talk, params string[] turns)
    {
        foreach (var turn in turns)
        {
            if (turn == Tls)
                talk.UpgradesToTls();
            else
                talk.Says(turn);
        }

        return talk.Machine.Failure?.Outcome.ToString() ?? talk.Machine.NextAction.ToString();
    }

    /// <summary>Talks to a server whose host lets a connection go on in the clear.</summary>
    public static Talk WithLenientServer(string protocol) =>
        Talk.WithServer(Recordings.Protocol(protocol), new ServerMachineOptions { MayStayInClear = true });
}
