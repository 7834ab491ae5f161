using ProtocolKit.Generator.Tests.Sentences;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Generator.Tests.Drawn;

/// <summary>A server's machine that hears random sentences of a client.</summary>
internal sealed class ServerPlay : RolePlay
{
    private const int MaxSentences = 14;

    private static readonly byte[] s_clientHello = [0x16, 0x03, 0x01, 0x00, 0x05, 0x01];

    private readonly AnyTimeModel[] _anyTime;
    private List<LineModel> _lines;

    public ServerPlay(CompiledGrammars grammars, ProtocolModel model, Random random, DrawnParameters parameters)
        : base(grammars, model, random, () => new Knowledge(model, parameters.Octets, host: null))
    {
        _anyTime = [.. model.AnyTime.Where(line => line.FromClient)];
        _lines = InOrder(model.LinesBeforeTls);
        Machine = grammars.Definition(model)
            .CreateServer(new ServerMachineOptions { Parameters = parameters.Values, AnswerInsideTls = true, Observer = Observer });
    }

    private bool IsInside => Machine.IsInsideTls;

    private bool InAnyOrder => Model.InAnyOrder && !IsInside;

    /// <summary>The lines inside TLS, up to the first one that it can't answer all of.</summary>
    private List<LineModel> LinesInside
    {
        get
        {
            IReadOnlyList<LineModel> all = [.. Model.LinesInsideTls, .. Model.LinesFromTls ?? []];
            var canAnswer = all.Any(line => line.FromClient) && all.Where(line => !line.FromClient)
                .All(line => line.Alternatives.Any(alternative => alternative is { Outcome: null, If: null, Sentence: not null }));
            var lines = InOrder(Model.LinesInsideTls);
            return canAnswer ? lines : [.. lines.TakeWhile(line => !line.FromClient)];
        }
    }

    /// <summary>Of two lines that both sides say without waiting, the server says its own first.</summary>
    private static List<LineModel> InOrder(IEnumerable<LineModel> lines)
    {
        var ordered = lines.ToList();
        for (var i = 0; i + 1 < ordered.Count; i++)
        {
            if (ordered[i] is { IsTogether: true, FromClient: true } line)
                (ordered[i], ordered[i + 1], i) = (ordered[i + 1], line, i + 1);
        }

        return ordered;
    }

    protected override void Walk()
    {
        var line = 0;
        while (Sentences < MaxSentences)
        {
            if (line == _lines.Count)
            {
                if (IsInside)
                {
                    Require(Machine.NextAction == UpgradeAction.Complete, "it is not complete");
                    return;
                }

                StartTls();
                (_lines, line) = (LinesInside, 0);
            }
            else if (_lines[line].FromClient ? !Ask(ref line) : !Listen(ref line))
            {
                return;
            }
        }
    }

    /// <summary>Says something that the server waits for, or what may come at any time.</summary>
    /// <returns>Whether the dialogue goes on.</returns>
    private bool Ask(ref int line)
    {
        Require(Machine.NextAction == UpgradeAction.Receive, $"{_lines[line].Text} is not waited for");
        var requests = Requests(line);
        if (!InAnyOrder && !IsInside && Skips(requests[^1].Line) && NextExchange(requests[^1].Line) == _lines.Count && Random.Next(3) == 0)
            return BeginTls(ref line);
        var anyTime = IsInside ? [] : _anyTime;
        MessageModel[] possible = [.. requests.Select(request => request.Alternative.Message), .. anyTime.Select(other => other.Message)];
        var drawn = anyTime.Length > 0 && Random.Next(4) == 0 ? requests.Count + Random.Next(anyTime.Length) : Random.Next(requests.Count);
        if (Draw(possible[drawn]) is not { } octets)
            return false;
        var taken = Say(octets, possible);
        if (taken < 0)
            return false;
        if (taken < requests.Count)
        {
            line = requests[taken].Line + 1;
            return true;
        }

        var other = anyTime[taken - requests.Count];
        if (other.Answers.Count > 0)
            Hear(other.Answers);
        if (other.Outcome is not { } outcome)
            return true;
        Ends(outcome);
        return false;
    }

    private bool BeginTls(ref int line)
    {
        Require(Machine.Receive(s_clientHello, out var consumed) == System.Buffers.OperationStatus.Done && consumed == 0,
            "the beginning of TLS is not taken");
        line = _lines.Count;
        return true;
    }

    /// <summary>What may be said at a line: in order what stands there, and behind an exchange that may be left out what stands
    /// next.</summary>
    private List<(int Line, AlternativeModel Alternative)> Requests(int line)
    {
        var taken = InAnyOrder ? [.. Enumerable.Range(0, _lines.Count).Where(other => _lines[other].FromClient)] : new List<int> { line };
        while (!InAnyOrder && Skips(taken[^1]) && NextExchange(taken[^1]) is var next && next < _lines.Count)
            taken.Add(next);
        return [.. taken.SelectMany(other => _lines[other].Alternatives.Select(alternative => (other, alternative)))];
    }

    private bool Skips(int line) => _lines[line].Alternatives.Any(alternative => alternative.ElseSkip);

    /// <summary>Hears what the server says from a line on.</summary>
    /// <returns>Whether the dialogue goes on.</returns>
    private bool Listen(ref int line)
    {
        var expected = new List<SentenceModel>();
        OutcomeKind? end = null;
        while (line < _lines.Count && !_lines[line].FromClient && end is null)
        {
            var model = _lines[line];
            var sayable = model.Alternatives.Where(alternative => alternative.Sentence is not null && IsSayable(alternative, model))
                .ToArray();
            var said = sayable.FirstOrDefault(alternative =>
                alternative.Outcome is null && (alternative.If is null || Known.Holds(alternative.If)))
                ?? sayable.FirstOrDefault(alternative => alternative.Outcome is not null);
            if (said is null)
            {
                end = OutcomeKind.Refused;
                break;
            }

            expected.Add(said.Sentence!);
            var first = NextExchange(-1);
            if (said.Outcome is null)
                line++;
            else if (said.Outcome == OutcomeKind.Next)
                line = NextExchange(line);
            else if (InAnyOrder && line > first && said.Outcome != OutcomeKind.Closed)
                line = first;
            else
                end = said.Outcome;
        }

        if (expected.Count > 0)
            Hear(expected);
        if (end is not { } outcome)
            return true;
        Ends(outcome);
        return false;
    }

    /// <summary>Inside TLS, a server says an outcome only where it can't say anything else.</summary>
    private bool IsSayable(AlternativeModel alternative, LineModel line) =>
        !IsInside || alternative.Outcome is null || line.Alternatives.All(other => other.Outcome is not null || other.If is not null);

    private int NextExchange(int line)
    {
        do
            line++;
        while (line < _lines.Count && !_lines[line].FromClient);
        return line;
    }
}
