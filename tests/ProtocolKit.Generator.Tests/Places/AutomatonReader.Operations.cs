using ProtocolKit.Generator.Tests.Sentences;
using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Generator.Tests.Places;

/// <content>What is done at a place.</content>
internal sealed partial class AutomatonReader
{
    private void Do(IReadOnlyList<Operation> operations, int position)
    {
        foreach (var operation in operations)
        {
            switch (operation)
            {
                case BeginLabel begin:
                    Begin(begin.Label, position);
                    break;
                case EndLabel end:
                    End(end.Label, position);
                    break;
                case ForgetLabel forget:
                    _at.Values.Remove(forget.Label);
                    _at.Events = new LabelEvent(forget.Label, LabelEventKind.Forgotten, position, _at.Events);
                    break;
                case BeginReference reference:
                    _at.References[reference.Occurrence] = position;
                    break;
                case EndReference reference:
                    _at.HasWrongValue |= !IsRepeated(reference, _at.Octets[_at.References[reference.Occurrence]..position].ToArray());
                    break;
                case BeginLoop loop:
                    _at.Loops[loop.Loop] = _facts.Runs.ContainsKey(loop.Loop) ? position : loop.Turns;
                    break;
                case CountTurn turn:
                    _at.IsBeyondBound |= ++_at.Loops[turn.Loop] > (turn.Maximum ?? _facts.Protocol.Limits.Items);
                    break;
                case EndBoundedRun run:
                    var length = position - _at.Loops[run.Loop];
                    _at.IsBeyondBound |= length < run.Minimum || length > (run.Maximum ?? int.MaxValue);
                    break;
                default:
                    throw new InvalidOperationException($"Nobody knows how to do {operation}.");
            }
        }
    }

    private void Begin(string label, int position)
    {
        _at.Begun[label] = position;
        _at.Events = new LabelEvent(label, LabelEventKind.Begun, position, _at.Events);
    }

    private void End(string label, int position)
    {
        _at.Values[label] = (_at.Begun[label], position);
        _at.Events = new LabelEvent(label, LabelEventKind.Ended, position, _at.Events);
    }

    private byte[] ValueOf(string label) => _at.Octets[_at.Values[label].Start.._at.Values[label].End].ToArray();

    private long Number(string label) => Numbers.Read(ValueOf(label), _facts.Label(label).Kind);

    /// <summary>A number of an earlier message; 0 where it has not been said.</summary>
    private long Earlier(string name) => _values.AllNumbers.GetValueOrDefault(name);

    private bool IsRepeated(EndReference reference, byte[] octets)
    {
        if (_facts.FindLabel(reference.Name) is { } own)
        {
            var isText = reference.Kind is null && own.Kind is (LabelKind.Octets or LabelKind.Decimal or LabelKind.Hexadecimal);
            return isText ? octets.SequenceEqual(ValueOf(own.Id))
                : Numbers.Read(octets, reference.Kind ?? own.Kind) == Number(own.Id);
        }

        var earlier = _facts.Message.NeededBindings.First(binding => binding.Name == reference.Name);
        if (reference.Kind is not null || earlier.IsNumber)
            return Numbers.Read(octets, reference.Kind ?? earlier.Kind) == Earlier(reference.Name);
        var expected = _values.AllOctets.GetValueOrDefault(reference.Name, []);
        return earlier.IgnoresCase ? Lower(octets).SequenceEqual(Lower(expected)) : octets.SequenceEqual(expected);
    }

    private static IEnumerable<byte> Lower(byte[] octets) =>
        octets.Select(octet => octet is >= (byte)'A' and <= (byte)'Z' ? (byte)(octet + 32) : octet);
}
