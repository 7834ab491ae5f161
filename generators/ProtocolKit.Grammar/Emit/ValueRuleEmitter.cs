using System.Globalization;
using System.Text.RegularExpressions;
using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits the method that checks a whole value against a rule: <c>internal static bool IsName(ReadOnlySpan&lt;byte&gt;
/// value)</c>.</summary>
public static class ValueRuleEmitter
{
    /// <summary>The rules whose methods are used by what has been emitted.</summary>
    /// <param name="code">What has been emitted.</param>
    /// <param name="rules">All rules.</param>
    internal static IEnumerable<ValueRuleModel> UsedBy(string code, IEnumerable<ValueRuleModel> rules) =>
        rules.Where(rule => Regex.IsMatch(code, $@"\b{rule.MethodName}\b"));

    /// <summary>Emits the method, and for XML the same for values with references.</summary>
    public static void Emit(CodeWriter code, ValueRuleModel rule, bool hasXml)
    {
        code.Comment(rule.Text);
        var run = Bound(rule.Automaton);
        var mayBeEmpty = rule.Automaton.States[0].IsAccepting || run?.Minimum > 0;
        var arguments = Repeated(rule.Automaton) is { } octets
            ? $"All(value, [{string.Join(", ", Ranges(octets))}]){(mayBeEmpty ? "" : " && !value.IsEmpty")}"
            : $"{(rule.Automaton.States.Count <= 256 ? "" : "Wide")}(value, [{Accepting(rule.Automaton)}], [{Transitions(rule.Automaton)}])";
        code.Wrapped(
            $"internal static bool {rule.MethodName}(ReadOnlySpan<byte> value) => {Length(run)}OctetAutomaton.Accepts{arguments};");
        if (!hasXml)
            return;
        code.Line();
        code.Line($"internal static bool {rule.MethodName}(XmlValue value) =>");
        using (code.Indent())
            code.Line($"value.HasReferences ? value.Holds(static octets => {rule.MethodName}(octets)) : {rule.MethodName}(value.Written);");
    }

    /// <summary>A run with a bound of its own is all of the value, or the value is bounded by it as well.</summary>
    private static EndBoundedRun? Bound(Dfa automaton) =>
        automaton.States.SelectMany(state =>
            state.Transitions.SelectMany(transition => transition.Operations).Concat(state.AcceptOperations))
            .OfType<EndBoundedRun>().FirstOrDefault();

    private static string Length(EndBoundedRun? run) => run switch
    {
        null => "",
        { Maximum: null } => $"value.Length >= {run.Minimum} && ",
        { Minimum: 0 } => $"value.Length <= {run.Maximum} && ",
        _ => $"value.Length is >= {run.Minimum} and <= {run.Maximum} && ",
    };

    /// <summary>The octets that a value is made of which is nothing but a repetition of them; else null.</summary>
    private static OctetSet? Repeated(Dfa automaton)
    {
        if (automaton.States.Count > 2 || automaton.States[^1] is not { IsAccepting: true, Transitions: [var again] } last)
            return null;
        return automaton.States.All(state => state is { Markers.Count: 0, Transitions: [var only] }
            && only.Target == last.Id && only.Octets == again.Octets) ? again.Octets : null;
    }

    private static IEnumerable<string> Ranges(OctetSet octets) =>
        octets.Ranges().SelectMany(range => new[] { Octet(range.First), Octet(range.Last) });

    private static string Accepting(Dfa automaton) =>
        string.Join(", ", automaton.States.Where(state => state.IsAccepting).Select(state => state.Id));

    private static string Transitions(Dfa automaton) => string.Join(", ",
        from state in automaton.States
        from transition in state.Transitions
        from range in transition.Octets.Ranges()
        select $"{state.Id}, {Octet(range.First)}, {Octet(range.Last)}, {transition.Target}");

    private static string Octet(int octet) => string.Create(CultureInfo.InvariantCulture, $"0x{octet:X2}");
}
