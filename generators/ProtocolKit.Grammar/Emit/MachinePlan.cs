using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Model.Names;

namespace ProtocolKit.Grammar.Emit;

/// <summary>One of a protocol's four machines: its lines, and the names of its steps.</summary>
internal sealed class MachinePlan
{
    private readonly Dictionary<int, string> _expectSteps = [];
    private readonly Dictionary<(int Line, int Alternative), string> _saySteps = [];
    private readonly Dictionary<AnyTimeModel, string> _answerSteps = [];
    private readonly Dictionary<int, string> _askSteps = [];
    private readonly List<string> _steps = [];
    private readonly NameScope _names;

    public MachinePlan(ProtocolModel protocol, bool isClient, bool isInside)
    {
        Protocol = protocol;
        IsClient = isClient;
        IsInside = isInside;
        var leading = isInside ? protocol.LinesFromTls ?? protocol.LeadingLines : [];
        var own = isInside ? protocol.LinesInsideTls : protocol.LinesBeforeTls;
        if (!isClient)
            (leading, own) = (ServersOrder.Of(leading), ServersOrder.Of(own));
        if (isInside && !isClient && !CanAnswer(protocol))
        {
            leading = [.. leading.TakeWhile(line => !line.FromClient)];
            own = [.. own.TakeWhile(line => !line.FromClient)];
        }

        LeadingLines = leading.Count;
        Lines = [.. leading, .. own];
        HandOverLines = isClient || !isInside ? [] : [.. FirstFromClient(0, leading.Count), .. FirstFromClient(leading.Count, Lines.Count)];
        AnyTime = !isClient && isInside ? [] : [.. protocol.AnyTime.Where(line => line.FromClient != isClient)];
        ExpectsTls = !isClient && !isInside && protocol.Tls.AtOnce && !Lines.Any(line => line.FromClient) && AnyTime.Count > 0;
        Unreadable = isClient || isInside ? [] : protocol.Unreadable;
        Waits = ExpectsTls || Lines.Any(line => line.FromClient != isClient);
        AnyTime = Waits || isClient && Lines.Count > 0 ? AnyTime : [];
        _names = new NameScope(
            InAnyOrder ? [LastStep, ExpectTls, AnswerUnreadable, ExpectCommand] : [LastStep, ExpectTls, AnswerUnreadable],
            protocol.MemberNames);
        NameSteps();
    }

    public ProtocolModel Protocol { get; }

    public bool IsClient { get; }

    public bool IsInside { get; }

    public IReadOnlyList<LineModel> Lines { get; }

    /// <summary>How many of the lines run inside TLS only where TLS started with the first octet.</summary>
    public int LeadingLines { get; }

    /// <summary>Whether the leading lines are all that is said where TLS starts with the first octet.</summary>
    private bool LeadingLinesEnd => IsInside && Protocol.LinesFromTls is not null;

    /// <summary>Whether what is said inside TLS depends on where TLS started.</summary>
    public bool DependsOnStart => LeadingLinesEnd ? Lines.Count > 0 : LeadingLines > 0;

    /// <summary>The first line where TLS starts with the first octet.</summary>
    public int FirstFromTls => LeadingLinesEnd && LeadingLines == 0 ? Lines.Count : 0;

    /// <summary>The first of the client's lines inside TLS, at which a server hands over unless it is to answer itself.</summary>
    public IReadOnlyList<int> HandOverLines { get; }

    /// <summary>Whether all that a server could be asked inside TLS has an answer in the grammar.</summary>
    private static bool CanAnswer(ProtocolModel protocol)
    {
        IReadOnlyList<LineModel> lines = [.. protocol.LinesInsideTls, .. protocol.LinesFromTls ?? []];
        return lines.Any(line => line.FromClient) && lines.Where(line => !line.FromClient)
            .All(line => line.Alternatives.Any(alternative => alternative is { Outcome: null, If: null, Sentence: not null }));
    }

    private IEnumerable<int> FirstFromClient(int from, int to) =>
        Enumerable.Range(from, to - from).Where(line => Lines[line].FromClient).Take(1);

    /// <summary>What it reads at any time.</summary>
    public IReadOnlyList<AnyTimeModel> AnyTime { get; }

    /// <summary>What it says to what it can't read.</summary>
    public IReadOnlyList<SentenceModel> Unreadable { get; }

    /// <summary>Whether it waits for anything.</summary>
    public bool Waits { get; }

    /// <summary>Whether it waits for TLS itself: a server whose client asks for nothing before, and may say something else.</summary>
    public bool ExpectsTls { get; }

    /// <summary>The step in which TLS may begin in place of a message, or null.</summary>
    public string? DirectTlsStep =>
        ExpectsTls ? ExpectTls
        : !IsClient && !IsInside && Protocol.TakesDirectTls && Lines is [{ FromClient: true }, ..] ? ExpectStep(0)
        : null;

    public bool InAnyOrder => !IsClient && !IsInside && Protocol.InAnyOrder;

    public string ClassName => (IsInside ? "Secured" : "") + (IsClient ? "ClientMachine" : "ServerMachine");

    /// <summary>All steps, in the order of the dialogue.</summary>
    public IReadOnlyList<string> Steps => _steps;

    /// <summary>The step at the end of its lines.</summary>
    public string LastStep => IsInside ? "Complete" : "StartTls";

    /// <summary>The step of a server that takes its client's messages in any order.</summary>
    public const string ExpectCommand = "ExpectCommand";

    /// <summary>The step of a server that answers what it can't read.</summary>
    public const string AnswerUnreadable = "AnswerUnreadable";

    /// <summary>The step of a server that waits for TLS.</summary>
    public const string ExpectTls = "ExpectTls";

    public bool Reads(LineModel line) => line.FromClient != IsClient;

