using SharpFuzz;

namespace ProtocolKit.Fuzzing;

/// <summary>Lets assemblies tell afl which ways an input takes through them.</summary>
internal static class Instrumentation
{
    /// <summary>What is fuzzed. The largest stands last: it gets the numbers of ways that are left.</summary>
    private static readonly string[] s_assemblies = ["ProtocolKit.dll", "ProtocolKit.Grammar.dll", "ProtocolKit.Protocols.dll"];

    /// <summary>Changes the assemblies in a folder.</summary>
    public static void Apply(string folder)
    {
        foreach (var assembly in s_assemblies)
            Fuzzer.Instrument(Path.Combine(folder, assembly), _ => true, Options.Value);
    }
}
