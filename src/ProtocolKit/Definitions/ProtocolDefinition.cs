using System.Buffers;
using System.Net.Security;

namespace ProtocolKit;

/// <summary>What a grammar file says of its protocol, and where its machines come from. One generated instance per protocol.</summary>
public abstract class ProtocolDefinition
{
    /// <summary>The protocol's name as its grammar spells it, such as <c>smtp</c>; also the URI scheme of its upgraded form.</summary>
    public abstract string Name { get; }

    /// <summary>Where it is specified, such as <c>RFC 3207</c>.</summary>
    public abstract IReadOnlyList<string> Specifications { get; }

    /// <summary>The TCP ports on which a connection starts in plaintext.</summary>
    public abstract IReadOnlyList<int> Ports { get; }

    /// <summary>The TCP ports on which TLS starts with the first octet.</summary>
    public abstract IReadOnlyList<int> TlsPorts { get; }

    /// <summary>The ALPN protocol name that is offered, or null (RFC 7301). A server that agrees on none is refused only where no
    /// dialogue tells the protocol, neither before TLS nor inside.</summary>
    public virtual string? Alpn => null;

    /// <summary><see cref="Alpn"/> as a list of one, shared by all handshakes and never handed out; null for null.</summary>
    internal List<SslApplicationProtocol>? AlpnProtocols => Alpn is null ? null : field ??= [new SslApplicationProtocol(Alpn)];

    /// <summary>Which names count in a server's certificate besides the host's own, or null for none (RFC 9525, section 6.1).</summary>
    public virtual ServiceIdentity? Identity => null;

    /// <summary>Whether there is a client: false where the project's item for the grammar says <c>Role="Server"</c>.</summary>
    public virtual bool HasClient => true;

    /// <summary>Whether there is a server: false where the project's item for the grammar says <c>Role="Client"</c>.</summary>
    public virtual bool HasServer => true;

    /// <summary>The names of the client's parameters, as the grammar spells them; empty where there is no client.</summary>
    public virtual IReadOnlyList<string> ClientParameterNames => [];

    /// <summary>The names of the server's parameters, as the grammar spells them; empty where there is no server.</summary>
    public virtual IReadOnlyList<string> ServerParameterNames => [];

    /// <summary>The labels that the dialogue's conditions test: what a peer has to offer for TLS to be started.</summary>
    public abstract IReadOnlyList<string> CapabilityLabels { get; }

    /// <summary>The labels under which a server offers something: <see cref="CapabilityLabels"/>, and all lists in messages that the client
    /// reads.</summary>
    public virtual IReadOnlyList<string> OfferLabels => CapabilityLabels;

    /// <summary>How many octets of TLS a packet of the protocol's own is given at most, where such packets carry the handshake; 0 where
    /// its records stand alone, as they do in most protocols.</summary>
    public virtual int TlsPacketCapacity => 0;

    /// <summary>Reads a packet that carries TLS.</summary>
    /// <param name="received">What has been received and not consumed, from the first octet of the packet on. After
    /// <see cref="OperationStatus.NeedMoreData"/>, the same octets and more behind them. Owned by the caller.</param>
    /// <param name="cursor">How far it has been read: default before its first octet. Where the result is
    /// <see cref="OperationStatus.Done"/>, its position is the packet's length.</param>
    /// <param name="tls">What it carries, a part of <paramref name="received"/>, if the result is
    /// <see cref="OperationStatus.Done"/>.</param>
    /// <returns><see cref="OperationStatus.Done"/>; <see cref="OperationStatus.NeedMoreData"/> if the end has not been received;
    /// <see cref="OperationStatus.InvalidData"/> if it is no such packet.</returns>
    /// <exception cref="InvalidOperationException"><see cref="TlsPacketCapacity"/> is 0.</exception>
    public virtual OperationStatus ReadTlsPacket(ReadOnlySpan<byte> received, ref ScanCursor cursor, out ReadOnlySpan<byte> tls) =>
        throw new InvalidOperationException($"{Name} has no packets that carry TLS.");