    public string ExpectStep(int line) => InAnyOrder ? ExpectCommand : _expectSteps[line];

    public string SayStep(int line, int alternative) => _saySteps[(line, alternative)];

    /// <summary>The lines of which the client waits a moment and then asks for.</summary>
    public IEnumerable<int> Asking => Enumerable.Range(0, Lines.Count).Where(line => IsClient && Lines[line].Ask is not null);

    public string AskStep(int line) => _askSteps[line];

    public string AnswerStep(AnyTimeModel line) => _answerSteps[line];

    /// <summary>What is said in a line's place, or null.</summary>
    public SentenceModel? Sentence(int line, AlternativeModel alternative) =>
        line < LeadingLines && !LeadingLinesEnd ? alternative.ImplicitSentence : alternative.Sentence;

    /// <summary>The line behind a line, or the end.</summary>
    public int Next(int line) => LeadingLinesEnd && line >= 0 && line + 1 == LeadingLines ? Lines.Count : line + 1;

    /// <summary>The next line of the client's behind a line, or the end.</summary>
    public int NextExchange(int line)
    {
        do
            line = Next(line);
        while (line < Lines.Count && !Lines[line].FromClient);
        return line;
    }

    /// <summary>The client's lines that a server may read where it waits for one: behind an exchange that may be left out, the
    /// next.</summary>
    public IReadOnlyList<int> TakenAt(int line)
    {
        var lines = new List<int> { line };
        while (!InAnyOrder && MaySkip(lines[^1]) && NextExchange(lines[^1]) is var next && next < Lines.Count)
            lines.Add(next);
        return lines;
    }

    /// <summary>The steps of a server's in which a client may have left out all that stands before TLS.</summary>
    public IReadOnlyList<string> SkipToTlsSteps => IsClient || IsInside ? []
        : [.. Enumerable.Range(0, Lines.Count)
            .Where(line => Lines[line].FromClient && TakenAt(line)[^1] is var last && MaySkip(last) && NextExchange(last) == Lines.Count)
            .Select(ExpectStep).Distinct()];

    private bool MaySkip(int line) => Lines[line].Alternatives.Any(alternative => alternative.ElseSkip);

    /// <summary>The lines and alternatives that it may write.</summary>
    public IReadOnlyList<(int Line, int Alternative, SentenceModel Sentence)> Sayings() => _sayings ??= [.. FindSayings()];

    /// <summary>The alternatives of a line that it may write.</summary>
    public IEnumerable<(int Line, int Alternative, SentenceModel Sentence)> SayingsOf(int line) =>
        (_sayingsByLine ??= Sayings().ToLookup(saying => saying.Line))[line];

    private IReadOnlyList<(int Line, int Alternative, SentenceModel Sentence)>? _sayings;
    private ILookup<int, (int Line, int Alternative, SentenceModel Sentence)>? _sayingsByLine;

    private IEnumerable<(int Line, int Alternative, SentenceModel Sentence)> FindSayings()
    {
        for (var line = 0; line < Lines.Count; line++)
        {
            if (Reads(Lines[line]))
                continue;
            for (var alternative = 0; alternative < Lines[line].Alternatives.Count; alternative++)
            {
                if (IsSayable(line, Lines[line].Alternatives[alternative])
                    && Sentence(line, Lines[line].Alternatives[alternative]) is { } sentence)
                    yield return (line, alternative, sentence);
            }
        }
    }

    /// <summary>Inside TLS a server is not told to refuse, so it says an outcome only where it cannot say anything else.</summary>
    private bool IsSayable(int line, AlternativeModel alternative) =>
        IsClient || !IsInside || alternative.Outcome is null
            || Lines[line].Alternatives.All(other => other.Outcome is not null || other.If is not null);

    private void NameSteps()
    {
        var wanted = new List<(string Name, int Line, int Alternative)>();
        for (var line = 0; line < Lines.Count; line++)
        {
            if (Reads(Lines[line]) && !InAnyOrder)
                wanted.Add(("Expect" + Lines[line].Alternatives[0].Message.TypeName, line, -1));
            wanted.AddRange(SayingsOf(line)
                .Select(saying => ("Send" + Lines[line].Alternatives[saying.Alternative].Message.TypeName, line, saying.Alternative)));
        }

        if (InAnyOrder)
            _steps.Add(ExpectCommand);
        var counts = wanted.GroupBy(step => step.Name).ToDictionary(group => group.Key, group => group.Count());
        foreach (var (name, line, alternative) in wanted)
        {
            var isShared = counts[name] > 1;
            var unique = Unique(isShared && Question(line) is { } question ? $"{name}To{question}" : name);
            if (alternative < 0)
                _expectSteps.Add(line, unique);
            else
                _saySteps.Add((line, alternative), unique);
        }

        foreach (var line in Asking)
            _askSteps.Add(line, Unique("AskFor" + Lines[line].Alternatives[0].Message.TypeName));
        foreach (var line in AnyTime.Where(line => line.Answers.Count > 0))
            _answerSteps.Add(line, Unique("Answer" + line.Message.TypeName));
        if (Unreadable.Count > 0)
            _steps.Add(AnswerUnreadable);
        if (ExpectsTls)
            _steps.Add(ExpectTls);
        _steps.Add(LastStep);
    }

    /// <summary>What a line answers, if it does.</summary>
    private string? Question(int line)
    {
        if (Lines[line].FromClient)
            return null;
        while (line >= 0 && !Lines[line].FromClient)
            line--;
        return line < 0 ? null : Lines[line].Alternatives[0].Message.TypeName;
    }

    private string Unique(string name)
    {
        var unique = _names.Take(name, members: step => [step, "Try" + step]);
        _steps.Add(unique);
        return unique;
    }
}
