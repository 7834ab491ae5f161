using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Tells what a message of any time is not taken for: what begins like a message of the dialogue, and is none.</summary>
internal static class NearMisses
{
    /// <summary>The beginnings by which a message is known for one of a line, although one of any time would take it.</summary>
    public static IReadOnlyList<IReadOnlyList<byte>> Of(LineModel line, IEnumerable<AnyTimeModel> anyTime) =>
        [.. anyTime.SelectMany(other => FixedBeginning.KnownBefore(Languages(line), other.Message.Language))
            .DistinctBy(beginning => string.Join(' ', beginning))];

    /// <summary>The beginnings by which a message is known for a request of the dialogue, although one of any time would take it.</summary>
    public static IReadOnlyList<IReadOnlyList<byte>> Of(IEnumerable<LineModel> requests, AnyTimeModel anyTime) =>
        [.. FixedBeginning.KnownBefore(requests.Where(line => line.FromClient).SelectMany(Languages), anyTime.Message.Language)];

    /// <summary>Whether a message of any time is wider than one of a line: where nothing has been said yet, it is no message of any
    /// time then, but one
    /// that should have been that.</summary>
    public static bool IsWider(AnyTimeModel anyTime, LineModel line) =>
        anyTime.Outcome is null && anyTime.Message.Language is { } wide && line.Alternatives
            .Where(alternative => alternative.Outcome is null && alternative.Message.Language is not null)
            .Any(alternative => LanguageRelation.FindOutside(alternative.Message.Language!, wide) is null);

    /// <summary>The beginnings as a C# collection.</summary>
    public static string Collection(IReadOnlyList<IReadOnlyList<byte>> beginnings) =>
        $"[{string.Join(", ", beginnings.Select(OctetText.Array))}]";

    private static IEnumerable<Dfa?> Languages(LineModel line) => line.Alternatives.Select(alternative => alternative.Message.Language);
}