    /// <summary>Writes a packet that carries TLS.</summary>
    /// <param name="tls">What it carries, <see cref="TlsPacketCapacity"/> octets at most.</param>
    /// <param name="output">Takes the octets.</param>
    /// <exception cref="InvalidOperationException"><see cref="TlsPacketCapacity"/> is 0.</exception>
    public virtual void WriteTlsPacket(ReadOnlySpan<byte> tls, ref OctetWriter output) =>
        throw new InvalidOperationException($"{Name} has no packets that carry TLS.");

    /// <summary>Makes a set of the client's parameters, each with its default.</summary>
    /// <exception cref="NotSupportedException"><see cref="HasClient"/> is false.</exception>
    public virtual ProtocolParameters CreateClientParameters() => throw IsLeftOut("client");

    /// <summary>Makes a set of the server's parameters, each with its default.</summary>
    /// <exception cref="NotSupportedException"><see cref="HasServer"/> is false.</exception>
    public virtual ProtocolParameters CreateServerParameters() => throw IsLeftOut("server");

    /// <summary>Makes the client's machine for one connection.</summary>
    /// <param name="options">What it is made from.</param>
    /// <exception cref="ArgumentException">A parameter is of another protocol, or one without default is not set.</exception>
    /// <exception cref="NotSupportedException"><see cref="HasClient"/> is false.</exception>
    public virtual UpgradeMachine CreateClient(in ClientMachineOptions options) => throw IsLeftOut("client");

    /// <summary>Makes the server's machine for one connection.</summary>
    /// <param name="options">What it is made from.</param>
    /// <exception cref="ArgumentException">A parameter is of another protocol, or one without default is not set.</exception>
    /// <exception cref="NotSupportedException"><see cref="HasServer"/> is false.</exception>
    public virtual UpgradeMachine CreateServer(in ServerMachineOptions options) => throw IsLeftOut("server");

    /// <summary>Makes the connection object that the protocol's callers get.</summary>
    /// <param name="transport">The verified TLS transport; owned by the connection from then on.</param>
    public abstract SecureConnection CreateConnection(SecuredTransport transport);

    /// <summary>Reads the labelled values of a message, for tools that know no protocol.</summary>
    /// <param name="message">The name of the message in the grammar.</param>
    /// <param name="octets">The whole message.</param>
    /// <param name="visitor">Called for each label's value, in the order of the labels in the grammar.</param>
    /// <exception cref="ArgumentException">The octets are not that message.</exception>
    public abstract void VisitLabels(string message, ReadOnlySpan<byte> octets, LabelVisitor visitor);

    /// <summary>Reads a message that has been read before.</summary>
    /// <typeparam name="TMessage">The message.</typeparam>
    /// <param name="octets">The whole message; owned by the caller.</param>
    /// <exception cref="ArgumentException">The octets are not that message.</exception>
    protected static TMessage ReadMessage<TMessage>(ReadOnlySpan<byte> octets)
        where TMessage : IMessage<TMessage>, allows ref struct =>
        WholeMessage.Read<TMessage>(octets);

    /// <summary>Shows a number to a visitor, in decimal digits.</summary>
    /// <param name="visitor">The visitor.</param>
    /// <param name="label">The label's name.</param>
    /// <param name="value">The number.</param>
    /// <param name="record">The number of the record that it stands in, or 0.</param>
    protected static void VisitNumber(LabelVisitor visitor, string label, long value, int record = 0)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        Span<byte> digits = stackalloc byte[20];
        value.TryFormat(digits, out var length, default, System.Globalization.CultureInfo.InvariantCulture);
        visitor(label, digits[..length], record);
    }

    private NotSupportedException IsLeftOut(string role) =>
        new($"{Name} has no {role} here. Its grammar is compiled for the other role alone: change the item's Role to Both.");
}

/// <summary>Takes a labelled value of a message.</summary>
/// <param name="label">The label's name in the grammar.</param>
/// <param name="value">Its octets, lent for the call; empty for an element that was there without a value of its own.</param>
/// <param name="record">The number of the record that the value stands in, from 1 in each message; 0 for a value of the message
/// itself.</param>
public delegate void LabelVisitor(string label, ReadOnlySpan<byte> value, int record);
