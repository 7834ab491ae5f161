using System.Net;

namespace ProtocolKit.Cli;

/// <summary>Who does not want to be surveyed: domains with all below them, hosts, addresses, and networks.</summary>
internal sealed class SurveyExclusions
{
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<IPNetwork> _networks = [];

    /// <summary>Reads a file: one name, address, or network such as <c>192.0.2.0/24</c> a line; <c>#</c> begins a comment.</summary>
    /// <exception cref="UsageException">The file cannot be read, or a line is not understood.</exception>
    public static SurveyExclusions Read(FileInfo? file)
    {
        var exclusions = new SurveyExclusions();
        if (file is null)
            return exclusions;
        try
        {
            var number = 0;
            foreach (var line in File.ReadLines(file.FullName))
                exclusions.Add(line.Split('#')[0].Trim(), $"--exclude: {file}({++number})");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--exclude: {file} cannot be read: {failure.Message}");
        }

        return exclusions;
    }

    /// <summary>Whether a name, or a domain above it, is excluded.</summary>
    public bool Has(string name)
    {
        if (IPAddress.TryParse(name, out var address))
            return Has(address);
        for (var rest = name.TrimEnd('.'); _names.Count > 0; rest = rest[(rest.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            if (_names.Contains(rest))
                return true;
            if (!rest.Contains('.', StringComparison.Ordinal))
                return false;
        }

        return false;
    }

    /// <summary>Whether an address is excluded.</summary>
    public bool Has(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return _networks.Exists(network => network.Contains(plain));
    }

    private void Add(string entry, string place)
    {
        if (entry.Length == 0)
            return;
        if (IPAddress.TryParse(entry, out var address))
            _networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
        else if (IPNetwork.TryParse(entry, out var network))
            _networks.Add(network);
        else if (entry.StartsWith("*.", StringComparison.Ordinal) || Uri.CheckHostName(entry) == UriHostNameType.Dns)
            _names.Add(entry.TrimEnd('.').Replace("*.", "", StringComparison.Ordinal));
        else
            throw new UsageException($"{place}: '{PeerText.Escape(entry)}' is no name, address or network, such as example.org, "
                + "192.0.2.1 or 192.0.2.0/24. "
                + "The bits behind a network's prefix are zero.");
    }
}
