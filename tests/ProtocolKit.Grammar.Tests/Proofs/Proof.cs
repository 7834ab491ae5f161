using System.Globalization;
using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Tests.Proofs;

/// <summary>A grammar that compiles without findings, and what one change makes of it.</summary>
internal sealed class Proof
{
    /// <summary>A small protocol: a greeting, a request, two answers.</summary>
    public const string Small =
        """
        protocol p

        hello = "HELLO" CRLF
        start = "START" CRLF
        go    = "GO" CRLF
        no    = "NO" CRLF

        dialogue
        S: hello
        C: start
        S: go / no => refused
        TLS

        """;

    private readonly string _text;

    private Proof(string text) => _text = text;

    /// <summary>Starts with a grammar that compiles.</summary>
    public static Proof That(string text)
    {
        Compiles(text);
        return new Proof(text);
    }

    /// <summary>Replaces a part that occurs once; the result must compile too.</summary>
    public Proof Holds(string part, string replacement) => That(Replaced(part, replacement));

    /// <summary>Replaces a part that occurs once; the result must have exactly this finding.</summary>
    public void Breaks(string part, string replacement, string id, string marked, params string[] says)
    {
        var text = Replaced(part, replacement);
        var compilation = Compile(text);
        var finding = Assert.Single(compilation.Diagnostics);
        Assert.Equal((id, marked), (finding.Id, text.Substring(finding.Span.Start, finding.Span.Length).TrimEnd()));
        Assert.Equal(finding.IsError, compilation.Model is null);
        Assert.All(says, piece => Assert.Contains(piece, finding.Message, StringComparison.Ordinal));
    }

    /// <summary>Compiles a grammar that must be without findings.</summary>
    public static ProtocolModel Compiles(string text)
    {
        var compilation = Compile(text);
        Assert.Empty(compilation.Diagnostics.Select(finding => $"{finding.Id} {finding.Message}"));
        return compilation.Model!;
    }

    public static GrammarCompilation Compile(string text) => GrammarCompiler.Compile(new GrammarSource("p.protocol", text));

    /// <summary>Whether an automaton of octets alone accepts a sentence.</summary>
    public static bool Accepts(Dfa language, IEnumerable<byte> sentence)
    {
        var state = language.States[0];
        foreach (var octet in sentence)
        {
            Assert.Empty(state.Markers);
            if (state.Transitions.Find(transition => transition.Octets.Contains(octet)) is not { } transition)
                return false;
            state = language.States[transition.Target];
        }

        return state.IsAccepting;
    }

    /// <summary>The octets of an example as a message shows it.</summary>
    public static byte[] Unescape(string example)
    {
        var octets = new List<byte>();
        for (var i = 0; i < example.Length; i++)
        {
            if (example[i] != '\\')
            {
                octets.Add((byte)example[i]);
                continue;
            }

            i++;
            octets.Add(example[i] switch
            {
                'r' => 0x0D,
                'n' => 0x0A,
                't' => 0x09,
                'x' => byte.Parse(example.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                _ => (byte)example[i],
            });
            if (example[i] == 'x')
                i += 2;
        }

        return [.. octets];
    }

    private string Replaced(string part, string replacement)
    {
        var at = _text.IndexOf(part, StringComparison.Ordinal);
        Assert.True(at >= 0 && _text.IndexOf(part, at + 1, StringComparison.Ordinal) < 0, $"'{part}' must occur once.");
        return _text.Replace(part, replacement, StringComparison.Ordinal);
    }
}
