using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Testing;

/// <summary>Follows what a machine has read and written through the lines of the grammar, before TLS or inside: each message must be a
/// sentence of what the machine took it for, and may stand where it stood.</summary>
internal sealed class DialogueJudge
{
    private const int Ended = -1;

    private readonly AttackTarget _target;
    private readonly bool _isInside;
    private readonly IReadOnlyList<LineModel> _lines;
    private readonly KnownValues _known;
    private readonly XmlSentenceReader _xml;
    private HashSet<int> _places;
    private IReadOnlyList<string> _due = [];
    private Said? _last;
    private int _read;

    public DialogueJudge(AttackTarget target, bool isInside)
    {
        (_target, _isInside) = (target, isInside);
        _lines = target.Lines(isInside);
        _known = new KnownValues(target);
        _xml = new XmlSentenceReader(target.Model, _known);
        _places = WithSkips([0]);
    }

    private bool InAnyOrder => !_target.IsClient && !_isInside && _target.Model.InAnyOrder;

    /// <summary>Whether TLS may start, or the dialogue inside be complete.</summary>
    public bool IsAtEnd => _places.Contains(_lines.Count)
        || !_isInside && !_target.IsClient && _read == 0 && _target.Model.TakesDirectTls;

    /// <summary>Takes the next message.</summary>
    /// <returns>What is wrong with it; null if nothing is.</returns>
    public string? Take(Said said)
    {
        if (said.IsSent)
            return TakeSent(said);
        _read++;
        if (_read > _target.Model.Limits.Rounds)
            return $"it has read {_read} messages; the limit is {_target.Model.Limits.Rounds}";
        if (said.Octets.Length > _target.Model.Limits.Octets)
            return $"it has read a message of {said.Octets.Length} octets; the limit is {_target.Model.Limits.Octets}";
        if (!IsSameAsLast(said) && !IsSentence(said))
            return $"it took \"{EscapedText.Escape(said.Octets)}\" for '{said.Message}', which that is not";
        var anyTime = _target.AnyTime.Where(line => line.Message.Name == said.Message).ToArray();
        _due = [.. anyTime.SelectMany(line => line.Answers).Select(answer => answer.Message)];
        var places = new HashSet<int>();
        foreach (var place in _places.Where(place => place != Ended))
        {
            places.UnionWith(Follow(place, said, isMine: false));
            if (MayComeAnyTime(place))
                places.UnionWith(anyTime.Select(line => line.Outcome is null ? place : Ended));
        }

        if (places.Count == 0)
            return $"it took '{said.Message}' where the grammar has none";
        _places = WithSkips(places);
        _known.Learn(said.Message, said.Octets, isRead: true);
        return null;
    }

    private bool IsSentence(Said said) => _target.Find(said.Message) is { } message
        && (message.Xml is null ? SentenceReader.IsSentence(message, said.Octets, _known) : _xml.IsSentence(message.Xml, said.Octets));

    /// <summary>Whether it is what was judged before: rows of one message are long.</summary>
    private bool IsSameAsLast(Said said)
    {
        var isSame = said.Message == _last?.Message && said.Octets.AsSpan().SequenceEqual(_last.Octets);
        _last = said;
        return isSame;
    }

    private string? TakeSent(Said said)
    {
        var places = new HashSet<int>();
        foreach (var place in _places.Where(place => place != Ended))
        {
            places.UnionWith(Follow(place, said, isMine: true));
            if (place < _lines.Count && _target.IsClient && _lines[place].Ask?.Message == said.Message)
                places.Add(place);
        }

        if (_due.Contains(said.Message))
            places.UnionWith(_places.Where(MayAnswer));
        if (!_target.IsClient && _target.Model.Unreadable.Any(sentence => sentence.Message == said.Message))
            places.Add(Ended);
        if (places.Count == 0)
            return $"it wrote '{said.Message}' where the grammar has none";
        _places = WithSkips(places);
        _known.Learn(said.Message, said.Octets, isRead: false);
        return null;
    }

    /// <summary>Whether what may come at any time may come here: to a client wherever it waits or is about to write; to a server where it
    /// waits before TLS, be it for TLS itself.</summary>
    private bool MayComeAnyTime(int place) => _target.IsClient
        ? place < _lines.Count
        : !_isInside && (place == _lines.Count ? _target.Model.Tls.AtOnce : IsRead(_lines[place]));

    /// <summary>Whether a message of any time may be answered here: by a client, until it has asked for TLS.</summary>
    private bool MayAnswer(int place) => place == Ended || !_target.IsClient || _isInside || _lines.Skip(place).Any(line =>
        line.FromClient);

    private bool IsRead(LineModel line) => line.FromClient != _target.IsClient;

    private IEnumerable<int> Follow(int place, Said said, bool isMine)
    {
        // In any order, whatever the client says next leads behind the line of it.
        var asked = !isMine && InAnyOrder && (place == _lines.Count || IsRead(_lines[place]))
            ? Enumerable.Range(0, _lines.Count).Where(line => IsRead(_lines[line]))
            : place < _lines.Count ? [place] : [];
        foreach (var line in asked)
        {
            if (IsRead(_lines[line]) == isMine)
                continue;
            foreach (var alternative in _lines[line].Alternatives.Where(alternative => alternative.Message.Name == said.Message))
            {
                if (isMine && alternative.If is { } condition && !_known.Holds(condition))
                    continue;
                yield return alternative.Outcome switch
                {
                    null => line + 1,
                    OutcomeKind.Next => NextExchange(line),
                    _ when isMine && InAnyOrder && alternative.Outcome != OutcomeKind.Closed => NextExchange(-1),
                    _ => Ended,
                };
                if (isMine && alternative.Outcome is not (null or OutcomeKind.Next))
                    yield return Ended;
            }
        }
    }

    /// <summary>Adds the places behind exchanges that may be left out.</summary>
    private HashSet<int> WithSkips(HashSet<int> places)
    {
        var all = new HashSet<int>(places);
        var waiting = new Queue<int>(places);
        while (waiting.TryDequeue(out var place))
        {
            if (place >= 0 && place < _lines.Count && _lines[place].FromClient && _lines[place].Alternatives.Any(alternative =>
                alternative.ElseSkip)
                && NextExchange(place) is var next && all.Add(next))
            {
                waiting.Enqueue(next);
            }
        }

        return all;
    }

    private int NextExchange(int line)
    {
        do
            line++;
        while (line < _lines.Count && !_lines[line].FromClient);
        return line;
    }
}
