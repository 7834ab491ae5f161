using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Testing.Sentences;

/// <summary>Shows the values of a message's labels: by label in the order of the message's members, those of a record within it.</summary>
internal static partial class LabelText
{
    /// <summary>A value, and those within it.</summary>
    internal sealed record Value(string Label, byte[] Octets, IReadOnlyList<Value> Inner);

    /// <summary>The values that no other stands around, in the order of the message.</summary>
    public static IReadOnlyList<Value> Values(IReadOnlyList<LabelPiece> pieces)
    {
        var inner = pieces.SelectMany(piece => piece.Inner).ToHashSet();
        return [.. pieces.Where(piece => !inner.Contains(piece))
            .Select(piece => new Value(piece.Name, piece.Value.ToArray(), Values(piece.Inner)))];
    }

    public static string Of(IReadOnlyList<LabelModel> members, IReadOnlyList<Value> values)
    {
        var (shown, visited, records) = (new StringBuilder(), new StringBuilder(), 0);
        Show(members, values, record: 0);
        return $"{shown} {visited}";

        void Show(IReadOnlyList<LabelModel> scope, IReadOnlyList<Value> all, int record)
        {
            foreach (var label in scope)
            {
                var found = Found(label, scope, all);
                foreach (var value in label.Kind == LabelKind.Element ? found.Take(1) : found)
                {
                    var text = label.IsNumber ? Numbers.Read(value.Octets, label.Kind).ToString(CultureInfo.InvariantCulture)
                        : Convert.ToHexString(label.Kind == LabelKind.Element ? [] : value.Octets);
                    if (label.IsRecord)
                    {
                        shown.Append(CultureInfo.InvariantCulture, $"{label.Name}={text}[");
                        Show(label.Members, value.Inner, ++records);
                        shown.Append(']');
                        continue;
                    }

                    shown.Append(CultureInfo.InvariantCulture, $"{label.Name}={text};");
                    visited.Append(CultureInfo.InvariantCulture, $"{label.Name}={text}@{record};");
                }
            }
        }
    }

    /// <summary>The values that are shown, with their labels: those of records, too.</summary>
    public static IEnumerable<(string Label, string Value)> Parse(string shown) =>
        Shown().Matches(shown).Select(match => (match.Groups[1].Value, match.Groups[2].Value));

    [GeneratedRegex("([^=;\\[\\]]+)=([^;\\[]*)[;\\[]")]
    private static partial Regex Shown();

    /// <summary>The values of a label: those within a value that is no record stand beside it.</summary>
    private static IEnumerable<Value> Found(LabelModel label, IReadOnlyList<LabelModel> scope, IReadOnlyList<Value> values)
    {
        foreach (var value in values)
        {
            var isRecord = scope.Any(other => other.IsRecord && other.Name.Equals(value.Label, StringComparison.OrdinalIgnoreCase));
            foreach (var inner in isRecord ? [] : Found(label, scope, value.Inner))
                yield return inner;
            if (value.Label.Equals(label.Name, StringComparison.OrdinalIgnoreCase))
                yield return value;
        }
    }
}
