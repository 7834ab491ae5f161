using Pidgin;
using ProtocolKit.Grammar.Parsing.Lexing;
using ProtocolKit.Grammar.Parsing.Lines;
using ProtocolKit.Grammar.Syntax;
using static Pidgin.Parser;
using static ProtocolKit.Grammar.Parsing.Lines.AnyOfParser;
using static ProtocolKit.Grammar.Parsing.Rules.Terminals;

namespace ProtocolKit.Grammar.Parsing.Rules;

/// <summary>The steps of the dialogue.</summary>
internal static class DialogueParsers
{
    private static readonly Parser<Token, OutcomeSyntax> s_outcomeWord =
        KeywordOf($"an outcome ({string.Join(", ", Keywords.Outcomes)})", Keywords.Outcomes)
            .Spanned((word, span) => new OutcomeSyntax(Keywords.OutcomeOf(word.Text), span));

    /// <summary><c>=> outcome</c></summary>
    public static readonly Parser<Token, OutcomeSyntax> Outcome = Symbol("=>").Then(s_outcomeWord);

    private static readonly Parser<Token, Func<AlternativeSyntax, AlternativeSyntax>> s_ifClause =
        ConditionParsers.If.Select(condition => With(alternative => alternative with { If = condition }));

    /// <summary><c>or clear</c></summary>
    private static readonly Parser<Token, Token> s_orClear = Keyword("or").Then(Keyword("clear"));

    private static readonly Parser<Token, Func<AlternativeSyntax, AlternativeSyntax>> s_outcomeClause =
        Map((outcome, clear) =>
            With(alternative => alternative with { Outcome = outcome, OrClear = clear.HasValue ? clear.Value.Span : null }),
            Outcome, s_orClear.OrNothing());

    private static readonly Parser<Token, Func<AlternativeSyntax, AlternativeSyntax>> s_elseClause =
        Keyword("else").Then(AnyOf(
            Keyword("skip").ThenReturn(With(alternative => alternative with { ElseSkip = true })),
            Keyword("ask").Then(ExpressionParsers.Sequence).Select(ask => With(alternative => alternative with { Ask = ask })),
            s_outcomeWord.Select(outcome => With(alternative => alternative with { Else = outcome }))));

    private static readonly Parser<Token, AlternativeSyntax> s_alternative =
        Map((message, condition, otherwise, outcome) => (message, condition, otherwise, outcome),
            ExpressionParsers.Sequence, s_ifClause.OrNothing(), s_elseClause.OrNothing(), s_outcomeClause.OrNothing())
        .Spanned((read, span) =>
        {
            var alternative = new AlternativeSyntax(read.message, null, null, null, ElseSkip: false, Ask: null, OrClear: null, span);
            foreach (var clause in new[] { read.condition, read.otherwise, read.outcome })
                alternative = clause.HasValue ? clause.Value(alternative) : alternative;
            return alternative;
        });

    private static readonly Parser<Token, Token> s_role = new Terminal("'C:' or 'S:'", [], token => token.Kind == TokenKind.Role);

    /// <summary>A <c>C:</c> or <c>S:</c> line, or <c>C: … S: …</c></summary>
    public static readonly Parser<Token, StepSyntax> Message =
        Map((first, second) =>
            (first, second), MessageOf(s_role), MessageOf(new Terminal(null, [], token => token.Kind == TokenKind.Role)).OrNothing())
            .Spanned((read, span, context) =>
            {
                if (!read.second.HasValue)
                    return read.first;
                var (client, server) = (read.first, read.second.Value);
                if (!client.FromClient || server.FromClient)
                    context.Report(
                        span, "found two lines in one, expected 'C: … S: …': what both sides say without waiting, the client's first");
                return (StepSyntax)new TogetherSyntax(client with { IsTogether = true }, server with { IsTogether = true }, span);
            })
            .Before(End);

    /// <summary><c>TLS [at once] [in message] [if …] [keeps message] [renews label]</c></summary>
    public static readonly Parser<Token, StepSyntax> Tls =
        Map((_, atOnce, packet, condition, kept, renewed) => (atOnce, packet, condition, kept, renewed),
            Keyword(Keywords.Tls),
            Keyword("at").Then(Keyword("once")).OrNothing(),
            Keyword("in").Then(NameCalled("a message's name")).OrNothing(),
            ConditionParsers.If.OrNothing(),
            Keyword("keeps").Then(NameCalled("a message's name")).OrNothing(),
            Keyword("renews").Then(NameCalled("a label")).OrNothing())
        .Spanned((read, span) => (StepSyntax)new TlsStepSyntax(
            read.atOnce.HasValue, read.packet.GetValueOrDefault(), read.condition.GetValueOrDefault(), read.kept.GetValueOrDefault(),
                read.renewed.GetValueOrDefault(),
            span))
        .Before(End);

    private static readonly Parser<Token, (Token Role, ExpressionSyntax Message)> s_answer =
        Map((role, message) => (role, message), s_role, ExpressionParsers.Expression);

    /// <summary>A line of <c>any time</c>.</summary>
    public static readonly Parser<Token, AnyTimeLineSyntax> AnyTime =
        Map((role, message, answers, outcome, clear) => (role, message, answers, outcome, clear),
            s_role,
            ExpressionParsers.Expression,
            s_answer.Many(),
            Outcome.OrNothing(),
            s_orClear.OrNothing())
        .Spanned((read, span, context) =>
        {
            foreach (var (role, _) in read.answers.Where(answer => answer.Role.Text == read.role.Text))
                context.Report(
                    role.Span, $"found '{role.Text}:', expected '{(role.Text == "C" ? "S" : "C")}:': an answer is said by the other role");
            if (read.clear.HasValue && read.role.Text == "S")
                context.Report(read.clear.Value.Span, "found 'or clear' on a line of the server's, expected it on one of the client's: only a server's host goes on in the clear");
            return new AnyTimeLineSyntax(
                read.role.Text == "C", read.message, [.. read.answers.Select(answer => answer.Message)], read.outcome.GetValueOrDefault(),
                    read.clear.HasValue, span);
        })
        .Before(End);

    /// <summary><c>C: ... S: answer</c></summary>
    public static readonly Parser<Token, UnreadableSyntax> Unreadable =
        Map((role, answers) => (role, answers), s_role.Before(Symbol("...")), s_answer.AtLeastOnce())
        .Spanned((read, span, context) =>
        {
            if (read.role.Text == "S")
                Misplaced(read.role);
            foreach (var (role, _) in read.answers.Where(answer => answer.Role.Text == "C"))
                Misplaced(role);
            return new UnreadableSyntax([.. read.answers.Select(answer => answer.Message)], span);

            void Misplaced(Token role) =>
                context.Report(
                    role.Span, $"found '{role.Text}:', expected it as 'C: ... S: answer': only a server answers what it can't read");
        })
        .Before(End);

    private static Parser<Token, MessageStepSyntax> MessageOf(Parser<Token, Token> role) =>
        Map((role, alternatives) => (role, alternatives), role, s_alternative.SeparatedAtLeastOnce(Slash))
            .Spanned((read, span) => new MessageStepSyntax(read.role.Text == "C", [.. read.alternatives], span));

    private static Func<AlternativeSyntax, AlternativeSyntax> With(Func<AlternativeSyntax, AlternativeSyntax> change) => change;
}
