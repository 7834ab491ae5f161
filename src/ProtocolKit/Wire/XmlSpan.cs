using System.ComponentModel;

namespace ProtocolKit.Generated;

/// <summary>A range of a message's octets.</summary>
/// <param name="Start">The index of the first octet.</param>
/// <param name="End">The index behind the last octet.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct XmlSpan(int Start, int End)
{
    /// <summary>How many octets it has.</summary>
    public int Length => End - Start;
}
