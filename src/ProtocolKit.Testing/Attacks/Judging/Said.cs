namespace ProtocolKit.Testing;

/// <summary>A message that the attacked machine has read or written.</summary>
/// <param name="IsSent">Whether it was written.</param>
/// <param name="Message">Its name in the grammar.</param>
/// <param name="Octets">Its octets.</param>
internal sealed record Said(bool IsSent, string Message, byte[] Octets);
