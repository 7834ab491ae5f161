using System.Globalization;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Cli.Diagrams;

/// <summary>What stands in the head of a grammar, in words.</summary>
internal static class ProtocolFacts
{
    public static IEnumerable<string> Of(ProtocolModel protocol)
    {
        if (protocol.Specifications.Count > 0)
            yield return string.Join("; ", protocol.Specifications);
        if (protocol.Ports.Count > 0)
            yield return $"port {List(protocol.Ports)}";
        if (protocol.TlsPorts.Count > 0)
            yield return $"port {List(protocol.TlsPorts)}, with TLS from the first octet";
    }

    private static string List(IEnumerable<int> ports) =>
        string.Join(", ", ports.Select(port => port.ToString(CultureInfo.InvariantCulture)));
}
