namespace ProtocolKit.Fuzzing;

/// <summary>What is fuzzed.</summary>
internal interface IFuzzTarget
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>Inputs to begin with, made from what the repository holds.</summary>
    IEnumerable<byte[]> Seeds { get; }

    /// <summary>What to put into inputs besides.</summary>
    IEnumerable<byte[]> Words { get; }

    /// <summary>Tries an input.</summary>
    /// <exception cref="BrokenPromiseException">A promise was broken. Any other exception is a fault, too.</exception>
    void Run(ReadOnlySpan<byte> input);
}
