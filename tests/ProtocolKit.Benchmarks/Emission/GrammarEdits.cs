using System.Text.RegularExpressions;

namespace ProtocolKit.Benchmarks.Emission;

/// <summary>Edits grammars in a project that was generated before, as an editor does, and measures what the generator takes for
/// each.</summary>
internal sealed partial class GrammarEdits(GeneratorProject project, string[] names)
{
    private const int Rounds = 5;

    /// <summary>Measures edits of a comment.</summary>
    /// <returns>The median over grammars and rounds, in ms.</returns>
    public double MeasureComments() => Measure(names.Select(name => (name, Edited: project.TextOf(name) + "\n; A comment")));

    /// <summary>Measures edits of a rule, in those grammars that have one.</summary>
    /// <returns>The median over grammars and rounds, in ms.</returns>
    public double MeasureRules() =>
        Measure(names.Select(name => (name, Edited: WithOtherRule(name)!)).Where(edit => edit.Edited is not null));

    private double Measure(IEnumerable<(string Name, string Edited)> edits)
    {
        var times = new List<double>();
        foreach (var (name, edited) in edits.ToArray())
        {
            var original = project.TextOf(name);
            for (var round = 0; round <= Rounds; round++)
            {
                project.Write(name, edited);
                var there = project.Run();
                project.Write(name, original);
                var back = project.Run();
                if (round > 0)
                    times.AddRange([there.TotalMilliseconds, back.TotalMilliseconds]);
            }
        }

        return Statistics.Median(times);
    }

    /// <summary>Puts the first rule that allows it between parentheses: the protocol stays as it is, but other C# stands below that
    /// rule.</summary>
    private string? WithOtherRule(string name)
    {
        var text = project.TextOf(name);
        var source = project.SourceOf(name);
        var edited = Rule().Matches(text).Select(rule => rule.Result("$`${head}( ${body} )$'")).FirstOrDefault(IsOther);
        project.Write(name, text);
        project.Run();
        return edited;

        bool IsOther(string candidate)
        {
            project.Write(name, candidate);
            project.Run();
            return !project.HasErrors && !project.SourceOf(name).ContentEquals(source);
        }
    }

    /// <summary>A rule on a line of its own.</summary>
    [GeneratedRegex("""^(?<head>[a-z][\w-]*[ ]*=[ ]*)(?<body>[^;\r\n]*[^;\s])(?=[ ]*(;.*)?\r?\n([^ ]|\r?\n))""", RegexOptions.Multiline)]
    private static partial Regex Rule();
}
