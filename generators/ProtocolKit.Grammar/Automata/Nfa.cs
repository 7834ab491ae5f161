namespace ProtocolKit.Grammar.Automata;

/// <summary>What a parser does when it passes a place.</summary>
public abstract record Operation
{
    /// <summary>What is done, as text; the same for the same.</summary>
    internal static string Text(IReadOnlyList<Operation> operations) => operations.Count == 0 ? "" : string.Join(',', operations);
}

/// <summary>A label's value begins here.</summary>
public sealed record BeginLabel(string Label) : Operation;

/// <summary>A label's value ends here.</summary>
public sealed record EndLabel(string Label) : Operation;

/// <summary>A repeated value begins here.</summary>
public sealed record BeginReference(int Occurrence) : Operation;

/// <summary>A repeated value ends here and must be equal.</summary>
/// <param name="Occurrence">Which one.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">How the number is written here, or null where it is text, or digits like the label's.</param>
public sealed record EndReference(int Occurrence, string Name, Model.LabelKind? Kind) : Operation;

/// <summary>A repetition of more than one octet's class has turned once more.</summary>
public sealed record CountTurn(int Loop, int? Maximum) : Operation;

/// <summary>A repetition begins.</summary>
/// <param name="Loop">Which one.</param>
/// <param name="Turns">How many turns of it were spelled out before.</param>
public sealed record BeginLoop(int Loop, int Turns) : Operation;

/// <summary>A repetition of one octet's class ends; its length must be within the bounds.</summary>
public sealed record EndBoundedRun(int Loop, int Minimum, int? Maximum) : Operation;

/// <summary>A step of a parser that is no octet.</summary>
public abstract record Marker;

/// <summary>A part of known size begins. A BER length is read first.</summary>
public sealed record BeginWithin(SizeSource Size, int Depth) : Marker;

/// <summary>The part of known size ends.</summary>
public sealed record EndWithin(int Depth) : Marker;

/// <summary>A BER element begins: its tag and its length, then its contents (only where elements are read as such).</summary>
public sealed record BeginBer(byte Tag, int Depth) : Marker;

/// <summary>A BER INTEGER or ENUMERATED is read as a whole (only where elements are read as such).</summary>
/// <param name="Tag">Its identifier octet.</param>
/// <param name="Ranges">The values it may have, as <c>first..last</c>; empty for any.</param>
/// <param name="Label">The label that it fills, or null.</param>
/// <param name="Reference">The value that it repeats, or null.</param>
public sealed record ReadBerInteger(byte Tag, string Ranges, string? Label, string? Reference) : Marker;

/// <summary>A counted repetition is set up.</summary>
public sealed record BeginCount(string Count, int Loop) : Marker;

/// <summary>A counted repetition has another turn to do.</summary>
public sealed record AnotherTurn(int Loop) : Marker;

/// <summary>A counted repetition has none to do.</summary>
public sealed record NoMoreTurns(int Loop) : Marker;

internal sealed record NfaEdge(int Target, OctetSet? Octets = null, Marker? Marker = null, Operation? Operation = null)
{
    public bool IsEmpty => Octets is null && Marker is null;
}

internal sealed class Nfa
{
    public List<List<NfaEdge>> Edges { get; } = [];

    /// <summary>For each state the names of the rules and labels it stands in, outermost first.</summary>
    public List<string> Context { get; } = [];

    /// <summary>For each state the labels within whose value it stands.</summary>
    public List<string[]> Open { get; } = [];

    public int Start { get; set; }

    public int Accept { get; set; }

    /// <summary>The names of the repeated values, by occurrence.</summary>
    public List<string> References { get; } = [];

    public int LoopCount { get; set; }

    /// <summary>Adds a state that stands where another one does.</summary>
    public void Copy(int state)
    {
        Edges.Add([]);
        Context.Add(Context[state]);
        Open.Add(Open[state]);
    }
}
