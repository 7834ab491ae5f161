using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Proofs;

/// <summary>Follows the exchanges that a client may leave out: where a server waits for one of them, the next may come in its
/// place.</summary>
internal static class SkippedExchanges
{
    /// <summary>The client's lines before TLS.</summary>
    public static MessageStepSyntax[] BeforeTls(GrammarFileSyntax file) =>
        [.. file.Dialogue!.Steps.TakeWhile(step => step is not TlsStepSyntax).OfType<MessageStepSyntax>().Where(step => step.FromClient)];

    /// <summary>The client's lines inside TLS, and those where TLS starts with the first octet.</summary>
    public static IEnumerable<MessageStepSyntax[]> InsideTls(GrammarFileSyntax file) =>
    [
        [.. file.Dialogue!.Steps.SkipWhile(step => step is not TlsStepSyntax).OfType<MessageStepSyntax>().Where(step => step.FromClient)],
        [.. (file.DialogueFromTls?.Steps ?? []).Where(step => step.FromClient)],
    ];

    /// <summary>The lines one of which comes where a server waits for a line.</summary>
    /// <param name="requests">The client's lines of a part of the dialogue.</param>
    /// <param name="step">The line.</param>
    public static IReadOnlyList<MessageStepSyntax> TakenAt(MessageStepSyntax[] requests, MessageStepSyntax step)
    {
        var first = Array.IndexOf(requests, step);
        var count = 1 + requests.Skip(first).TakeWhile(MaySkip).Count();
        return [.. requests.Skip(first).Take(count)];
    }

    /// <summary>The lines that may be left out so that a line comes in their place.</summary>
    public static IEnumerable<MessageStepSyntax> SkippedBefore(MessageStepSyntax[] requests, MessageStepSyntax step) =>
        requests.Take(Array.IndexOf(requests, step)).Reverse().TakeWhile(MaySkip);

    /// <summary>Whether the last exchange may be left out.</summary>
    public static bool ReachesEnd(MessageStepSyntax[] requests) => requests.Length > 0 && MaySkip(requests[^1]);

    private static bool MaySkip(MessageStepSyntax step) => step.Alternatives.Any(alternative => alternative.ElseSkip);
}
