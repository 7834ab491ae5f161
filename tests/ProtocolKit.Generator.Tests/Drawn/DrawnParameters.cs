using System.Globalization;
using System.Text;
using ProtocolKit.Generator.Tests.Sentences;
using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Generator.Tests.Drawn;

/// <summary>A role's parameters, drawn at random.</summary>
/// <param name="Values">What the machine gets.</param>
/// <param name="Octets">The octets of each.</param>
internal sealed record DrawnParameters(ProtocolParameters Values, IReadOnlyDictionary<string, IReadOnlyList<byte[]>> Octets)
{
    private const int Tries = 20;

    /// <summary>Draws parameters of both roles; null where no value of one is found.</summary>
    /// <param name="definition">The protocol.</param>
    /// <param name="model">Its grammar.</param>
    /// <param name="random">Draws.</param>
    public static (DrawnParameters Client, DrawnParameters Server)? Draw(ProtocolDefinition definition, ProtocolModel model, Random random)
    {
        // A value that neither role says, and one compares with the other's, must be set to the same.
        var agreed = model.Bindings.Where(binding => binding.BeginsWithClientParameter || binding.BeginsWithServerParameter)
            .Select(binding => binding.Name).ToHashSet();
        var client = Draw(
            definition.CreateClientParameters(), model.Parameters.Where(parameter => parameter.UsedByClient), model, agreed, random);
        var server = Draw(
            definition.CreateServerParameters(), model.Parameters.Where(parameter => parameter.UsedByServer), model, agreed, random);
        return client is null || server is null ? null : (client, server);
    }

    private static DrawnParameters? Draw(
        ProtocolParameters values, IEnumerable<ParameterModel> parameters, ProtocolModel model, HashSet<string> agreed, Random random)
    {
        var octets = new Dictionary<string, IReadOnlyList<byte[]>>(StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in parameters)
        {
            if (agreed.Contains(parameter.Name.ToLowerInvariant()) || parameter.Default is not null && random.Next(4) == 0)
            {
                octets[parameter.Name] = parameter.DefaultOctets is { } preset ? [[.. preset]] : [];
                continue;
            }

            var rule = model.ValueRules.First(rule => rule.Name == parameter.ValueRule).Automaton;
            var drawn = new List<byte[]>();
            for (var i = parameter.IsList ? random.Next(4) : 1; i > 0; i--)
            {
                if (!(parameter.IsNumber ? TrySetNumber(values, parameter, random, drawn) : TrySet(values, parameter, rule, random, drawn)))
                    return null;
            }

            octets[parameter.Name] = drawn;
        }

        return new DrawnParameters(values, octets);
    }

    private static bool TrySet(ProtocolParameters values, ParameterModel parameter, Dfa rule, Random random, List<byte[]> drawn)
    {
        for (var i = 0; i < Tries; i++)
        {
            if (Walk(rule, random) is not { } value)
                continue;
            values.SetValue(parameter.Name, value);
            drawn.Add(Encoding.ASCII.GetBytes(value));
            return true;
        }

        return false;
    }

    /// <summary>Sets a number; of those drawn, its rule may allow some only.</summary>
    private static bool TrySetNumber(ProtocolParameters values, ParameterModel parameter, Random random, List<byte[]> drawn)
    {
        for (var most = 100_000; most > 0; most /= 4)
        {
            var number = random.Next(most);
            try
            {
                values.SetValue(parameter.Name, number.ToString(CultureInfo.InvariantCulture));
                drawn.Add(Numbers.Write(number, parameter.Form));
                return true;
            }
            catch (ArgumentException)
            {
                // Not that one.
            }
        }

        if (parameter.DefaultOctets is not { } preset)
            return parameter.IsList;
        drawn.Add([.. preset]);
        return true;
    }

    /// <summary>Draws a value of a rule, in ASCII; null where none is found on the way that was tried.</summary>
    private static string? Walk(Dfa rule, Random random)
    {
        var text = new StringBuilder();
        var begun = new Dictionary<int, int>();
        for (var state = rule.States[0]; ;)
        {
            var ways = state.Transitions.Select(way =>
                (Way: way, Octets: way.Octets.Octets().Where(octet => octet is >= 0x20 and < 0x7F).ToArray()))
                .Where(way => way.Octets.Length > 0).ToArray();
            if (state.Markers.Count > 0 || text.Length > 300)
                return null;
            if (state.IsAccepting && (ways.Length == 0 || random.Next(5) == 0))
                return Holds(state.AcceptOperations) ? text.ToString() : null;
            if (ways.Length == 0)
                return null;
            var (way, octets) = ways[random.Next(ways.Length)];
            if (!Holds(way.Operations))
                return null;
            text.Append((char)octets[random.Next(octets.Length)]);
            state = rule.States[way.Target];
        }

        bool Holds(IEnumerable<Operation> operations) => operations.All(operation =>
        {
            if (operation is BeginLoop loop)
                begun[loop.Loop] = text.Length;
            return operation is not EndBoundedRun run || text.Length - begun[run.Loop] is var length && length >= run.Minimum
                && length <= (run.Maximum ?? int.MaxValue);
        });
    }
}
