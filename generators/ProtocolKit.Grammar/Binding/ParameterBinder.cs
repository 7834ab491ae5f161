using System.Globalization;
using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Binding;

/// <summary>Binds the parameters and fresh values of the head.</summary>
internal sealed class ParameterBinder(BindingContext context)
{
    private readonly HashSet<string> _client = [];
    private readonly HashSet<string> _server = [];

    /// <summary>Notes that a role writes or tests a parameter.</summary>
    public void Use(string parameter, bool byClient) => (byClient ? _client : _server).Add(parameter.ToLowerInvariant());

    public void Use(IEnumerable<SentencePart> parts, bool byClient)
    {
        foreach (var part in parts)
        {
            switch (part)
            {
                case ParameterPart parameter:
                    Use(parameter.Parameter, byClient);
                    break;
                case ListPart list:
                    Use(list.Parameter, byClient);
                    Use(list.Body, byClient);
                    break;
                case BindingPart binding:
                    context.BindingOf(binding.Binding);
                    break;
                case NumberPart number:
                    Use([number.Value], byClient);
                    break;
                case TurnsPart turns:
                    Use(turns.Parameter, byClient);
                    break;
                case LabelledPart labelled:
                    Use(labelled.Body, byClient);
                    break;
                case FreshPart { Binding: { } bound }:
                    context.BindingOf(bound);
                    break;
                case SizedPart sized:
                    Use(sized.Body, byClient);
                    break;
                case PaddedPart padded:
                    Use(padded.Body, byClient);
                    break;
                case BerPart ber:
                    Use(ber.Body, byClient);
                    break;
            }
        }
    }

    public IReadOnlyList<ParameterModel> Finish()
    {
        var result = new List<ParameterModel>();
        foreach (var parameter in context.Values.Parameters)
        {
            var name = parameter.Name.Text.ToLowerInvariant();
            if (!_client.Contains(name) && !_server.Contains(name))
            {
                context.Diagnostics.Report(GrammarDiagnostics.NeverUsed, parameter.Name.Span,
                    $"The parameter '{parameter.Name.Text}' is never written or tested. Remove it, or write ${parameter.Name.Text} in a text.");
                continue;
            }

            if (context.Values.ParameterRule(parameter) is not { } expression)
            {
                context.Diagnostics.Report(GrammarDiagnostics.NotDefined, parameter.Name.Span,
                    $"Nothing says what '{parameter.Name.Text}' may be. Give it a rule ({parameter.Name.Text} : rule), or label an element with its name.");
                continue;
            }

            if (context.ValueRule(expression, parameter.Name.Text) is not { } rule)
                continue;
            var form = NumberForms.Of(context.Compiler.CompileNested(expression, Arguments.None), context.Values.IsSize(name)) ?? default;
            var written = parameter.DefaultValue is RuleReferenceSyntax { Name: var term } ? NumberOf(term) : parameter.DefaultValue;
            var value = DefaultOf(written, form);
            if (written is { } preset && (value is null || !Accepts(rule.Automaton, value)))
            {
                context.Diagnostics.Report(GrammarDiagnostics.ParameterTooWide, parameter.Span,
                    $"The default {context.TextOf(preset.Span)} of '{parameter.Name.Text}' is not what its own rule allows: {rule.Text}.");
            }

            result.Add(
                new ParameterModel(
                name, parameter.IsList, rule.Name, rule.Text,
                (written as NumberSyntax)?.Value.ToString(CultureInfo.InvariantCulture) ?? parameter.Default, _client.Contains(name),
                _server.Contains(name))
            {
                Form = form,
                DefaultOctets = value,
            });
        }

        return context.Names.Parameters(result);
    }

    private NumberSyntax? NumberOf(NameToken name) =>
        new NumberNames(context.Rules, context.Diagnostics).NumberOf(new NumberTermSyntax(0, name, name.Span), Arguments.None) is { } number
            ? new NumberSyntax(number, name.Span) : null;

    /// <summary>The octets of a default; null where there is none, or a number that is none of its notation.</summary>
    private static byte[]? DefaultOf(ExpressionSyntax? value, NumberForm form) => value switch
    {
        LiteralSyntax literal => System.Text.Encoding.UTF8.GetBytes(literal.Text),
        OctetsSyntax octets => [.. octets.Octets],
        NumberSyntax number when form.Kind is not LabelKind.Octets && number.Value <= NumberForms.Capacity(form) =>
            [.. NumberForms.Encode(number.Value, form)],
        _ => null,
    };

    public IReadOnlyList<FreshModel> FreshValues()
    {
        var result = new List<FreshModel>();
        var numbers = new NumberNames(context.Rules, null);
        foreach (var fresh in context.Values.FreshValues)
        {
            var name = fresh.Name.Text.ToLowerInvariant();
            var text = context.TextOf(fresh.Rule.Span);
            var constraint = numbers.Resolve(
                fresh.Rule switch { BerSyntax { Content: BerNumberSyntax ber } => ber.Constraint, UnsignedIntegerSyntax item =>
                item.Constraint, _ => null }, Arguments.None);
            if (constraint is NumberRangeSyntax range)
                result.Add(new FreshModel(name, [], range.First, range.Last, text));
            else if (fresh.Rule is UnsignedIntegerSyntax number && constraint is null)
                result.Add(new FreshModel(name, [], 0, LastOf(number.Octets), text));
            else if (Sets(context.Compiler.CompileNested(fresh.Rule, Arguments.None)) is { } sets)
                result.Add(new FreshModel(name, sets, 0, 0, text));
            else
                context.Diagnostics.Report(GrammarDiagnostics.NotUnderstood, fresh.Rule.Span, "Found a rule of varying length, expected a fixed number of octets, each from a class (such as 16( ALPHA / DIGIT )), or a number with a range.");
        }

        return result;
    }

    public static bool Accepts(Dfa automaton, ReadOnlySpan<byte> value)
    {
        var state = automaton.States[0];
        foreach (var octet in value)
        {
            var next = state.Transitions.Find(transition => transition.Octets.Contains(octet));
            if (next is null)
                return false;
            state = automaton.States[next.Target];
        }

        return state.IsAccepting;
    }

    private static ulong LastOf(int octets) => octets >= 8 ? long.MaxValue : (1UL << 8 * octets) - 1;

    private static List<OctetSet>? Sets(Pattern pattern)
    {
        switch (pattern)
        {
            case OctetPattern octet:
                return [octet.Set];
            case NamedPattern named:
                return Sets(named.Item);
            case SequencePattern sequence:
                var all = sequence.Items.Select(Sets).ToArray();
                return all.Contains(null) ? null : [.. all.SelectMany(sets => sets!)];
            case RepeatPattern repeat when repeat.Minimum == repeat.Maximum && Sets(repeat.Item) is { } turn:
                return [.. Enumerable.Repeat(turn, repeat.Minimum).SelectMany(sets => sets)];
            default:
                return null;
        }
    }
}
