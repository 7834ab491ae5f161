using System.Text;

namespace ProtocolKit.Cli;

/// <summary>Makes what a peer chose safe to show.</summary>
internal static class PeerText
{
    private const int MaxOctets = 1024;

    public static string Escape(string text) => EscapedText.Escape(Encoding.UTF8.GetBytes(text), MaxOctets);

    public static string Escape(ReadOnlySpan<byte> octets) => EscapedText.Escape(octets, MaxOctets);
}
