using System.Globalization;
using ProtocolKit.Benchmarks.Imap;
using ProtocolKit.Benchmarks.Ldap;
using ProtocolKit.Benchmarks.Readers;
using ProtocolKit.Benchmarks.Replies;
using ProtocolKit.Benchmarks.Smtp;
using ProtocolKit.Benchmarks.Xmpp;

namespace ProtocolKit.Benchmarks.Parsing;

/// <summary>Compares the readers. In a process of its own, so that what it does is not in the profiles of what is measured.</summary>
internal static class CheckCommand
{
    public static int Run()
    {
        Check<GeneratedEhlo, HandWrittenEhlo, RegexEhlo, PidginEhlo>("EHLO", ReplyCorpus.Smtp);
        Agreement.OnReplies<GeneratedEhlo, TranscodingRegexEhlo>(ReplyCorpus.Smtp);
        Check<GeneratedCapability, HandWrittenCapability, RegexCapability, PidginCapability>("CAPABILITY", ReplyCorpus.Imap);
        Agreement.OnReplies<GeneratedCapability, TranscodingRegexCapability>(ReplyCorpus.Imap);
        Check<GeneratedFeatures, HandWrittenFeatures, RegexFeatures, PidginFeatures>("features", ReplyCorpus.Xmpp, mayRefuseEarlier: true);
        Check<GeneratedResponse, HandWrittenResponse, RegexResponse, PidginResponse>("response", ReplyCorpus.Ldap);
        return 0;
    }

    private static void Check<TGenerated, THandWritten, TRegex, TPidgin>(string name, ReplyCorpus corpus, bool mayRefuseEarlier = false)
        where TGenerated : IReplyReader
        where THandWritten : IReplyReader
        where TRegex : IReplyReader
        where TPidgin : IReplyReader
    {
        Agreement.OnReplies<TGenerated, THandWritten>(corpus);
        Agreement.OnReplies<TGenerated, TRegex>(corpus);
        Agreement.OnReplies<TGenerated, TPidgin>(corpus);
        var taken = Agreement.OnDamagedReplies<TGenerated, THandWritten>(corpus, mayRefuseEarlier);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: all agree on {corpus.Replies.Length} replies of {corpus.AverageLength:0} octets; damaged ones have the same verdict, {taken} were still good"));
    }
}
