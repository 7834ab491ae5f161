using Pidgin;
using ProtocolKit.Grammar.Parsing.Lexing;
using ProtocolKit.Grammar.Parsing.Lines;
using ProtocolKit.Grammar.Parsing.Rules;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Parsing;

/// <summary>Reads logical lines and puts the file together from them.</summary>
internal sealed class FileAssembler(Findings findings)
{
    private readonly List<FactSyntax> _facts = [];
    private readonly List<RuleSyntax> _rules = [];
    private readonly List<StepSyntax> _steps = [];
    private readonly List<StepSyntax> _stepsFromTls = [];
    private readonly List<AnyTimeLineSyntax> _anyTime = [];
    private readonly List<UnreadableSyntax> _unreadable = [];
    private readonly List<SaysSyntax> _says = [];
    private readonly Dictionary<LineKind, TextSpan> _parts = [];
    private ProtocolSyntax? _protocol;
    private bool _inAnyOrder;
    private bool _isInsideTls;

    /// <summary>Whether there was a <c>protocol</c> line, understood or not.</summary>
    public bool HasProtocol => _parts.ContainsKey(LineKind.Protocol);

    public void Add(LogicalLine line)
    {
        var span = SpanOf(line);
        switch (line.Kind)
        {
            case LineKind.Unknown:
                ReportProblems(line);
                break;
            case LineKind.Protocol:
                Begin(line, span);
                _protocol ??= Read(FactParsers.Protocol, line);
                break;
            case LineKind.Fact:
                Add(_facts, Read(FactParsers.Fact, line));
                break;
            case LineKind.Rule:
                Add(_rules, Read(RuleParser.Rule, line));
                break;
            case LineKind.DialogueHeader:
                Begin(line, span);
                _inAnyOrder |= Read(PartParsers.Dialogue, line);
                break;
            case LineKind.TlsDialogueHeader:
                Begin(line, span);
                Read(PartParsers.TlsDialogue, line);
                break;
            case LineKind.AnyTimeHeader:
                Begin(line, span);
                Read(PartParsers.AnyTime, line);
                break;
            case LineKind.SaysHeader:
                Begin(line, span);
                _isInsideTls = false;
                Read(PartParsers.Says, line);
                break;
            case LineKind.MessageStep:
                Extend(LineKind.DialogueHeader, span);
                AddMessages(_steps, Read(DialogueParsers.Message, line));
                break;
            case LineKind.TlsMessageStep:
                Extend(LineKind.TlsDialogueHeader, span);
                AddMessages(_stepsFromTls, Read(DialogueParsers.Message, line));
                break;
            case LineKind.TlsStep:
                Extend(LineKind.DialogueHeader, span);
                Add(_steps, Read(DialogueParsers.Tls, line));
                break;
            case LineKind.AnyTimeLine:
                Extend(LineKind.AnyTimeHeader, span);
                Add(_anyTime, Read(DialogueParsers.AnyTime, line));
                break;
            case LineKind.UnreadableLine:
                Extend(LineKind.AnyTimeHeader, span);
                Add(_unreadable, Read(DialogueParsers.Unreadable, line));
                if (_unreadable.Count > 1)
                    findings.DefinedTwice(line.Tokens[0].Span, "'C: ...' stands above already, expected it once");
                break;
            case LineKind.SaysTls:
                _isInsideTls = true;
                break;
            case LineKind.SaysText:
                if (Read(PartParsers.SaysText, line) is { } text)
                    _says.Add(text with { InsideTls = _isInsideTls });
                break;
            default:
                throw new InvalidOperationException($"No line is a {line.Kind}.");
        }
    }

    public GrammarFileSyntax File() => new()
    {
        Protocol = _protocol,
        Facts = _facts,
        Rules = _rules,
        Dialogue = _parts.TryGetValue(LineKind.DialogueHeader, out var dialogue) ? new DialogueSyntax(_inAnyOrder, _steps, dialogue) : null,
        DialogueFromTls = _parts.TryGetValue(LineKind.TlsDialogueHeader, out var fromTls)
            ? new TlsDialogueSyntax([.. _stepsFromTls.Cast<MessageStepSyntax>()], fromTls) : null,
        AnyTime = _parts.TryGetValue(LineKind.AnyTimeHeader, out var anyTime)
            ? new AnyTimeSyntax(_anyTime, _unreadable.FirstOrDefault(), anyTime) : null,
        Says = _says,
    };

    private static void Add<T>(List<T> list, T? item)
        where T : class
    {
        if (item is not null)
            list.Add(item);
    }

    private static void AddMessages(List<StepSyntax> list, StepSyntax? step)
    {
        if (step is TogetherSyntax together)
            list.AddRange([together.Client, together.Server]);
        else
            Add(list, step);
    }

    private static TextSpan SpanOf(LogicalLine line) => TextSpan.FromBounds(line.Tokens[0].Span, line.Tokens[^1].Span);

    private T? Read<T>(Parser<Token, T> parser, LogicalLine line)
    {
        var context = new LineContext(line.Tokens);
        var result = parser.Parse(line.Tokens, context);
        var hasProblems = ReportProblems(line);
        foreach (var (span, message) in context.Findings)
            findings.NotUnderstood(span, message);
        if (result.Success)
            return result.Value;

        // What is wrong with a token by itself is the likely cause of what does not fit behind it.
        if (!hasProblems)
        {
            var (span, message) = SyntaxErrors.Explain(context);
            findings.NotUnderstood(span, message);
        }

        return default;
    }

    /// <summary>Reports what is wrong with the line's tokens by themselves; of stray characters, only the first.</summary>
    private bool ReportProblems(LogicalLine line)
    {
        var hasProblems = false;
        var hasStray = false;
        foreach (var token in line.Tokens.Where(token => token.Problem is not null))
        {
            if (token.Kind != TokenKind.Stray || !hasStray)
                findings.NotUnderstood(token.Span, token.Problem!);
            hasStray |= token.Kind == TokenKind.Stray;
            hasProblems = true;
        }

        return hasProblems;
    }

    private void Begin(LogicalLine line, TextSpan span)
    {
        if (!_parts.TryAdd(line.Kind, span))
            findings.DefinedTwice(line.Tokens[0].Span, $"'{line.Tokens[0].Text}' stands above already, expected it once");
    }

    /// <summary>A part reaches to its last line, even where its own first line was misspelt.</summary>
    private void Extend(LineKind part, TextSpan span) =>
        _parts[part] = _parts.TryGetValue(part, out var before) ? TextSpan.FromBounds(before, span) : span;
}
