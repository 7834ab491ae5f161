using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits the parser of a text or binary message: its automaton as code, one label a place.</summary>
internal sealed class ScanEmitter
{
    private readonly CodeWriter _code;
    private readonly ProtocolModel _protocol;
    private readonly MessageModel _message;
    private readonly ScanPlan _plan;
    private readonly bool _canStop;
    private readonly List<(string Name, OctetSet Set)> _classes = [];
    private readonly List<(string Name, OctetSet Set)> _runs = [];
    private bool _needsMore;

    public ScanEmitter(CodeWriter code, ProtocolModel protocol, MessageModel message)
    {
        (_code, _protocol, _message) = (code, protocol, message);
        _plan = new ScanPlan(message);
        _canStop = MessageEmitter.CanStop(message);
    }

    private bool NeedsBindings => _message.NeededBindings.Count > 0;

    public void Emit()
    {
        for (var i = 0; i < _plan.Registers.Count; i++)
            _code.Line($"private const int {_plan.Registers[i]} = {i};");
        if (_plan.Registers.Count > 0)
            _code.Line();
        EmitEntry();
        if (_canStop || !NeedsBindings)
        {
            _code.Line();
            var parameters = (NeedsBindings ? ", scoped in Bindings bindings" : "") + (_canStop ? ", int stop" : "");
            if (_canStop)
                _code.Summary("Reads on; stops behind a value whose register is stop. Where that is not negative, no value is compared with an earlier one.");
            using (_code.Block($"{(_canStop ? "internal" : "private")} static OperationStatus Scan(ref ScanCursor cursor, ReadOnlySpan<byte> source{parameters})"))
                EmitBody();
        }

        EmitClasses();
    }

    private void EmitEntry()
    {
        _code.Summary("Reads the message, or as much of it as is there; see ScanCursor.");
        var signature = "internal static OperationStatus Scan(ref ScanCursor cursor, ReadOnlySpan<byte> source, scoped in Bindings bindings)";
        if (_canStop || !NeedsBindings)
        {
            _code.Line(signature + " =>");
            using (_code.Indent())
                _code.Line($"Scan(ref cursor, source{(NeedsBindings ? ", in bindings" : "")}{(_canStop ? ", stop: -1" : "")});");
            return;
        }

        using (_code.Block(signature))
            EmitBody();
    }

    private string Limit => _plan.HasParts ? "limit" : "source.Length";

    private void EmitBody()
    {
        // The body is written first, so that what nothing uses is left out.
        var body = new CodeWriter();
        var outer = new ScanBody(this, body);
        using (body.Indent())
        {
            foreach (var state in _plan.Places)
                outer.EmitPlace(state);
            outer.Finish();
        }

        _code.Line($"if (source.Length > {_protocol.Limits.Octets})");
        using (_code.Indent())
            _code.Line($"source = source[..{_protocol.Limits.Octets}];");
        if (_plan.Registers.Count > 0)
            _code.Line("ref var registers = ref cursor.Registers;");
        _code.Line("var position = cursor.Position;");
        if (_needsMore)
            _code.Line("int state;");
        if (_plan.HasElements)
            _code.Line("var status = OperationStatus.Done;");
        if (_plan.HasParts)
            _code.Line("var limit = source.Length;");
        EmitResume();
        _code.Line();
        var text = body.ToString().TrimEnd();
        foreach (var line in text.Split('\n').Where(line => !IsUnusedLabel(line, text)))
            _code.Raw(line);
        if (_needsMore)
        {
            _code.Line();
            _code.Label("NeedMoreData");
            _code.Line("cursor.State = state;");
            _code.Line("cursor.Position = position;");
            var more = _plan.HasElements ? "status != OperationStatus.InvalidData && " : "";
            _code.Line($"return {more}source.Length < {_protocol.Limits.Octets} ? OperationStatus.NeedMoreData : OperationStatus.InvalidData;");
        }
    }

