using System.Buffers;
using System.Text;
using ProtocolKit.Generator.Tests.Sentences;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Generator.Tests.Drawn;

/// <summary>One role's machine, to which random sentences of the other role are said, as the grammar has them: what it takes them for,
/// what it says and how it ends must be what the grammar says.</summary>
internal abstract class RolePlay
{
    private const int Tries = 20;
    private const int Samples = 8;

    private readonly CompiledGrammars _grammars;
    private readonly List<(bool IsSent, string Message, byte[] Octets)> _seen = [];
    private readonly StringBuilder _log = new();
    private readonly Func<Knowledge> _begin;
    private bool _isLost;

    protected RolePlay(CompiledGrammars grammars, ProtocolModel model, Random random, Func<Knowledge> begin)
    {
        (_grammars, Model, Random, _begin) = (grammars, model, random, begin);
        Known = begin();
        Observer = new Log(this);
    }

    /// <summary>How many sentences were said.</summary>
    public int Sentences { get; private set; }

    protected ProtocolModel Model { get; }

    protected Random Random { get; }

    protected Knowledge Known { get; private set; }

    protected UpgradeObserver Observer { get; }

    protected UpgradeMachine Machine { get; set; } = null!;

    /// <summary>Walks the dialogue.</summary>
    /// <returns>Null if all was as the grammar says; else what was not.</returns>
    public string? Run()
    {
        try
        {
            Walk();
            return null;
        }
        catch (DisagreesException disagreement)
        {
            return $"{GetType().Name}: {disagreement.Message}; it is to {Machine.NextAction} in {Machine.State}, {Machine.Failure?.Outcome}\n{_log}";
        }
    }

    protected abstract void Walk();

    protected static void Require(bool holds, string what)
    {
        if (!holds)
            throw new DisagreesException(what);
    }

    /// <summary>Draws a sentence with the values that the machine knows; null where none is found, or where the machine knows
    /// more.</summary>
    protected byte[]? Draw(MessageModel message) =>
        _isLost ? null : Sentence.Draw(Model, message, Random, () => Known.Values, Tries)?.Octets;

    /// <summary>Says a sentence to the machine, whole or octet by octet, and tells for which of several messages it must be
    /// taken.</summary>
    /// <returns>The number of the message; -1 where the machine has failed, because a value is a wrong one.</returns>
    protected int Say(byte[] octets, IReadOnlyList<MessageModel> possible, Func<bool>? mayBeRefused = null)
    {
        Sentences++;
        _log.Append("said ").AppendLine(Convert.ToHexString(octets)).AppendLine(Shown(octets));
        var expected = Expected(octets, possible, out var labels);
        _seen.Clear();
        var status = OperationStatus.NeedMoreData;
        var consumed = 0;
        var arrived = Random.Next(2) == 0 ? octets.Length : 1;
        for (; arrived <= octets.Length && status != OperationStatus.InvalidData && _seen.Count == 0; arrived++)
        {
            // White space between elements of XML may be read by itself.
            var unread = octets.AsSpan(consumed, arrived - consumed);
            status = Machine.NextAction == UpgradeAction.Send ? Machine.ReceiveUnasked(unread, out var read)
                : Machine.Receive(unread, out read);
            consumed += read;
            if (read > 0 && arrived == octets.Length && consumed < arrived)
                arrived--;
        }

        var isViolation = status == OperationStatus.InvalidData;
        if (expected < 0 || isViolation && mayBeRefused?.Invoke() == true)
        {
            Require(isViolation, "a wrong value is taken");
            return -1;
        }

        var message = possible[expected];
        Require(status == OperationStatus.Done && consumed == octets.Length, $"of '{message.Name}', {consumed} octets are read, {status}");
        Require(_seen is [(false, var name, _), ..] && name == message.Name,
            $"'{message.Name}' is taken for {string.Join(", ", _seen.Select(seen => seen.Message))}");
        Known.Learn(message, labels, isRead: true);
        return expected;
    }

