using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Model.Names;

namespace ProtocolKit.Grammar.Emit;

/// <summary>The sets of octets that a parser needs by name: as methods that test one octet, and as what ends a run.</summary>
/// <param name="code">Takes them.</param>
/// <param name="names">The names of the members of the message's type.</param>
internal sealed class OctetClasses(CodeWriter code, NameScope names)
{
    private readonly List<(string Name, OctetSet Set)> _classes = [];
    private readonly List<(string Name, OctetSet Set)> _runs = [];

    /// <summary>Emits those that were asked for.</summary>
    public void Emit()
    {
        foreach (var (name, set) in _classes)
        {
            code.Line();
            code.Summary(OctetText.Abnf(set));
            if (set.Bits2 == 0 && set.Bits3 == 0)
            {
                code.Line($"private static bool {name}(byte octet) =>");
                using (code.Indent())
                    code.Line($"octet < 0x80 && ((octet < 0x40 ? 0x{set.Bits0:X16}UL : 0x{set.Bits1:X16}UL) >> (octet & 0x3F) & 1) != 0;");
            }
            else
            {
                code.Line($"private static bool {name}(byte octet) => (((octet >> 6) switch");
                code.Line("{");
                using (code.Indent())
                {
                    code.Line($"0 => 0x{set.Bits0:X16}UL,");
                    code.Line($"1 => 0x{set.Bits1:X16}UL,");
                    code.Line($"2 => 0x{set.Bits2:X16}UL,");
                    code.Line($"_ => 0x{set.Bits3:X16}UL,");
                }

                code.Line("}) >> (octet & 0x3F) & 1) != 0;");
            }
        }

        foreach (var (name, set) in _runs)
        {
            code.Line();
            code.Summary(OctetText.Abnf(set));
            var members = OctetText.Expression([.. (set & OctetSet.Range(0, 0x7F)).Octets()]);
            code.Line($"private static readonly OctetClass {name} = new({members}, includesOthers: {(set.Bits2 == 0 ? "false" : "true")});");
        }
    }

    /// <summary>The name of a method that tests an octet.</summary>
    public string Method(OctetSet set, string context)
    {
        var known = _classes.Find(item => item.Set == set);
        if (known.Name is not null)
            return known.Name;
        var name = names.Take("Is" + (context.Length == 0 ? "Octet" : CSharpNames.Pascal(context.TrimStart('$'))) + "Octet");
        _classes.Add((name, set));
        return name;
    }

    /// <summary>Whether the runs of a set are found block by block: of the octets from 0x80 on, such a set has all or none.</summary>
    public static bool IsBlockwise(OctetSet set) => set != OctetSet.All && set.Count >= 8 && (set.Bits2, set.Bits3) is (0, 0) or (ulong.MaxValue, ulong.MaxValue);

    /// <summary>The name of a field that holds a class.</summary>
    public string Class(OctetSet set, string context)
    {
        var known = _runs.Find(item => item.Set == set);
        if (known.Name is not null)
            return known.Name;
        var name = names.Take((context.Length == 0 ? "Text" : CSharpNames.Pascal(context.TrimStart('$'))) + "Octets");
        _runs.Add((name, set));
        return name;
    }

    /// <summary>The name of the variable that finds the runs of a class.</summary>
    public static string Runs(string className) => CSharpNames.Uncapitalized(className) + "Runs";
}
