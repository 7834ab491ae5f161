namespace ProtocolKit.Fuzzing;

/// <summary>An input, of which the first octets choose what is tried. Where it is too short, they are 0.</summary>
internal ref struct FuzzInput(ReadOnlySpan<byte> octets)
{
    /// <summary>What is left.</summary>
    public ReadOnlySpan<byte> Rest { get; private set; } = octets;

    /// <summary>Takes an octet.</summary>
    public byte Take()
    {
        if (Rest.IsEmpty)
            return 0;
        var octet = Rest[0];
        Rest = Rest[1..];
        return octet;
    }

    /// <summary>Chooses one of several.</summary>
    public T Choose<T>(IReadOnlyList<T> choices) => choices[Take() % choices.Count];

    /// <summary>Takes the lengths of pieces.</summary>
    public Pieces TakePieces() => new(Take(), Take());
}
