using System.Text;

namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>What a client said inside TLS.</summary>
internal sealed class HeardText
{
    private readonly StringBuilder _text = new();

    public void Add(string line) => _text.Append(line).Append('\n');

    public override string ToString() => _text.ToString();
}
