using System.Net.NetworkInformation;
using System.Text;

namespace ProtocolKit.Cli;

/// <summary>What is left out of a dialogue: values, wherever they stand, and the machine's own names.</summary>
internal sealed class SecretValues
{
    /// <summary>A name that is shorter is found by accident.</summary>
    private const int ShortestName = 2;

    private static readonly byte[][] OwnNames = [.. FindOwnNames().Select(Encoding.UTF8.GetBytes)];

    private readonly List<byte[]> _values = [];
    private readonly HashSet<byte[]> _names = [];

    /// <summary>Whether there is anything to leave out.</summary>
    public bool IsEmpty => _values.Count == 0 && _names.Count == 0;

    public void Add(string value) => Add(Encoding.UTF8.GetBytes(value));

    public void Add(ReadOnlySpan<byte> value)
    {
        foreach (var known in _values)
        {
            if (value.SequenceEqual(known))
                return;
        }

        if (value.IsEmpty)
            return;
        _values.Add(value.ToArray());
        _values.Sort((one, other) => other.Length.CompareTo(one.Length));
    }

    /// <summary>Adds those names of this machine that stand in octets.</summary>
    public void AddOwnNames(ReadOnlySpan<byte> octets)
    {
        foreach (var name in OwnNames)
        {
            if (FindName(octets, name) >= 0)
                _names.Add(name);
        }
    }

    /// <summary>Replaces all that is to be left out.</summary>
    public byte[] LeaveOut(ReadOnlySpan<byte> octets, StandIn standIn)
    {
        var result = octets.ToArray();
        foreach (var value in _values)
        {
            var replacement = standIn.For(value);
            for (var at = 0; result.AsSpan(at).IndexOf(value) is >= 0 and var next; at += next + value.Length)
                replacement.CopyTo(result.AsSpan(at + next));
        }

        foreach (var name in _names)
        {
            for (var at = 0; FindName(result.AsSpan(at), name) is >= 0 and var next; at += next + name.Length)
                StandIn.Shape.For(name).CopyTo(result.AsSpan(at + next));
        }

        return result;
    }

    /// <inheritdoc cref="LeaveOut(ReadOnlySpan{byte}, StandIn)"/>
    public string LeaveOut(string text, StandIn standIn) => Encoding.UTF8.GetString(LeaveOut(Encoding.UTF8.GetBytes(text), standIn));

    /// <summary>Finds a name that is no part of a longer word, without regard to case.</summary>
    private static int FindName(ReadOnlySpan<byte> octets, ReadOnlySpan<byte> name)
    {
        for (var at = 0; at + name.Length <= octets.Length; at++)
        {
            var end = at + name.Length;
            var isWord = (at == 0 || !IsOfName(octets[at - 1])) && (end == octets.Length || !IsOfName(octets[end]));
            if (isWord && Ascii.EqualsIgnoreCase(octets[at..end], name))
                return at;
        }

        return -1;
    }

    private static bool IsOfName(byte octet) => char.IsAsciiLetterOrDigit((char)octet) || octet == '-';

    private static IEnumerable<string> FindOwnNames()
    {
        var known = IPGlobalProperties.GetIPGlobalProperties();
        var full = known.DomainName.Length > 0 ? $"{known.HostName}.{known.DomainName}" : "";
        return new[] { full, known.HostName, Environment.MachineName }.Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(name => name.Length >= ShortestName && !name.Equals("localhost", StringComparison.OrdinalIgnoreCase));
    }
}
