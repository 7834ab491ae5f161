using System.Globalization;
using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits the method that checks a whole value against a rule: <c>internal static bool IsName(ReadOnlySpan&lt;byte&gt;
/// value)</c>.</summary>
public static class ValueRuleEmitter
{
    /// <summary>Emits the method, and for XML the same for values with references.</summary>
    public static void Emit(CodeWriter code, ValueRuleModel rule, bool hasXml)
    {
        code.Comment(rule.Text);
        var method = rule.Automaton.States.Count <= 256 ? "Accepts" : "AcceptsWide";
        var accepts =
            $"{Length(rule.Automaton)}OctetAutomaton.{method}(value, [{Accepting(rule.Automaton)}], [{Transitions(rule.Automaton)}]);";
        code.Wrapped($"internal static bool {rule.MethodName}(ReadOnlySpan<byte> value) => {accepts}");
        if (!hasXml)
            return;
        code.Line();
        code.Line($"internal static bool {rule.MethodName}(XmlValue value) => value.Holds(static octets => {rule.MethodName}(octets));");
    }

    /// <summary>A run with a bound of its own is all of the value, or the value is bounded by it as well.</summary>
    private static string Length(Dfa automaton)
    {
        var run = automaton.States.SelectMany(state =>
            state.Transitions.SelectMany(transition => transition.Operations).Concat(state.AcceptOperations))
            .OfType<EndBoundedRun>().FirstOrDefault();
        return run switch
        {
            null => "",
            { Maximum: null } => $"value.Length >= {run.Minimum} && ",
            { Minimum: 0 } => $"value.Length <= {run.Maximum} && ",
            _ => $"value.Length is >= {run.Minimum} and <= {run.Maximum} && ",
        };
    }

    private static string Accepting(Dfa automaton) =>
        string.Join(", ", automaton.States.Where(state => state.IsAccepting).Select(state => state.Id));

    private static string Transitions(Dfa automaton) => string.Join(", ",
        from state in automaton.States
        from transition in state.Transitions
        from range in transition.Octets.Ranges()
        select $"{state.Id}, {Octet(range.First)}, {Octet(range.Last)}, {transition.Target}");

    private static string Octet(int octet) => string.Create(CultureInfo.InvariantCulture, $"0x{octet:X2}");
}