    private int Expected(byte[] octets, IReadOnlyList<MessageModel> possible, out string labels)
    {
        labels = "";
        for (var i = 0; i < possible.Count; i++)
        {
            var read = _grammars.Read(Model, possible[i], octets, Known.Values, octets.Length).Split(' ');
            if (read[0] == "WrongValue")
                return -1;
            if (read[0] != "Done")
                continue;
            labels = read[2];
            return i;
        }

        throw new DisagreesException("none of the messages reads it");
    }

    /// <summary>Has the machine write, and looks at what it writes.</summary>
    /// <param name="expected">The sentences.</param>
    protected void Hear(IReadOnlyList<SentenceModel> expected)
    {
        Require(Machine.NextAction == UpgradeAction.Send, $"{Names(expected)} is not said");
        _seen.Clear();
        var output = new ArrayBufferWriter<byte>();
        do
            Machine.Send(output);
        while (Machine.NextAction == UpgradeAction.Send && _seen.Count < expected.Count);
        _log.Append("heard ").AppendLine(Convert.ToHexString(output.WrittenSpan)).AppendLine(Shown(output.WrittenSpan));
        var sent = _seen.Where(seen => seen.IsSent).ToArray();
        Require(sent.Select(seen => seen.Message).SequenceEqual(expected.Select(sentence => sentence.Message)),
            $"{string.Join(", ", sent.Select(seen => seen.Message))} is said in place of {Names(expected)}");
        foreach (var ((_, name, octets), sentence) in sent.Zip(expected))
        {
            var message = Model.Messages.First(message => message.Name == name);
            if (!message.ReadByClient && !message.ReadByServer)
            {
                _isLost |= !Known.TryLearn(message, sentence);
                continue;
            }

            var read = _grammars.Read(Model, message, octets, Known.Values, octets.Length).Split(' ');
            Require(read[0] == "Done" && read[1] == $"{octets.Length}", $"'{name}' is said as what is {read[0]}");
            Known.Learn(message, read[2], isRead: false);
        }
    }

    private static string Names(IEnumerable<SentenceModel> sentences) => string.Join(", ", sentences.Select(sentence => sentence.Message));

    protected void StartTls()
    {
        Require(Machine.NextAction == UpgradeAction.StartTls && Machine.StartTls([]), "TLS does not start");
        Machine = Machine.TlsEstablished();
        _log.AppendLine("TLS");
        (Known, _isLost) = (_begin(), false);
    }

    protected void Ends(OutcomeKind outcome) => Require(
        Machine.Failure is { } failure && $"{failure.Outcome}" == $"{outcome}", $"it does not end with {outcome}");

    /// <summary>Whether octets begin like all sentences of a message that is known by more octets than another.</summary>
    protected bool BeginsLike(byte[] octets, MessageModel message, MessageModel other) =>
        Beginning(message) is var beginning && beginning.Length > Beginning(other).Length
            && Ascii.EqualsIgnoreCase(octets.AsSpan(0, Math.Min(octets.Length, beginning.Length)), beginning);

    private byte[] Beginning(MessageModel message)
    {
        var samples = Enumerable.Range(0, Samples).Select(_ => Draw(message)).OfType<byte[]>().ToArray();
        return samples.Length == 0 ? [] : samples.Aggregate((shared, sample) =>
            [.. shared.Zip(sample)
                .TakeWhile(pair =>
                (pair.First & 0xDF) == (pair.Second & 0xDF) && (pair.First == pair.Second || char.IsAsciiLetter((char)pair.First)))
                .Select(pair => pair.First)]);
    }

    private static string Shown(ReadOnlySpan<byte> octets) =>
        Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(Encoding.Latin1.GetString(octets), quote: true);

    private sealed class DisagreesException(string message) : Exception(message);

    private sealed class Log(RolePlay play) : UpgradeObserver
    {
        public override void OnReceived(UpgradeMachine machine, string message, ReadOnlySpan<byte> octets) =>
            play._seen.Add((false, message, octets.ToArray()));

        public override void OnSent(UpgradeMachine machine, string message, ReadOnlySpan<byte> octets) =>
            play._seen.Add((true, message, octets.ToArray()));
    }
}
