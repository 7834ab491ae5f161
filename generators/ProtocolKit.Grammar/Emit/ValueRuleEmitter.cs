using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits the method that checks a whole value against a rule: <c>internal static bool IsName(ReadOnlySpan&lt;byte&gt; value)</c>.</summary>
public static class ValueRuleEmitter
{
    /// <summary>Emits the method, and for XML the same for values with references.</summary>
    public static void Emit(CodeWriter code, ValueRuleModel rule, bool hasXml)
    {
        code.Summary($"Whether a value is a sentence of {(rule.Text.StartsWith('$') ? rule.Text : $"'{rule.Name}'")}.");
        code.Rule(rule.Text);
        using (code.Block($"internal static bool {rule.MethodName}(ReadOnlySpan<byte> value)"))
            EmitBody(code, rule.Automaton);
        if (!hasXml)
            return;
        code.Line();
        code.Line($"/// <inheritdoc cref=\"{rule.MethodName}(ReadOnlySpan{{byte}})\"/>");
        using (code.Block($"internal static bool {rule.MethodName}(XmlValue value)"))
        {
            code.Line("if (!value.HasReferences)");
            using (code.Indent())
                code.Line($"return {rule.MethodName}(value.Written);");
            code.Line();
            EmitBody(code, rule.Automaton);
        }
    }

    private static void EmitBody(CodeWriter code, Dfa automaton)
    {
        var runs = automaton.States.SelectMany(state => state.Transitions.SelectMany(t => t.Operations).Concat(state.AcceptOperations)).OfType<EndBoundedRun>().FirstOrDefault();
        if (runs is not null)
        {
            // A run with a bound of its own is all of the value, or the value is bounded by it as well.
            var bounds = runs.Maximum is null ? $"< {runs.Minimum}" : runs.Minimum > 0 ? $"< {runs.Minimum} or > {runs.Maximum}" : $"> {runs.Maximum}";
            code.Line($"if (value.Length is {bounds})");
            using (code.Indent())
                code.Line("return false;");
        }

        if (automaton.States is [{ IsAccepting: true, Transitions: [{ Target: 0 } only] }])
        {
            EmitAll(code, only.Octets);
            return;
        }

        if (automaton.States is [{ IsAccepting: false, Transitions: [{ Target: 1 } first] }, { IsAccepting: true, Transitions: [{ Target: 1 } next] }] && first.Octets == next.Octets)
        {
            if (runs is null)
            {
                code.Line("if (value.IsEmpty)");
                using (code.Indent())
                    code.Line("return false;");
            }

            EmitAll(code, next.Octets);
            return;
        }

        code.Line("var state = 0;");
        using (code.Block("foreach (var octet in value)"))
        {
            using (code.Block("state = (state, octet) switch", "};"))
            {
                foreach (var state in automaton.States)
                {
                    foreach (var transition in state.Transitions)
                        code.Line($"({state.Id}, {OctetText.Pattern(transition.Octets)}) => {transition.Target},");
                }

                code.Line("_ => -1,");
            }
        }

        code.Line();
        code.Line($"return state is {string.Join(" or ", automaton.States.Where(state => state.IsAccepting).Select(state => state.Id))};");
    }

    private static void EmitAll(CodeWriter code, OctetSet set)
    {
        if (set == OctetSet.All)
        {
            code.Line("return true;");
            return;
        }

        using (code.Block("foreach (var octet in value)"))
        {
            code.Line($"if (octet is not ({OctetText.Pattern(set)}))");
            using (code.Indent())
                code.Line("return false;");
        }

        code.Line();
        code.Line("return true;");
    }
}
