using System.Buffers;
using ProtocolKit.Fuzzing.Seeds;

namespace ProtocolKit.Fuzzing.Targets;

/// <summary>Each generated parser of a protocol, on the same octets: whole, octet by octet, and in pieces.</summary>
/// <remarks>The input: the protocol, the lengths of two pieces, the octets.</remarks>
internal sealed class ParserTarget : IFuzzTarget
{
    private readonly Dictionary<ProtocolDefinition, (MessageParser Parser, string? Name)[]> _known = [];

    public string Name => "parsers";

    public IEnumerable<byte[]> Seeds =>
        from said in Dialogues.Messages
        where said.Octets.Length > 0
        select (byte[])[Catalog.NumberOf(said.Protocol), 3, 7, .. said.Octets];

    public IEnumerable<byte[]> Words => [];

    public void Run(ReadOnlySpan<byte> input)
    {
        var from = new FuzzInput(input);
        var protocol = from.Choose(Catalog.All);
        var pieces = from.TakePieces();
        if (!_known.TryGetValue(protocol, out var known))
            _known[protocol] = known = MessageNames.WithNames(protocol, MessageParser.AllOf(protocol));
        foreach (var (parser, name) in known)
        {
            var whole = Read(parser, from.Rest, Pieces.Whole);
            var values = Show(parser, from.Rest, whole);
            foreach (var other in new[] { Pieces.Octets, pieces })
            {
                var cut = Read(parser, from.Rest, other);
                BrokenPromiseException.Unless(
                    cut.Status == whole.Status && Show(parser, from.Rest, cut) == values,
                    $"{parser.Name} says {whole.Status} of {values}, and {cut.Status} of {Show(parser, from.Rest, cut)} in {other}.");
            }

            if (whole.Status == OperationStatus.Done && name is not null)
                protocol.VisitLabels(name, from.Rest[..whole.Cursor.Position], (_, value, _) => _ = value.Length > 0 ? value[^1] : 0);
        }
    }

    private static (OperationStatus Status, ScanCursor Cursor) Read(MessageParser parser, ReadOnlySpan<byte> octets, Pieces pieces)
    {
        var cursor = default(ScanCursor);
        var status = OperationStatus.NeedMoreData;
        var arrived = 0;
        for (var number = 0; status == OperationStatus.NeedMoreData && arrived < octets.Length; number++)
        {
            arrived += pieces.Next(number, octets.Length - arrived);
            status = parser.Scan(ref cursor, octets[..arrived]);
            BrokenPromiseException.Unless(
                cursor.Position >= 0 && cursor.Position <= arrived, $"{parser.Name} stands at {cursor.Position} of {arrived} octets.");
            BrokenPromiseException.Unless(
                status is OperationStatus.Done or OperationStatus.NeedMoreData or OperationStatus.InvalidData,
                $"{parser.Name} says {status}.");
            BrokenPromiseException.Unless(
                status != OperationStatus.Done || cursor.Position > 0, $"{parser.Name} reads a message of no octets.");
        }

        return (status, cursor);
    }

    /// <summary>What a message is that has been read; nothing where none has been.</summary>
    private static string Show(MessageParser parser, ReadOnlySpan<byte> octets, (OperationStatus Status, ScanCursor Cursor) read) =>
        read.Status == OperationStatus.Done ? parser.Show(octets[..read.Cursor.Position], ref read.Cursor) : "";
}
