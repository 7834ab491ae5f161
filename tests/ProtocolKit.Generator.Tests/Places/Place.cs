namespace ProtocolKit.Generator.Tests.Places;

/// <summary>A place in a message: a state, or so many octets of a header that begins in it.</summary>
/// <param name="State">The number of the state.</param>
/// <param name="Tag">The tag of the header; -1 for none or a length alone.</param>
/// <param name="Octets">How many octets of the header have been read, contents of integers included.</param>
internal readonly record struct Place(int State, int Tag, int Octets)
{
    public static Place Of(AutomatonReader reader) => reader.At.Header is { } header
        ? new Place(reader.At.State, AutomatonReader.TagOf(header.Way.Marker), reader.At.Position - header.Begin)
        : new Place(reader.At.State, -1, 0);
}
