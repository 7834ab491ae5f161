using System.Text;

namespace ProtocolKit.Grammar.Model;

/// <summary>The spelling of C# names.</summary>
public static class CSharpNames
{
    /// <summary>A name of the grammar language in Pascal case: <c>start-tls</c> becomes <c>StartTls</c>.</summary>
    public static string Pascal(string name)
    {
        var text = new StringBuilder(name.Length);
        var upper = true;
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                upper = true;
                continue;
            }

            text.Append(upper ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c));
            upper = false;
        }

        return text.Length > 0 && !char.IsAsciiDigit(text[0]) ? text.ToString() : "N" + text;
    }

    /// <summary>The name of a word: <c>SIZE</c> becomes <c>Size</c>, and <c>StartTls</c>, which has letters in both cases, stays as it is
    /// spelled.</summary>
    public static string Word(string word)
    {
        if (word.Length > 1 && word[^1] is '+' or '-')
            return Word(word[..^1]) + (word[^1] == '+' ? "Plus" : "Minus");
        var parts = word.Split([.. word.Where(c => !char.IsAsciiLetterOrDigit(c)).Distinct()], StringSplitOptions.RemoveEmptyEntries);
        var name = string.Concat(parts.Select(part => part.Any(char.IsAsciiLetterLower) && part.Any(char.IsAsciiLetterUpper)
            ? char.ToUpperInvariant(part[0]) + part[1..]
            : Pascal(part).TrimStart(char.IsAsciiDigit(part[0]) ? 'N' : '\0')));
        return name.Length > 0 && !char.IsAsciiDigit(name[0]) ? name : "N" + name;
    }

    /// <summary>A name of the grammar language in camel case.</summary>
    public static string Camel(string name) => Uncapitalized(Pascal(name));

    /// <summary>A name in Pascal case in camel case.</summary>
    public static string Uncapitalized(string pascal) => char.ToLowerInvariant(pascal[0]) + pascal[1..];

    /// <summary>The English plural of a name.</summary>
    public static string Plural(string name) => name switch
    {
        _ when name.EndsWith('y') && name.Length > 1 && !"aeiou".Contains(name[^2]) => name[..^1] + "ies",
        _ when name.EndsWith('s') || name.EndsWith('x') || name.EndsWith("ch", StringComparison.Ordinal) => name + "es",
        _ => name + "s",
    };
}
