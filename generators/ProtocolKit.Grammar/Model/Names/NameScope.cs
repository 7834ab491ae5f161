namespace ProtocolKit.Grammar.Model.Names;

/// <summary>The names of one C# scope: the members of a type, or the variables of a method. Every name that comes from a grammar is taken
/// from one, so that no two things in a scope have the same one. What asks first gets the name it wants.</summary>
public sealed class NameScope
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>Makes a scope.</summary>
    /// <param name="reserved">The names that nothing can have there.</param>
    public NameScope(params IReadOnlyList<IEnumerable<string>> reserved)
    {
        foreach (var names in reserved)
            _taken.UnionWith(names);
    }

    /// <summary>All names that are taken.</summary>
    public IReadOnlySet<string> Taken => _taken;

    /// <summary>Takes the first name that is free: the one that is wanted, that with a suffix, then that with a number from 2 on.</summary>
    /// <param name="wanted">The name.</param>
    /// <param name="suffix">The suffix; may be empty.</param>
    /// <param name="members">What is named after it, all of which must be free; null for the name alone.</param>
    public string Take(string wanted, string suffix = "", Func<string, IEnumerable<string>>? members = null)
    {
        var name = Candidates(wanted, suffix).First(candidate => !Members(candidate).Any(_taken.Contains));
        _taken.UnionWith(Members(name));
        return name;

        IEnumerable<string> Members(string candidate) => members?.Invoke(candidate) ?? [candidate];
    }

    private IEnumerable<string> Candidates(string wanted, string suffix)
    {
        yield return wanted;
        if (suffix.Length > 0)
            yield return wanted + suffix;
        for (var number = _numbers.GetValueOrDefault(wanted + suffix, 2); ; number++)
        {
            _numbers[wanted + suffix] = number + 1;
            yield return $"{wanted}{suffix}{number}";
        }
    }
}
