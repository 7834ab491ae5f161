namespace ProtocolKit.Grammar.Syntax;

/// <summary>A name as written, with its place.</summary>
/// <param name="Text">The name as spelled; names are compared without regard to case.</param>
/// <param name="Span">Where it stands.</param>
public sealed record NameToken(string Text, TextSpan Span);

/// <summary>One grammar file.</summary>
public sealed record GrammarFileSyntax
{
    /// <summary>The <c>protocol</c> line, absent where the file lacks one (reported as PK001).</summary>
    public ProtocolSyntax? Protocol { get; init; }

    /// <summary>All other lines of the head, in order.</summary>
    public IReadOnlyList<FactSyntax> Facts { get; init; } = [];

    /// <summary>The rules, in order. A <c>=/</c> line is a rule of its own, marked incremental.</summary>
    public IReadOnlyList<RuleSyntax> Rules { get; init; } = [];

    /// <summary>The dialogue, absent in a variant that takes its base's.</summary>
    public DialogueSyntax? Dialogue { get; init; }

    /// <summary>The lines of a <c>tls</c> port, absent where they follow from the dialogue.</summary>
    public TlsDialogueSyntax? DialogueFromTls { get; init; }

    /// <summary>The <c>any time</c> part, absent where the file has none.</summary>
    public AnyTimeSyntax? AnyTime { get; init; }

    /// <summary>The <c>C:</c> and <c>S:</c> lines of both dialogues, in order.</summary>
    public IEnumerable<MessageStepSyntax> MessageSteps =>
        (Dialogue?.Steps.OfType<MessageStepSyntax>() ?? []).Concat(DialogueFromTls?.Steps ?? []);

    /// <summary>The texts of the <c>says</c> part, in order.</summary>
    public IReadOnlyList<SaysSyntax> Says { get; init; } = [];
}

/// <summary><c>protocol NAME [like NAME]</c></summary>
public sealed record ProtocolSyntax(NameToken Name, NameToken? Like, TextSpan Span);

/// <summary>A line of the head.</summary>
public abstract record FactSyntax(TextSpan Span);

/// <summary><c>rfc 5321 3207</c></summary>
public sealed record RfcFactSyntax(IReadOnlyList<int> Numbers, TextSpan Span) : FactSyntax(Span);

/// <summary><c>spec "any other specification"</c></summary>
public sealed record SpecFactSyntax(string Text, TextSpan Span) : FactSyntax(Span);

/// <summary><c>port 25</c>; with <paramref name="ImplicitTls"/>, <c>tls 465</c>.</summary>
public sealed record PortFactSyntax(IReadOnlyList<int> Ports, bool ImplicitTls, TextSpan Span) : FactSyntax(Span);

/// <summary><c>alpn "postgresql"</c></summary>
public sealed record AlpnFactSyntax(string Protocol, TextSpan Span) : FactSyntax(Span);

/// <summary><c>identity srv "service", tls "services", other "1.2.3"</c>: what is not named is null, and all of it behind <c>none</c>.</summary>
/// <param name="Service">The service of the SRV-IDs that count, without the underscore.</param>
/// <param name="TlsService">That where TLS starts with the first octet, if it is another.</param>
/// <param name="Other">The object identifier of the other names that count.</param>
/// <param name="Span">The whole line.</param>
public sealed record IdentityFactSyntax(string? Service, string? TlsService, string? Other, TextSpan Span) : FactSyntax(Span);

/// <summary><c>limit 8192 octets, 100 items, 32 rounds, 8 deep</c>: what is not named is null.</summary>
public sealed record LimitFactSyntax(int? Octets, int? Items, int? Rounds, int? Depth, TextSpan Span) : FactSyntax(Span);

/// <summary><c>parameter NAME [: [*]rule] [= default]</c></summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="IsList">Whether the rule is preceded by <c>*</c>.</param>
/// <param name="Rule">What is legal, or null for the rule of the label of its name.</param>
/// <param name="Default">The default as written, a quoted string's content; or null.</param>
/// <param name="Span">The whole line.</param>
public sealed record ParameterSyntax(NameToken Name, bool IsList, ExpressionSyntax? Rule, string? Default, TextSpan Span) : FactSyntax(Span)
{
    /// <summary>The default: a literal, a number or octets; or null.</summary>
    public ExpressionSyntax? DefaultValue { get; init; }
}

/// <summary><c>fresh NAME : rule</c></summary>
public sealed record FreshSyntax(NameToken Name, ExpressionSyntax Rule, TextSpan Span) : FactSyntax(Span);

/// <summary><c>namespace [prefix] "uri"</c>; the default namespace has a null prefix.</summary>
public sealed record NamespaceSyntax(NameToken? Prefix, string Uri, TextSpan Span) : FactSyntax(Span);

/// <summary><c>name = …</c>, <c>name =/ …</c> or <c>name(argument, …) = …</c></summary>
/// <param name="Name">The rule's name.</param>
/// <param name="Parameters">The names of its arguments; empty for a plain rule.</param>
/// <param name="IsIncremental">Whether it was written with <c>=/</c>.</param>
/// <param name="Body">What it stands for.</param>
/// <param name="Span">The whole rule.</param>
public sealed record RuleSyntax(
    NameToken Name, IReadOnlyList<NameToken> Parameters, bool IsIncremental, ExpressionSyntax Body, TextSpan Span);

/// <summary>The <c>dialogue</c> part.</summary>
public sealed record DialogueSyntax(bool InAnyOrder, IReadOnlyList<StepSyntax> Steps, TextSpan Span);

