namespace ProtocolKit.Tests.Xml;

/// <summary>Three namespaces, as generated code numbers them.</summary>
internal readonly struct TestNamespaces : IXmlNamespaces
{
    internal const int A = 1;
    internal const int B = 2;
    internal const int Stream = 3;

    public static int Find(ReadOnlySpan<byte> name) => name.Length switch
    {
        5 when name.SequenceEqual("urn:a"u8) => A,
        5 when name.SequenceEqual("urn:b"u8) => B,
        10 when name.SequenceEqual("urn:stream"u8) => Stream,
        _ => XmlNamespaceScope.Other,
    };
}
