using System.Collections.Concurrent;
using System.Text;
using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Tests.Parsing;
using ProtocolKit.Grammar.Tests.Proofs;

namespace ProtocolKit.Grammar.Tests.RfcRules;

/// <summary>Rules as RFCs print them, in a grammar around them; and what servers said.</summary>
internal static class Rfc
{
    private static readonly ConcurrentDictionary<(string, string), Dfa> s_languages = new();

    /// <summary>Compiles pasted rules with one of them as a message.</summary>
    public static GrammarCompilation Compile(string rules, string message) =>
        Proof.Compile($"protocol p\n{rules}\n\ndialogue\nC: \"START\" CRLF\nS: %x00 / %x0A => refused / {message} => refused\nTLS\n");

    /// <summary>What a message of pasted rules accepts, without a finding.</summary>
    public static Dfa Language(string rules, string message) => s_languages.GetOrAdd((rules, message), _ =>
    {
        var compilation = Compile(rules, message);
        Assert.Empty(compilation.Diagnostics.Select(finding => $"{finding.Id} {finding.Message}"));
        return compilation.Model!.LinesBeforeTls[1].Alternatives[2].Message.Language!;
    });

    /// <summary>What a message of a shipped grammar accepts.</summary>
    public static Dfa Shipped(string grammar, string message) => s_languages.GetOrAdd((grammar, message), _ =>
        Proof.Compiles(ShippedGrammars.Text(grammar)).Messages.Single(item => item.Name == message).Language!);

    /// <summary>The servers' answers to the requests that begin so; to an empty one, the greetings.</summary>
    public static IReadOnlyList<string> Answers(string transcript, string request)
    {
        var answers = new List<string>();
        StringBuilder? answer = null;
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Transcripts", transcript)))
        {
            if (line.StartsWith("S: ", StringComparison.Ordinal))
            {
                answer?.Append(Encoding.Latin1.GetString(Proof.Unescape(line[3..])));
                continue;
            }

            if (answer is { Length: > 0 })
                answers.Add(answer.ToString());
            var asks = line.StartsWith("C: " + request, StringComparison.Ordinal) && request.Length > 0;
            answer = asks || request.Length == 0 && line.Length > 0 && line[0] == '#' ? new StringBuilder() : null;
        }

        Assert.NotEmpty(answers);
        return answers;
    }

    public static bool Accepts(this Dfa language, string sentence) => Proof.Accepts(language, Encoding.Latin1.GetBytes(sentence));
}
