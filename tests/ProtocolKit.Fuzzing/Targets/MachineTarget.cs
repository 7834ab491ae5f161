using ProtocolKit.Fuzzing.Seeds;

namespace ProtocolKit.Fuzzing.Targets;

/// <summary>Each generated machine, whose peer says anything.</summary>
/// <remarks>The input: the protocol, flags (<see cref="MachineSetup"/>), the lengths of two pieces, the peer's
/// <see cref="Turns"/>.</remarks>
internal sealed class MachineTarget : IFuzzTarget
{
    /// <summary>A fresh value is another in each run, and an input may repeat it where it is read as something else, such as a length. So
    /// what is said whole must end as it ends in pieces for one of so many values.</summary>
    private const int Attempts = 64;

    public string Name => "machines";

    public IEnumerable<byte[]> Seeds =>
        from seed in Dialogues.Turns
        from haste in new[] { 0, MachineSetup.Hasty }
        let role = seed.FromServer ? 0 : MachineSetup.Server | MachineSetup.AnswersInsideTls
        select (byte[])[Catalog.NumberOf(seed.Protocol), (byte)(role | haste), 3, 7, .. Turns.Join(seed.Turns)];

    public IEnumerable<byte[]> Words =>
    [
        Turns.Separator.ToArray(), Turns.FreshText.ToArray(), Turns.FreshInteger.ToArray(), Turns.FreshNumber.ToArray(),
        "\r\n"u8.ToArray(), [0x16, 3, 1],
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        var from = new FuzzInput(input);
        var setup = new MachineSetup(from.Choose(Catalog.All), from.Take());
        var pieces = from.TakePieces();
        foreach (var other in new[] { Pieces.Octets, pieces })
        {
            var (wholes, cuts) = (new HashSet<string>(), new HashSet<string>());
            for (var attempt = 0; attempt == 0 || !wholes.Overlaps(cuts); attempt++)
            {
                if (attempt == Attempts)
                    throw new BrokenPromiseException($"{setup}, whole: {wholes.First()}. In {other}: {cuts.First()}.");
                wholes.Add(string.Join("; ", MachineRun.Run(setup, from.Rest, Pieces.Whole)));
                cuts.Add(string.Join("; ", MachineRun.Run(setup, from.Rest, other)));
            }
        }
    }
}
