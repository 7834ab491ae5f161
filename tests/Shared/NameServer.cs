using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ProtocolKit.TestSupport;

/// <summary>A name server on 127.0.0.1 that answers from a list of records (RFC 1035).</summary>
internal sealed class NameServer : IDisposable
{
    public const int A = 1, Alias = 5, Mx = 15, Txt = 16, Aaaa = 28, SrvType = 33, Tlsa = 52;
    private const int ServerFailure = 2, NoSuchName = 3;

    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly ConcurrentDictionary<(string Name, int Type), List<byte[]>> _records = new();
    private readonly ConcurrentDictionary<(string Name, int Type), int> _codes = new();
    private readonly ConcurrentDictionary<(string Name, int Type), bool> _unsigned = new();
    private readonly ConcurrentDictionary<string, string> _aliases = new();

    public NameServer() => _ = ServeAsync();

    public IPEndPoint EndPoint => (IPEndPoint)_socket.Client.LocalEndPoint!;

    /// <summary>Whether the answers have the AD bit, but for those of <see cref="Unsigned"/>.</summary>
    public bool IsSigned { get; init; }

    /// <summary>What was looked up, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>A resolver that asks it.</summary>
    public ServiceResolver Resolver(int seed = 1, int maxTargets = 10, params IPAddress[] trusted) => new(new ServiceResolverOptions
    {
        NameServers = [EndPoint],
        Random = new Random(seed),
        MaxTargets = maxTargets,
        TrustedNameServers = trusted is [] ? new ServiceResolverOptions().TrustedNameServers : trusted,
        Timeout = TimeSpan.FromSeconds(20),
    });

    public NameServer WithService(string name, int priority, int weight, int port, string target) =>
        Add(name, SrvType, [.. Number(priority), .. Number(weight), .. Number(port), .. Labels(target)]);

    public NameServer WithMailExchanger(string name, int preference, string exchange) =>
        Add(name, Mx, [.. Number(preference), .. Labels(exchange)]);

    public NameServer WithAddress(string name, string address) => Add(
        name, address.Contains(':', StringComparison.Ordinal) ? Aaaa : A, IPAddress.Parse(address).GetAddressBytes());

    public NameServer WithAlias(string name, string target)
    {
        _aliases[name] = target;
        return this;
    }

    public NameServer WithText(string name, params string[] texts) =>
        Add(name, Txt, [.. texts.SelectMany(text => (byte[])[(byte)text.Length, .. Encoding.Latin1.GetBytes(text)])]);

    /// <summary>Adds a TLSA record of four fields.</summary>
    public NameServer WithTlsa(string name, int usage, int selector, int matching, byte[] data) =>
        Add(name, Tlsa, [(byte)usage, (byte)selector, (byte)matching, .. data]);

    /// <summary>Takes back what was added for a name.</summary>
    public NameServer Without(string name, int type)
    {
        _records.TryRemove((name, type), out _);
        return this;
    }

    /// <summary>Leaves the AD bit out of answers about a name.</summary>
    public NameServer Unsigned(string name, params int[] types)
    {
        foreach (var type in types)
            _unsigned[(name, type)] = true;
        return this;
    }

    public NameServer FailingAt(string name, int type) => WithCode(name, type, ServerFailure);

    public NameServer WithoutMailDomain(string name) => WithCode(name, Mx, NoSuchName);

    public NameServer FailingAtMail(string name) => WithCode(name, Mx, ServerFailure);

    public NameServer FailingAtService(string name) => WithCode(name, SrvType, ServerFailure);

    public NameServer FailingAtAddresses(string name) => WithCode(name, A, ServerFailure).WithCode(name, Aaaa, ServerFailure);

    public void Dispose() => _socket.Dispose();

    private NameServer WithCode(string name, int type, int code)
    {
        _codes[(name, type)] = code;
        return this;
    }

    private NameServer Add(string name, int type, byte[] data)
    {
        _records.GetOrAdd((name, type), _ => []).Add(data);
        return this;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var query = await _socket.ReceiveAsync();
                await _socket.SendAsync(Answer(query.Buffer), query.RemoteEndPoint);
            }
        }
        catch (Exception exception) when (exception is ObjectDisposedException or SocketException)
        {
        }
    }

    private byte[] Answer(byte[] query)
    {
        var end = 12;
        var labels = new List<string>();
        for (; query[end] > 0; end += query[end] + 1)
            labels.Add(Encoding.ASCII.GetString(query, end + 1, query[end]));
        end++;
        var name = string.Join('.', labels).ToLowerInvariant();
        var type = BinaryPrimitives.ReadUInt16BigEndian(query.AsSpan(end));
        Asked.Enqueue($"{name} {type}");
        var target = type != Alias && _aliases.TryGetValue(name, out var other) ? other : name;
        var records = _records.GetValueOrDefault((target, type)) ?? [];
        var code = _codes.GetValueOrDefault((name, type));
        var isSigned = IsSigned && !_unsigned.ContainsKey((name, type));
        var answers = records.Select(data => Record(target == name ? [0xC0, 12] : Labels(target), type, data));
        if (_aliases.TryGetValue(name, out var canonical))
            answers = answers.Prepend(Record([0xC0, 12], Alias, Labels(canonical)));
        var all = answers.ToArray();

        // A response, recursion desired and available; AD; the code. One question, and the answers, whose names point to it.
        byte[] header = [query[0], query[1], 0x81, (byte)(0x80 | (isSigned ? 0x20 : 0) | code), .. Number(1), .. Number(all.Length), 0, 0, 0, 0];
        return
        [
            .. header, .. query[12..(end + 4)], .. all.SelectMany(record => record),
        ];
    }

    private static byte[] Record(byte[] name, int type, byte[] data) =>
        [.. name, .. Number(type), 0, 1, 0, 0, 0, 60, .. Number(data.Length), .. data];

    private static byte[] Number(int value) => [(byte)(value >> 8), (byte)value];

    private static byte[] Labels(string name) =>
        [.. name.TrimEnd('.').Split('.', StringSplitOptions.RemoveEmptyEntries).SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.Latin1.GetBytes(label)]), 0];
}
