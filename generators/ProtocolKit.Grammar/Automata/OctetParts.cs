using System.Runtime.CompilerServices;

namespace ProtocolKit.Grammar.Automata;

/// <summary>Takes sets of octets apart.</summary>
internal static class OctetParts
{
    /// <summary>The largest sets that each of some sets consists of, disjoint.</summary>
    [MethodImpl(Hot.Loop)]
    public static List<OctetSet> Of(IEnumerable<OctetSet> sets)
    {
        var parts = new List<OctetSet>();
        foreach (var set in sets)
        {
            var rest = set;
            for (var i = parts.Count - 1; i >= 0 && !rest.IsEmpty; i--)
            {
                var common = parts[i] & rest;
                if (common.IsEmpty)
                    continue;
                var without = parts[i] - rest;
                parts[i] = common;
                if (!without.IsEmpty)
                    parts.Add(without);
                rest -= common;
            }

            if (!rest.IsEmpty)
                parts.Add(rest);
        }

        return parts;
    }
}
