using ProtocolKit.Generator.Tests.Sentences;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Generator.Tests.Drawn;

/// <summary>A client's machine that hears random sentences of a server.</summary>
internal sealed class ClientPlay : RolePlay
{
    private readonly AnyTimeModel[] _anyTime;
    private IReadOnlyList<LineModel> _lines;

    public ClientPlay(CompiledGrammars grammars, ProtocolModel model, Random random, DrawnParameters parameters)
        : base(grammars, model, random, () => new Knowledge(model, parameters.Octets, "drawn.example"))
    {
        _anyTime = [.. model.AnyTime.Where(line => !line.FromClient)];
        _lines = model.LinesBeforeTls;
        Machine = grammars.Definition(model)
            .CreateClient(new ClientMachineOptions { Host = "drawn.example", Parameters = parameters.Values, Observer = Observer });
    }

    private bool IsInside => Machine.IsInsideTls;

    protected override void Walk()
    {
        var line = 0;
        while (true)
        {
            if (line == _lines.Count)
            {
                if (IsInside)
                {
                    Require(Machine.NextAction == UpgradeAction.Complete, "it is not complete");
                    return;
                }

                if (Model.Tls.If is { } condition && !Known.Holds(condition))
                {
                    Ends(OutcomeKind.NotOffered);
                    return;
                }

                StartTls();
                (_lines, line) = (Model.LinesInsideTls, 0);
            }
            else if (_lines[line].FromClient ? !Listen(ref line) : !Answer(ref line))
            {
                return;
            }
        }
    }

    /// <summary>Hears what the client says from a line on.</summary>
    /// <returns>Whether the dialogue goes on.</returns>
    private bool Listen(ref int line)
    {
        var expected = new List<SentenceModel>();
        var isFirst = true;
        while (line < _lines.Count && _lines[line].FromClient)
        {
            var alternatives = _lines[line].Alternatives;
            if (alternatives.FirstOrDefault(alternative =>
                alternative.Sentence is not null && (alternative.If is null || Known.Holds(alternative.If))) is { } said)
            {
                if (isFirst && !Interrupt())
                    return false;
                isFirst = false;
                expected.Add(said.Sentence!);
                line++;
            }
            else if (alternatives.Any(alternative => alternative.ElseSkip))
            {
                line = NextExchange(line);
            }
            else
            {
                if (expected.Count > 0)
                    Hear(expected);
                Ends(alternatives.Select(alternative => alternative.Else).FirstOrDefault(other => other is not null)
                    ?? OutcomeKind.NotOffered);
                return false;
            }
        }

        if (expected.Count > 0)
            Hear(expected);
        return true;
    }

    /// <summary>Says what may be said at any time, before the client says its line.</summary>
    private bool Interrupt()
    {
        if (_anyTime.Length == 0 || Random.Next(3) > 0 || !Machine.NothingMayBeUnread)
            return true;
        var drawn = _anyTime[Random.Next(_anyTime.Length)];
        if (Draw(drawn.Message) is not { } octets)
            return true;
        var taken = Say(octets, [.. _anyTime.Select(line => line.Message)]);
        return taken >= 0 && Taken(_anyTime[taken], isSilent: false);
    }

    /// <summary>Says something that the client waits for, or what may come at any time.</summary>
    /// <returns>Whether the dialogue goes on.</returns>
    private bool Answer(ref int line)
    {
        Require(Machine.NextAction == UpgradeAction.Receive, $"{_lines[line].Text} is not waited for");
        var alternatives = _lines[line].Alternatives;
        MessageModel[] possible = [.. alternatives.Select(alternative => alternative.Message), .. _anyTime.Select(other => other.Message)];
        var drawn = _anyTime.Length > 0 && Random.Next(4) == 0 ? alternatives.Count + Random.Next(_anyTime.Length) : Random.Next(3) > 0 ? 0
            : Random.Next(alternatives.Count);
        if (Draw(possible[drawn]) is not { } octets)
            return false;
        var isFirst = line == 0 && !IsInside;
        var taken = Say(octets, possible, () =>
            drawn >= alternatives.Count
            && (isFirst || alternatives.Any(alternative => BeginsLike(octets, alternative.Message, possible[drawn]))));
        if (taken < 0)
            return false;
        if (taken >= alternatives.Count)
            return Taken(_anyTime[taken - alternatives.Count], isSilent: !IsInside && !_lines.Skip(line).Any(later => later.FromClient));
        if (alternatives[taken].Outcome is { } outcome and not OutcomeKind.Next)
        {
            Ends(outcome);
            return false;
        }

        line = alternatives[taken].Outcome is null ? line + 1 : NextExchange(line);
        return true;
    }

    private bool Taken(AnyTimeModel line, bool isSilent)
    {
        if (line.Answers.Count > 0 && !isSilent)
            Hear(line.Answers);
        if (line.Outcome is not { } outcome || line.Answers.Count > 0 && isSilent)
            return true;
        Ends(outcome);
        return false;
    }

    private int NextExchange(int line)
    {
        do
            line++;
        while (line < _lines.Count && !_lines[line].FromClient);
        return line;
    }
}
