using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Cli.Diagrams.Sequence;

/// <summary>Makes the items of sequence diagrams from a protocol.</summary>
internal static class SequenceBuilder
{
    /// <summary>The dialogue of a connection that starts in plaintext.</summary>
    public static IReadOnlyList<SequenceItem> Dialogue(ProtocolModel protocol)
    {
        var items = new List<SequenceItem>();
        if (protocol.InAnyOrder)
            items.Add(new SequenceNote("The server takes the client's messages in any order, and any number of times"));
        items.AddRange(Lines(protocol.LinesBeforeTls, isInside: false));
        var tls = protocol.Tls;
        var isAnswer = protocol.LinesBeforeTls.Any(line => line.FromClient);
        if (tls.If is { } condition)
            items.Add(Unless(condition, new SequenceEnd(OutcomeKind.NotOffered, OrClear: !isAnswer)));
        items.Add(new SequenceTls(tls.Text));
        if (tls.Packet is { } packet)
        {
            items.Add(new SequenceFrame(SequenceFrameKind.Loop, "until the handshake is over", [
                new SequenceMessage(FromClient: true, packet.Message.Name), new SequenceMessage(FromClient: false, packet.Message.Name)]));
        }

        items.AddRange(Lines(protocol.LinesInsideTls, isInside: true));
        return items;
    }

    /// <summary>The dialogue where TLS starts with the first octet; empty where the protocol has no such port, or says nothing
    /// then.</summary>
    public static IReadOnlyList<SequenceItem> DialogueFromTls(ProtocolModel protocol)
    {
        if (protocol.TlsPorts.Count == 0)
            return [];
        var lines = protocol.LinesFromTls ?? [.. protocol.LeadingLines, .. protocol.LinesInsideTls];
        return [new SequenceTls("TLS from the first octet"), .. Lines(lines, isInside: true)];
    }

    /// <summary>What may be said at any time, one section a line.</summary>
    public static IReadOnlyList<SequenceItem> AnyTime(ProtocolModel protocol)
    {
        var sections = protocol.AnyTime.Select(line => new SequenceSection("", [.. Reply(line)])).ToList();
        if (protocol.Unreadable.Count > 0)
        {
            sections.Add(new SequenceSection("what the server can't read", [
                new SequenceMessage(FromClient: true, "..."),
                .. protocol.Unreadable.Select(answer => new SequenceMessage(FromClient: false, answer.Message)),
                new SequenceNote("The server closes the connection"),
            ]));
        }

        return sections.Count == 0 ? [] : [new SequenceFrame(SequenceFrameKind.Alt, sections)];
    }

    private static IEnumerable<SequenceItem> Reply(AnyTimeModel line)
    {
        yield return new SequenceMessage(line.FromClient, line.Message.Name);
        foreach (var answer in line.Answers)
            yield return new SequenceMessage(!line.FromClient, answer.Message);
        if (line.Outcome is { } outcome)
            yield return new SequenceEnd(outcome, OrClear: false);
        if (line.OrClear)
            yield return new SequenceNote("or clear: left unread where the host goes on without TLS");
    }

    private static IEnumerable<SequenceItem> Lines(IReadOnlyList<LineModel> lines, bool isInside)
    {
        LineModel[] leading = [.. lines.TakeWhile(line => !line.FromClient)];
        foreach (var item in Server(leading))
            yield return item;
        for (var i = leading.Length; i < lines.Count;)
        {
            LineModel[] answers = [.. lines.Skip(i + 1).TakeWhile(line => !line.FromClient)];
            foreach (var item in Exchange(lines[i], answers, isInside))
                yield return item;
            i += 1 + answers.Length;
        }
    }

    private static IEnumerable<SequenceItem> Exchange(LineModel line, LineModel[] answers, bool isInside)
    {
        if (line.IsTogether)
        {
            yield return new SequenceFrame(SequenceFrameKind.Par, [
                new SequenceSection("neither waits", [.. Client(line, isInside)]),
                new SequenceSection("", [.. Server([.. answers.Take(1)])])]);
            foreach (var item in Server([.. answers.Skip(1)]))
                yield return item;
            yield break;
        }

        var maySkip = line.Alternatives.Any(alternative => alternative.ElseSkip);
        IEnumerable<SequenceItem> items = [.. Client(line, isInside), .. Server(answers)];
        if (maySkip && line.Alternatives is [{ If: { } condition }])
        {
            yield return new SequenceFrame(SequenceFrameKind.Opt, If(condition), [.. items]);
            yield break;
        }

        if (maySkip)
        {
            yield return new SequenceFrame(SequenceFrameKind.Opt, "if one of the conditions holds", [.. items]);
            yield break;
        }

        foreach (var item in items)
            yield return item;
    }

    private static IEnumerable<SequenceItem> Client(LineModel line, bool isInside)
    {
        if (line.Alternatives is not [var only])
        {
            yield return new SequenceFrame(SequenceFrameKind.Alt, [.. line.Alternatives.Select((alternative, i) => new SequenceSection(
                alternative.If is { } condition ? If(condition) : i > 0 ? "else" : "",
                [new SequenceMessage(FromClient: true, alternative.Message.Name)]))]);
            if (line.Alternatives.All(alternative => alternative is { If: not null, ElseSkip: false }))
                yield return new SequenceFrame(SequenceFrameKind.Break, "if none holds", [Failed(line, isInside)]);
            yield break;
        }

        if (only is { If: { } test, ElseSkip: false })
            yield return Unless(test, Failed(line, isInside));
        yield return new SequenceMessage(FromClient: true, only.Message.Name);
    }

    private static SequenceEnd Failed(LineModel line, bool isInside)
    {
        var outcome = line.Alternatives.Select(alternative => alternative.Else)
            .FirstOrDefault(other => other is not null) ?? OutcomeKind.NotOffered;
        return new SequenceEnd(outcome, OrClear: !isInside && outcome != OutcomeKind.Closed);
    }

    private static IEnumerable<SequenceItem> Server(LineModel[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            if (line.Alternatives is [{ Outcome: null } only])
            {
                yield return new SequenceMessage(FromClient: false, only.Message.Name);
                if (Ask(line) is { } asking)
                    yield return asking;
                continue;
            }

            // What comes behind an alternative that leads to the next exchange is none of it.
            var isNested = line.Alternatives.Any(alternative => alternative.Outcome == OutcomeKind.Next);
            SequenceItem[] rest = isNested ? [.. Server([.. lines.Skip(i + 1)])] : [];
            yield return new SequenceFrame(SequenceFrameKind.Alt, [.. line.Alternatives.Select(alternative => Section(alternative, rest))]);
            if (Ask(line) is { } question)
                yield return question;
            if (isNested)
                yield break;
        }
    }

    private static SequenceSection Section(AlternativeModel alternative, SequenceItem[] rest) => new(
        alternative.If is { } condition ? If(condition) : "",
        [
            new SequenceMessage(FromClient: false, alternative.Message.Name),
            .. alternative.Outcome switch
            {
                null => rest,
                OutcomeKind.Next => [],
                { } outcome => [new SequenceEnd(outcome, alternative.OrClear)],
            },
        ]);

    private static SequenceFrame? Ask(LineModel line) => line.Ask is { } ask
        ? new SequenceFrame(SequenceFrameKind.Opt, "if it has not come in a moment", [new SequenceMessage(FromClient: true, ask.Message)])
        : null;

    private static string If(ConditionModel condition) => "if " + condition.Text;

    private static SequenceFrame Unless(ConditionModel condition, SequenceEnd end) =>
        new(SequenceFrameKind.Break, "unless " + condition.Text, [end]);
}