    private bool IsUnusedLabel(string line, string text) => line is [.., ':'] && line[0] != ' '
        && !text.Contains($"goto {line[..^1]};", StringComparison.Ordinal)
        && !ResumePlaces().Any(state => _plan.Place(state.Id) == line[..^1]);

    private IEnumerable<DfaState> ResumePlaces() => _plan.Places.Where(state => state.Id != 0 && CanStopAt(state));

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
                            _code.Line($"limit = Math.Min(source.Length, registers[{ScanPlan.PartEnd(state.Depth)}]);");
                        _code.Line($"goto {_plan.Place(state.Id)};");
                    }
                }
            }
        }
    }

    /// <summary>Whether a parser can be left at a place: to wait there for octets, or behind a value of a list.</summary>
    private bool CanStopAt(DfaState state) => state.Transitions.Count > 0 || state.Markers.Any(marker => marker.Marker is EndWithin or BeginWithin { Size: BerSize } or BeginBer or ReadBerInteger) || _canStop;

    private void EmitClasses()
    {
        foreach (var (name, set) in _classes)
        {
            _code.Line();
            _code.Summary(OctetText.Abnf(set));
            if (set.Bits2 == 0 && set.Bits3 == 0)
            {
                _code.Line($"private static bool {name}(byte octet) =>");
                using (_code.Indent())
                    _code.Line($"octet < 0x80 && ((octet < 0x40 ? 0x{set.Bits0:X16} : 0x{set.Bits1:X16}) >> (octet & 0x3F) & 1) != 0;");
            }
            else
            {
                _code.Line($"private static bool {name}(byte octet) => (octet >> 6 switch");
                _code.Line("{");
                using (_code.Indent())
                {
                    _code.Line($"0 => 0x{set.Bits0:X16},");
                    _code.Line($"1 => 0x{set.Bits1:X16},");
                    _code.Line($"2 => 0x{set.Bits2:X16},");
                    _code.Line($"_ => 0x{set.Bits3:X16},");
                }

                _code.Line("} >> (octet & 0x3F) & 1) != 0;");
            }
        }

        foreach (var (name, set) in _runs)
        {
            _code.Line();
            _code.Summary($"What ends *( {OctetText.Abnf(set)} ).");
            _code.Line($"private static readonly SearchValues<byte> {name} = SearchValues.Create({OctetText.Expression([.. (OctetSet.All - set).Octets()])});");
        }
    }

    /// <summary>The places of a parser.</summary>
    private sealed class ScanBody(ScanEmitter emitter, CodeWriter code)
    {
        private readonly ScanPlan _plan = emitter._plan;

        private string? _pending;

        /// <summary>Leads on to a place; says nothing where that follows anyway.</summary>
        private void GoTo(int id) => _pending = _plan.Place(id);

        public void Finish()
        {
            if (_pending is not null)
                code.Line($"goto {_pending};");
            _pending = null;
        }

        public void EmitPlace(DfaState state)
        {
            if (_pending is not null && _pending != _plan.Place(state.Id))
                code.Line($"goto {_pending};");
            _pending = null;
            if (state.Id != 0)
                code.Line();
            if (state.Id != 0 || IsTarget(0))
                code.Label(_plan.Place(state.Id));
            if (state.IsAccepting)
                EmitAccept(state);
            else if (_plan.Literal(state) is { } literal)
                EmitLiteral(state, literal);
            else if (_plan.Field(state) is { } field)
                EmitField(state, field);
            else if (state.Markers.Exists(marker => marker.Marker is BeginBer or ReadBerInteger))
                EmitElements(state);
            else if (state.Markers.Count > 0 && state.Markers[0].Marker is not EndWithin)
                EmitMarkers(state);
            else
                EmitChoice(state);
        }

        private bool IsTarget(int id) => _plan.States.Any(state => state.Transitions.Any(t => t.Target == id) || state.Markers.Any(m => m.Target == id));

        private void EmitAccept(DfaState state)
        {
            EmitOperations(state.AcceptOperations, null, consumes: false);
            code.Line("cursor.State = ScanCursor.Complete;");
            code.Line("cursor.Position = position;");
            code.Line("return OperationStatus.Done;");
        }

        private void EmitLiteral(DfaState state, IReadOnlyList<DfaState> chain)
        {
            var sets = chain.SkipLast(1).Select(link => link.Transitions[0].Octets).ToArray();
            var octets = sets.Select(set => set.Octets().First()).ToArray();
            var text = OctetText.Expression(octets);
            if (text[0] == '[')
                text = $"(ReadOnlySpan<byte>){text}";
            var rest = emitter.Limit == "limit" ? "source[position..limit]" : "source[position..]";
            var ignoresCase = sets.Any(ScanPlan.IsLetter);
            code.Line(ignoresCase ? $"if (!WireFormat.StartsWithIgnoreCase({rest}, {text}))" : $"if (!{rest}.StartsWith({text}))");
            using (code.Block(""))
            {
                code.Line($"state = {state.Id};");
                var isBeginning = ignoresCase ? $"WireFormat.StartsWithIgnoreCase({text}, {rest})" : text[0] == '(' ? $"({text}).StartsWith({rest})" : $"{text}.StartsWith({rest})";
                if (state.Depth > 0)
                    isBeginning = $"limit < registers[{ScanPlan.PartEnd(state.Depth)}] && {isBeginning}";
                code.Line($"if ({isBeginning})");
                using (code.Indent())
                    code.Line("goto NeedMoreData;");
                code.Line("return OperationStatus.InvalidData;");
            }

            emitter._needsMore = true;
            code.Line();
            EmitOperations(state.Transitions[0].Operations, null, consumes: false);
            code.Line($"position += {octets.Length};");
            GoTo(chain[^1].Id);
        }

        /// <summary>So many octets, whichever they are.</summary>
        private void EmitField(DfaState state, IReadOnlyList<DfaState> field)
        {
            var octets = field.Count - 1;
            using (code.Block($"if ({emitter.Limit} - position < {octets})"))
            {
                if (state.Depth > 0)
                {
                    code.Line($"if (registers[{ScanPlan.PartEnd(state.Depth)}] - position < {octets})");
                    GotoInvalid();
                }

                code.Line($"state = {state.Id};");
                code.Line("goto NeedMoreData;");
            }

            emitter._needsMore = true;
            code.Line();
            EmitOperations(state.Transitions[0].Operations, null, consumes: false);
            code.Line($"position += {octets};");
            GoTo(field[^1].Id);
        }

        private void EmitMarkers(DfaState state)
        {
            var first = state.Markers[0];
            switch (first.Marker)
            {
                case BeginWithin begin:
                    EmitOperations(first.Operations, null, consumes: false);
                    EmitBegin(state, begin);
                    code.Line($"limit = Math.Min(source.Length, registers[{ScanPlan.PartEnd(begin.Depth)}]);");
                    GoTo(first.Target);
                    break;
                case BeginCount count:
                    EmitOperations(first.Operations, null, consumes: false);
                    code.Line($"if ({Value(count.Count)} > {emitter._protocol.Limits.Items})");
                    GotoInvalid();
                    code.Line($"registers[{ScanPlan.Loop(count.Loop)}] = (int){Value(count.Count)};");
                    GoTo(first.Target);
                    break;
                default:
                    EmitTurns(state);
                    break;
            }
        }

        /// <summary>One of several BER elements, told apart by their tags.</summary>
        private void EmitElements(DfaState state)
        {
            EmitEndOfPart(state);
            var elements = state.Markers.Where(marker => marker.Marker is not EndWithin).ToArray();
            if (elements is [var only])
            {
                EmitElement(state, only);
                GoTo(only.Target);
                return;
            }

            using (code.Block($"if ((uint)position >= (uint){emitter.Limit})"))
            {
                EmitPartTooShort(state);
                code.Line($"state = {state.Id};");
                code.Line("goto NeedMoreData;");
            }

            code.Line();
            emitter._needsMore = true;
            using (code.Block("switch (source[position])"))
            {
                foreach (var element in elements)
                {
                    code.Line($"case 0x{(element.Marker is BeginBer begin ? begin.Tag : ((ReadBerInteger)element.Marker).Tag):X2}:");
                    using (code.Indent())
                    {
                        EmitElement(state, element);
                        code.Line($"goto {_plan.Place(element.Target)};");
                    }
                }

                code.Line("default:");
                GotoInvalid();
            }
        }

        private void EmitElement(DfaState state, DfaMarkerTransition element)
        {
            var outer = OuterEnd(state.Depth);
            var integer = element.Marker as ReadBerInteger;
            EmitOperations(element.Operations, null, consumes: false);
            code.Line(element.Marker is BeginBer begin
                ? $"status = WireFormat.BeginBer(source, 0x{begin.Tag:X2}, ref position, {outer}, ref registers[{ScanPlan.PartEnd(begin.Depth)}]);"
                : $"status = WireFormat.ReadBerInteger(source, 0x{integer!.Tag:X2}, ref position, {outer}, out {(integer.Label is null ? "_" : "var start" + state.Id)}, out {(integer.Ranges.Length > 0 || integer.Reference is not null ? "var number" + state.Id : "_")});");
            using (code.Block("if (status != OperationStatus.Done)"))
            {
                code.Line($"state = {state.Id};");
                code.Line("goto NeedMoreData;");
            }

            emitter._needsMore = true;
            code.Line();
            if (integer is not null)
                EmitInteger(integer, state.Id);
            else
                code.Line($"limit = Math.Min(source.Length, registers[{ScanPlan.PartEnd(((BeginBer)element.Marker).Depth)}]);");
        }

        private void EmitInteger(ReadBerInteger integer, int id)
        {
            if (integer.Ranges.Length > 0)
            {
                var ranges = integer.Ranges.Split(' ').Select(range => range.Split("..")).Select(range => range[0] == range[1] ? range[0] : $"(>= {range[0]} and <= {range[1]})").ToArray();
                code.Line(ranges is [['(', ..]] ? $"if (number{id} is not {ranges[0]})" : ranges.Length == 1 ? $"if (number{id} != {ranges[0]})" : $"if (number{id} is not ({string.Join(" or ", ranges)}))");
                GotoInvalid();
            }

            if (integer.Label is not null)
            {
                code.Line($"registers[{ScanPlan.Start(integer.Label)}] = start{id};");
                code.Line($"registers[{ScanPlan.End(integer.Label)}] = position;");
            }

            if (integer.Reference is null)
                return;
            var own = emitter._message.Labels.FirstOrDefault(label => label.Name == integer.Reference);
            EmitDifference($"number{id} != {(own is null ? "bindings." + CSharpNames.Pascal(integer.Reference) : "(long)" + Value(own.Name))}", own is null);
        }

        private string OuterEnd(int depth) => depth == 0 ? $"{emitter._protocol.Limits.Octets}" : $"registers[{ScanPlan.PartEnd(depth)}]";

        private void EmitTurns(DfaState state)
        {
            var another = state.Markers.Single(marker => marker.Marker is AnotherTurn);
            var none = state.Markers.Single(marker => marker.Marker is NoMoreTurns);
            using (code.Block($"if (registers[{ScanPlan.Loop(((AnotherTurn)another.Marker).Loop)}]-- > 0)"))
            {
                EmitOperations(another.Operations, null, consumes: false);
                code.Line($"goto {_plan.Place(another.Target)};");
            }

            code.Line();
            EmitOperations(none.Operations, null, consumes: false);
            code.Line($"goto {_plan.Place(none.Target)};");
        }

        private void EmitBegin(DfaState state, BeginWithin begin)
        {
            var outer = OuterEnd(begin.Depth - 1);
            var end = $"ref registers[{ScanPlan.PartEnd(begin.Depth)}]";
            switch (begin.Size)
            {
                case BerSize:
                    using (code.Block($"switch (WireFormat.BeginBer(source, ref position, {outer}, {end}))"))
                    {
                        code.Line("case OperationStatus.NeedMoreData:");
                        using (code.Indent())
                        {
                            code.Line($"state = {state.Id};");
                            code.Line("goto NeedMoreData;");
                        }

                        code.Line("case OperationStatus.InvalidData:");
                        using (code.Indent())
                            code.Line("return OperationStatus.InvalidData;");
                    }

                    emitter._needsMore = true;
                    code.Line();
                    break;
                case LabelSize size:
                    var constant = size.Constant switch { 0 => "", < 0 => $" - {-size.Constant}", _ => $" + {size.Constant}" };
                    code.Line($"if (!WireFormat.TryBeginPart(position, (long){Value(size.Label)}{constant}, {outer}, {end}))");
                    GotoInvalid();
                    break;
                case ConstantSize size:
                    code.Line($"if (!WireFormat.TryBeginPart(position, {size.Octets}, {outer}, {end}))");
                    GotoInvalid();
                    break;
            }
        }

        private void GotoInvalid()
        {
            using (code.Indent())
                code.Line("return OperationStatus.InvalidData;");
        }

        private string Value(string label) =>
            Number(emitter._message.Labels.First(item => item.Name == label).Kind, $"source[registers[{ScanPlan.Start(label)}]..registers[{ScanPlan.End(label)}]]");

        private static string Number(LabelKind kind, string octets) => kind switch
        {
            LabelKind.Decimal => $"WireFormat.DecimalDigits({octets})",
            LabelKind.LittleEndian => $"WireFormat.LittleEndian({octets})",
            LabelKind.BerInteger => $"WireFormat.BerInteger({octets})",
            _ => $"WireFormat.BigEndian({octets})",
        };

        private void EmitChoice(DfaState state)
        {
            var own = state.Transitions.Find(transition => transition.Target == state.Id && transition.Operations.Count == 0);
            var others = state.Transitions.Where(transition => transition != own).ToArray();
            if (own is not null)
                EmitRun(state, own.Octets);
            EmitEndOfPart(state);
            if (own is null && others.Length == 0)
            {
                GotoInvalidHere();
                return;
            }

            var isAll = own is not null && own.Octets == OctetSet.All;
            if (isAll)
            {
                code.Line($"state = {state.Id};");
                code.Line("goto NeedMoreData;");
                emitter._needsMore = true;
                return;
            }

            using (code.Block($"if ((uint)position >= (uint){emitter.Limit})"))
            {
                EmitPartTooShort(state);
                code.Line($"state = {state.Id};");
                code.Line("goto NeedMoreData;");
            }

            emitter._needsMore = true;
            code.Line();
            EmitCases(others);
        }

        private void EmitEndOfPart(DfaState state)
        {
            if (state.Markers.Find(marker => marker.Marker is EndWithin) is not { } end)
                return;
            using (code.Block($"if (position == registers[{ScanPlan.PartEnd(state.Depth)}])"))
            {
                EmitOperations(end.Operations, end.Target, consumes: false);
                code.Line(state.Depth == 1 ? "limit = source.Length;" : $"limit = Math.Min(source.Length, registers[{ScanPlan.PartEnd(state.Depth - 1)}]);");
                code.Line($"goto {_plan.Place(end.Target)};");
            }

            code.Line();
        }

        /// <summary>Where a part ends and more was to come.</summary>
        private void EmitPartTooShort(DfaState state)
        {
            if (state.Depth == 0 || state.Markers.Exists(marker => marker.Marker is EndWithin))
                return;
            code.Line($"if (position == registers[{ScanPlan.PartEnd(state.Depth)}])");
            GotoInvalid();
        }

        private void GotoInvalidHere() => code.Line("return OperationStatus.InvalidData;");

        private void EmitCases(DfaTransition[] transitions)
        {
            if (transitions is [var only])
            {
                var expected = OctetText.Pattern(only.Octets);
                if (only.Octets == OctetSet.All)
                {
                    EmitOperations(only.Operations, only.Target, consumes: true);
                    code.Line("position++;");
                    GoTo(only.Target);
                    return;
                }

                code.Line(expected.Contains(" or ", StringComparison.Ordinal) ? $"if (source[position] is not ({expected}))" : $"if (source[position] is not {expected})");
                GotoInvalid();
                EmitOperations(only.Operations, only.Target, consumes: true);
                code.Line("position++;");
                GoTo(only.Target);
                return;
            }

            if (transitions.Length == 0)
            {
                code.Line("return OperationStatus.InvalidData;");
                return;
            }

            var shared = Shared(transitions);
            if (shared.Count > 0)
            {
                code.Line($"if (source[position] is not ({OctetText.Pattern(transitions.Aggregate(OctetSet.None, (all, transition) => all | transition.Octets))}))");
                GotoInvalid();
                EmitOperations(shared, null, consumes: false);
            }

            using (code.Block(shared.Count > 0 ? "switch (source[position++])" : "switch (source[position])"))
            {
                foreach (var transition in transitions.OrderBy(transition => transition.Octets.Count).ThenBy(transition => transition.Octets.Octets().First()))
                {
                    var single = transition.Octets.Ranges().Count() > 4 ? null : OctetText.Pattern(transition.Octets);
                    code.Line(single is not null ? $"case {single}:" : $"case var octet when {emitter.ClassMethod(transition.Octets, _plan.States[transition.Target].Context)}(octet):");
                    using (code.Indent())
                    {
                        if (shared.Count == 0)
                        {
                            EmitOperations(transition.Operations, transition.Target, consumes: true);
                            code.Line("position++;");
                        }

                        code.Line($"goto {_plan.Place(transition.Target)};");
                    }
                }

                if (transitions.Aggregate(OctetSet.None, (all, transition) => all | transition.Octets) == OctetSet.All)
                    return;
                code.Line("default:");
                using (code.Indent())
                    code.Line("return OperationStatus.InvalidData;");
            }
        }

        /// <summary>What is done whichever octet comes, where that is the same; a value of a list is none of it, as parsing may stop behind it.</summary>
        private IReadOnlyList<Operation> Shared(DfaTransition[] transitions)
        {
            var first = transitions[0].Operations;
            var isShared = transitions.All(transition => transition.Operations.SequenceEqual(first) && transition.Octets.Ranges().Count() <= 4)
                && !first.OfType<EndLabel>().Any(end => emitter._message.Labels.Any(label => label.IsList && label.Name == end.Label));
            return isShared ? first : [];
        }

        /// <summary>Skips a run of octets that lead back to the same place.</summary>
        private void EmitRun(DfaState state, OctetSet set)
        {
            code.Line($"// *( {OctetText.Abnf(set)} )");
            if (set == OctetSet.All)
            {
                code.Line($"position = {emitter.Limit};");
                return;
            }

            var rest = emitter.Limit == "limit" ? "source[position..limit]" : "source[position..]";
            var search = set.Ranges().ToArray() is [var (first, last)]
                ? $"IndexOfAnyExceptInRange({OctetText.Value(first)}, {OctetText.Value(last)})"
                : $"IndexOfAny({emitter.RunField(set, state.Context)})";
            code.Line($"var run{state.Id} = {rest}.{search};");
            code.Line($"position = run{state.Id} < 0 ? {emitter.Limit} : position + run{state.Id};");
        }

        /// <param name="operations">What is done.</param>
        /// <param name="target">Where it leads, if it may stop there behind a value.</param>
        /// <param name="consumes">Whether an octet is consumed behind it.</param>
        private void EmitOperations(IReadOnlyList<Operation> operations, int? target, bool consumes)
        {
            foreach (var operation in operations)
            {
                switch (operation)
                {
                    case BeginLabel begin:
                        code.Line($"registers[{ScanPlan.Start(begin.Label)}] = position;");
                        break;
                    case EndLabel end:
                        code.Line($"registers[{ScanPlan.End(end.Label)}] = position;");
                        break;
                    case ForgetLabel forget:
                        code.Line($"registers[{ScanPlan.End(forget.Label)}] = 0;");
                        break;
                    case BeginReference reference:
                        code.Line($"registers[{_plan.ReferenceStart(reference.Occurrence)}] = position;");
                        break;
                    case EndReference reference:
                        EmitComparison(reference);
                        break;
                    case BeginLoop loop:
                        code.Line($"registers[{ScanPlan.Loop(loop.Loop)}] = {(_plan.BoundedRuns.Contains(loop.Loop) ? "position" : $"{loop.Turns}")};");
                        break;
                    case CountTurn turn:
                        code.Line($"if (++registers[{ScanPlan.Loop(turn.Loop)}] > {turn.Maximum ?? emitter._protocol.Limits.Items})");
                        GotoInvalid();
                        break;
                    case EndBoundedRun run:
                        var length = $"position - registers[{ScanPlan.Loop(run.Loop)}]";
                        code.Line(run.Maximum is null ? $"if ({length} < {run.Minimum})" : run.Minimum <= 1 ? $"if ({length} > {run.Maximum})" : $"if ({length} is < {run.Minimum} or > {run.Maximum})");
                        GotoInvalid();
                        break;
                }
            }

            foreach (var label in operations.OfType<EndLabel>().Where(end => emitter._message.Labels.Any(label => label.IsList && label.Name == end.Label)))
            {
                using (code.Block($"if (stop == {ScanPlan.End(label.Label)})"))
                {
                    code.Line(target is null ? "cursor.State = ScanCursor.Complete;" : $"cursor.State = {target};");
                    code.Line(consumes ? "cursor.Position = position + 1;" : "cursor.Position = position;");
                    code.Line("return OperationStatus.Done;");
                }

                code.Line();
            }
        }

        private void EmitComparison(EndReference reference)
        {
            var octets = $"source[registers[{_plan.ReferenceStart(reference.Occurrence)}]..position]";
            var own = emitter._message.Labels.FirstOrDefault(label => label.Name == reference.Name);
            var kind = own?.Kind ?? emitter._message.NeededBindings.First(binding => binding.Name == reference.Name).Kind;
            string difference;
            if (kind == LabelKind.Octets || kind == LabelKind.Decimal && own is not null)
            {
                var expected = own is not null ? $"source[registers[{ScanPlan.Start(own.Name)}]..registers[{ScanPlan.End(own.Name)}]]" : $"bindings.{CSharpNames.Pascal(reference.Name)}.AsSpan()";
                difference = $"!{octets}.SequenceEqual({expected})";
            }
            else
            {
                var expected = own is not null ? $"(long){Value(own.Name)}" : $"bindings.{CSharpNames.Pascal(reference.Name)}";
                difference = $"(long){Number(kind, octets)} != {expected}";
            }

            EmitDifference(difference, own is null);
        }

        private void EmitDifference(string difference, bool isEarlier)
        {
            var guard = emitter._canStop && isEarlier ? "stop < 0 && " : "";
            using (code.Block($"if ({guard}{difference})"))
            {
                code.Line("cursor.State = ScanCursor.WrongValue;");
                code.Line("return OperationStatus.InvalidData;");
            }

            code.Line();
        }
    }

    private string ClassMethod(OctetSet set, string context)
    {
        var known = _classes.Find(item => item.Set == set);
        if (known.Name is not null)
            return known.Name;
        var name = "Is" + (context.Length == 0 ? "Octet" : CSharpNames.Pascal(context.TrimStart('$'))) + "Octet";
        while (_classes.Exists(item => item.Name == name))
            name += "2";
        _classes.Add((name, set));
        return name;
    }

    private string RunField(OctetSet set, string context)
    {
        var known = _runs.Find(item => item.Set == set);
        if (known.Name is not null)
            return known.Name;
        var name = (context.Length == 0 ? "Text" : CSharpNames.Pascal(context.TrimStart('$'))) + "Ends";
        while (_runs.Exists(item => item.Name == name))
            name += "2";
        _runs.Add((name, set));
        return name;
    }
}
