using System.Buffers;
using ProtocolKit.Testing;
using ProtocolKit.Testing.Sentences;

namespace ProtocolKit.Protocols.Tests.Load;

/// <summary>The kinds of peers that cost more than they give.</summary>
public enum HostileKind
{
    /// <summary>It says what it should, an octet a second, and then the beginning of TLS likewise.</summary>
    OctetASecond,

    /// <summary>It says nothing.</summary>
    Idle,

    /// <summary>It says a message that is as long as it may be, but for its last octet.</summary>
    MaximalMessage,

    /// <summary>It says what may be said at any time, again and again.</summary>
    EndlessMessages,

    /// <summary>It is silent where TLS starts.</summary>
    SilentHandshake,

    /// <summary>It begins TLS with a record that is as long as it may be, but for its last octet.</summary>
    EndlessHandshake,
}

/// <summary>Makes the scripts of hostile peers from a grammar.</summary>
internal sealed class HostileScripts
{
    private const int RecordOctets = 16 * 1024;
    private const int Places = 6;

    private readonly AttackTarget _target;
    private readonly HonestDialogue _honest;

    /// <param name="definition">The protocol.</param>
    /// <param name="role">The role that is attacked.</param>
    public HostileScripts(ProtocolDefinition definition, UpgradeRole role)
    {
        _target = AttackSuite.For(definition).Target(role);
        _honest = new HonestDialogue(_target);
    }

    /// <summary>How many messages an honest peer says before TLS.</summary>
    public int Messages => _honest.Clear.Count;

    /// <summary>The script of a kind; null where the grammar has no such thing.</summary>
    public PeerScript? Of(HostileKind kind) => kind switch
    {
        HostileKind.Idle => new PeerScript { Turn = 0 },
        HostileKind.OctetASecond => new PeerScript { InPlaceOfTls = Carried(Record(RecordOctets)) },
        HostileKind.MaximalMessage => Longest(),
        HostileKind.EndlessMessages => Repeating(),
        HostileKind.SilentHandshake => new PeerScript(),
        _ => new PeerScript { InPlaceOfTls = Carried(Record(RecordOctets - 1)) },
    };

    /// <summary>The beginning of a TLS record that says that it is of the most octets there can be.</summary>
    /// <param name="octets">How many of its octets there are.</param>
    private byte[] Record(int octets) =>
        [0x16, 3, 3, RecordOctets >> 8, 0, (byte)(_target.IsClient ? 2 : 1), 0, (RecordOctets - 4) >> 8, 0xFC, .. new byte[octets - 4]];

    /// <summary>Puts TLS into the protocol's packets, where it has some.</summary>
    private byte[] Carried(byte[] tls)
    {
        var definition = _target.Definition;
        if (definition.TlsPacketCapacity == 0)
            return tls;
        var writer = new OctetWriter([]);
        foreach (var part in tls.Chunk(definition.TlsPacketCapacity))
            definition.WriteTlsPacket(part, ref writer);
        byte[] octets = writer.Written.ToArray();
        writer.Dispose();
        return octets;
    }

    /// <summary>Finds the message that is held longest without its end: at each step what is honest there, stretched.</summary>
    private PeerScript Longest()
    {
        var most = _target.Model.Limits.Octets - 1;
        var longest = new PeerScript { Turn = 0 };
        for (var i = 0; i < Messages; i++)
        {
            foreach (var octets in Stretched(_honest.Clear[i].Octets, most))
            {
                if (octets.Length <= longest.InPlace.Length || !IsHeld(i, octets))
                    continue;
                longest = new PeerScript { Turn = i, InPlace = octets };
                if (octets.Length == most)
                    return longest;
            }
        }

        return longest;
    }

    private static IEnumerable<byte[]> Stretched(byte[] octets, int size)
    {
        foreach (var filler in (byte[])[(byte)'a', (byte)' ', 0, (byte)'0', 0xFF])
        {
            foreach (var place in HonestDialogue.Spread(0, octets.Length, Places))
            {
                var stretched = new byte[Math.Max(size, place)];
                stretched.AsSpan().Fill(filler);
                octets.AsSpan(0, place).CopyTo(stretched);
                yield return stretched;
            }
        }

        var line = octets[..(octets.AsSpan().IndexOf((byte)'\n') + 1)];
        if (line.Length > 0)
            yield return [.. Enumerable.Range(0, size).Select(i => line[i % line.Length])];
        for (var length = octets.Length - 1; length > 0; length--)
            yield return octets[..length];
    }

    private bool IsHeld(int turn, byte[] octets) =>
        MachineAt(turn) is { } machine && machine.Receive(octets, out var consumed) == OperationStatus.NeedMoreData && consumed == 0;

    /// <summary>Finds what may be said twice in a row without being an end, and where.</summary>
    private PeerScript? Repeating()
    {
        foreach (var line in _target.AnyTime.Where(line => line.Outcome is null))
        {
            for (var i = 0; i < Messages; i++)
            {
                if (Sentence.Draw(_target.Model, line.Message, new Random(1)) is { } sentence && IsTakenTwice(i, sentence.Octets))
                    return new PeerScript { Turn = i, Again = sentence.Octets };
            }
        }

        return null;
    }

    private bool IsTakenTwice(int turn, byte[] octets)
    {
        var machine = MachineAt(turn);
        for (var i = 0; i < 2; i++)
        {
            if (machine is not { NextAction: UpgradeAction.Receive }
                || machine.Receive(octets, out var consumed) == OperationStatus.InvalidData || consumed != octets.Length)
                return false;
            while (machine.NextAction == UpgradeAction.Send)
                machine.Send(new ArrayBufferWriter<byte>());
        }

        return machine is { NextAction: UpgradeAction.Receive };
    }

    /// <summary>Brings a machine of the attacked role to where it waits for a message of its peer's.</summary>
    private UpgradeMachine? MachineAt(int turn)
    {
        var other = _target.IsClient ? UpgradeRole.Server : UpgradeRole.Client;
        var machine = _target.Create(_target.Role, new Unobserved());
        var talk = new HostileTalk(_target.Definition, other, new PeerScript { Turn = turn, InPlace = [0] });
        var unread = Array.Empty<byte>();
        var said = 0;
        while (machine.NextAction is UpgradeAction.Send or UpgradeAction.Receive)
        {
            if (machine.NextAction == UpgradeAction.Send)
            {
                var output = new ArrayBufferWriter<byte>();
                machine.Send(output);
                talk.Hear(output.WrittenSpan);
                continue;
            }

            if (unread.Length == 0 || machine.Receive(unread, out var consumed) == OperationStatus.NeedMoreData)
            {
                var more = talk.Say();
                if (said++ == turn || more.Length == 0)
                    return said > turn ? machine : null;
                unread = [.. unread, .. more];
                continue;
            }

            unread = unread[consumed..];
        }

        return null;
    }

    private sealed class Unobserved : UpgradeObserver;
}
