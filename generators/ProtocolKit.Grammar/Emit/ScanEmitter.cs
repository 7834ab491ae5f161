using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits the parser of a text or binary message: its automaton as code, one label a place.</summary>
internal sealed class ScanEmitter
{
    private readonly CodeWriter _code;
    private readonly ScanContext _scan;

    public ScanEmitter(CodeWriter code, ProtocolModel protocol, MessageModel message, OctetClasses classes)
    {
        _code = code;
        _scan = new ScanContext(protocol, message, classes);
    }

    private bool NeedsBindings => _scan.Message.NeededBindings.Count > 0;

    public void Emit()
    {
        for (var i = 0; i < _scan.Plan.Registers.Count; i++)
            _code.Line($"private const int {_scan.Plan.Registers[i]} = {i};");
        if (_scan.Plan.Registers.Count > 0)
            _code.Line();
        EmitEntry();
        if (_scan.CanStop || !NeedsBindings)
        {
            _code.Line();
            var parameters = (NeedsBindings ? ", scoped in Bindings bindings" : "") + (_scan.CanStop ? ", int stop" : "");
            if (_scan.CanStop)
                _code.Summary("Reads on; stops behind a value whose register is stop, and says DestinationTooSmall there. Where stop is not negative, no value is compared with an earlier one.");
            using (_code.Block($"{(_scan.CanStop ? "internal" : "private")} static OperationStatus Scan(ref ScanCursor cursor, ReadOnlySpan<byte> source{parameters})"))
                EmitBody();
        }

    }

    private void EmitEntry()
    {
        _code.Summary("Reads the message, or as much of it as is there; see ScanCursor.");
        var signature = "internal static OperationStatus Scan(ref ScanCursor cursor, ReadOnlySpan<byte> source, scoped in Bindings bindings)";
        if (_scan.CanStop || !NeedsBindings)
        {
            _code.Line(signature + " =>");
            using (_code.Indent())
                _code.Line($"Scan(ref cursor, source{(NeedsBindings ? ", in bindings" : "")}{(_scan.CanStop ? ", stop: -1" : "")});");
            return;
        }

        using (_code.Block(signature))
            EmitBody();
    }

    private void EmitBody()
    {
        // The body is written first, so that what nothing uses is left out.
        var body = new CodeWriter();
        var outer = new ScanBody(_scan, body);
        using (body.Indent())
        {
            foreach (var state in _scan.Plan.Places)
                outer.EmitPlace(state);
            outer.Finish();
        }

        _code.Line($"if (source.Length > {_scan.Protocol.Limits.Octets})");
        using (_code.Indent())
            _code.Line($"source = source[..{_scan.Protocol.Limits.Octets}];");
        if (_scan.Plan.Registers.Count > 0)
            _code.Line("ref var registers = ref cursor.Registers;");
        _code.Line("var position = cursor.Position;");
        if (_scan.NeedsMore)
            _code.Line("int state;");
        if (_scan.Plan.HasElements)
            _code.Line("var status = OperationStatus.Done;");
        if (_scan.NeedsBegin)
            _code.Line("int begin;");
        foreach (var name in _scan.RunClasses)
            _code.Line($"var {OctetClasses.Runs(name)} = default(OctetRuns);");
        if (_scan.Plan.HasParts)
            _code.Line("var limit = source.Length;");
        EmitResume();
        _code.Line();
        var text = body.ToString().TrimEnd();
        foreach (var line in text.Split('\n').Where(line => !IsUnusedLabel(line, text)))
            _code.Raw(line);
        if (_scan.NeedsMore)
        {
            _code.Line();
            _code.Label("NeedMoreData");
            _code.Line("cursor.State = state;");
            _code.Line("cursor.Position = position;");
            var more = _scan.Plan.HasElements ? "status != OperationStatus.InvalidData && " : "";
            _code.Line($"return {more}source.Length < {_scan.Protocol.Limits.Octets} ? OperationStatus.NeedMoreData : OperationStatus.InvalidData;");
        }
    }

    private bool IsUnusedLabel(string line, string text) => line is [.., ':'] && line[0] != ' '
        && !text.Contains($"goto {line[..^1]};", StringComparison.Ordinal)
        && !ResumePlaces().Any(state => _scan.Plan.Place(state.Id) == line[..^1]);

    private IEnumerable<DfaState> ResumePlaces() => _scan.Plan.Places.Where(state => state.Id != 0 && CanStopAt(state));

    private void EmitResume()
    {
        var places = ResumePlaces().ToArray();
        if (places.Length == 0)
            return;
        using (_code.Block("switch (cursor.State)"))
        {
            foreach (var depth in places.GroupBy(state => state.Depth).OrderBy(group => group.Key))
            {
                foreach (var state in depth)
                {
                    _code.Line($"case {state.Id}:");
                    using (_code.Indent())
                    {
                        if (state.Depth > 0)
                            _code.Line($"limit = Math.Min(source.Length, registers[{_scan.Plan.PartEnd(state.Depth)}]);");
                        _code.Line($"goto {_scan.Plan.Place(state.Id)};");
                    }
                }
            }
        }
    }

    /// <summary>Whether a parser can be left at a place: to wait there for octets, or behind a value of a list.</summary>
    private bool CanStopAt(DfaState state) => state.Transitions.Count > 0 || state.Markers.Any(marker => marker.Marker is EndWithin or BeginWithin { Size: BerSize } or BeginBer or ReadBerInteger) || _scan.CanStop;
}