/// <summary>The <c>dialogue from tls</c> part: what is said where TLS starts with the first octet.</summary>
public sealed record TlsDialogueSyntax(IReadOnlyList<MessageStepSyntax> Steps, TextSpan Span);

/// <summary>A line of the dialogue.</summary>
public abstract record StepSyntax(TextSpan Span);

/// <summary>A <c>C:</c> or <c>S:</c> line.</summary>
public sealed record MessageStepSyntax(bool FromClient, IReadOnlyList<AlternativeSyntax> Alternatives, TextSpan Span) : StepSyntax(Span)
{
    /// <summary>Whether it is one of two that stand in one line, <c>C: … S: …</c>, which both sides say without waiting.</summary>
    public bool IsTogether { get; init; }
}

/// <summary><c>C: … S: …</c>: two lines that both sides say without waiting.</summary>
public sealed record TogetherSyntax(MessageStepSyntax Client, MessageStepSyntax Server, TextSpan Span) : StepSyntax(Span);

/// <summary><c>TLS [at once] [in message] [if …] [keeps message] [renews label]</c></summary>
public sealed record TlsStepSyntax(bool AtOnce, NameToken? Packet, ConditionSyntax? If, NameToken? Keeps, NameToken? Renews, TextSpan Span)
    : StepSyntax(Span);

/// <summary>One of the messages of a line, with its condition and what follows from it.</summary>
/// <param name="Message">A rule's name, a call, or an expression.</param>
/// <param name="If">The condition under which its sender writes it, or null.</param>
/// <param name="Outcome">What stands behind <c>=&gt;</c>, or null.</param>
/// <param name="Else">What stands behind <c>else</c>, or null.</param>
/// <param name="ElseSkip">Whether <c>else skip</c> was written.</param>
/// <param name="Ask">What stands behind <c>else ask</c>, or null.</param>
/// <param name="OrClear">Where <c>or clear</c> stands behind the outcome, or null.</param>
/// <param name="Span">The whole alternative.</param>
public sealed record AlternativeSyntax(
    ExpressionSyntax Message, ConditionSyntax? If, OutcomeSyntax? Outcome, OutcomeSyntax? Else, bool ElseSkip, ExpressionSyntax? Ask,
    TextSpan? OrClear, TextSpan Span);

/// <summary>The word behind <c>=&gt;</c> or <c>else</c>.</summary>
public sealed record OutcomeSyntax(OutcomeKind Kind, TextSpan Span);

/// <summary>What a message may lead to.</summary>
public enum OutcomeKind
{
    /// <summary>Go on with the next <c>C:</c> line.</summary>
    Next,

    /// <summary>The peer has no TLS.</summary>
    NotOffered,

    /// <summary>The peer has no TLS now.</summary>
    Unavailable,

    /// <summary>The peer says no.</summary>
    Refused,

    /// <summary>The peer ends the conversation.</summary>
    Closed,
}

/// <summary>Conditions joined by <c>or</c>.</summary>
public sealed record ConditionSyntax(IReadOnlyList<TestSyntax> Tests, TextSpan Span);

/// <summary>One test of a condition.</summary>
public abstract record TestSyntax(TextSpan Span);

/// <summary><c>unknown</c></summary>
public sealed record UnknownTestSyntax(TextSpan Span) : TestSyntax(Span);

/// <summary><c>label</c>, <c>label "text"</c>, <c>label 19</c> or <c>label &amp; 0x800</c>; in place of a number its name.</summary>
public sealed record LabelTestSyntax(NameToken Label, string? Text, NumberConstraintSyntax? Number, TextSpan Span) : TestSyntax(Span);

/// <summary>The <c>any time</c> part.</summary>
/// <param name="Lines">The lines of messages, in order.</param>
/// <param name="Unreadable">What a server says to a client's octets that no message begins with, or null.</param>
/// <param name="Span">The whole part.</param>
public sealed record AnyTimeSyntax(IReadOnlyList<AnyTimeLineSyntax> Lines, UnreadableSyntax? Unreadable, TextSpan Span)
{
    /// <summary>All messages of it, each line's before its answers.</summary>
    public IEnumerable<ExpressionSyntax> Messages =>
        Lines.SelectMany(line => line.Answers.Prepend(line.Message)).Concat(Unreadable?.Answers ?? []);
}

/// <summary><c>C: ... S: answer</c>: what a server says before it closes the connection of a client whose message it can't read.</summary>
public sealed record UnreadableSyntax(IReadOnlyList<ExpressionSyntax> Answers, TextSpan Span);

/// <summary>A line of <c>any time</c>: a message, its answers (each of the other role), the outcome, and whether the message may also be
/// left to a host that goes on in the clear.</summary>
public sealed record AnyTimeLineSyntax(
    bool FromClient, ExpressionSyntax Message, IReadOnlyList<ExpressionSyntax> Answers, OutcomeSyntax? Outcome, bool OrClear,
        TextSpan Span);

/// <summary>A text of the <c>says</c> part.</summary>
/// <param name="Rule">The rule whose wording it gives.</param>
/// <param name="InsideTls">Whether it stands below the <c>TLS</c> line.</param>
/// <param name="Text">The wording; empty where a word stands in its place.</param>
/// <param name="Word"><c>never</c> where it is read and never written, <c>shortest</c> where its shortest sentence is meant; else
/// null.</param>
/// <param name="Span">The whole text.</param>
public sealed record SaysSyntax(NameToken Rule, bool InsideTls, ExpressionSyntax Text, string? Word, TextSpan Span)
{
    /// <summary>Whether the rule is never written.</summary>
    public bool IsNever => Word == "never";
}
