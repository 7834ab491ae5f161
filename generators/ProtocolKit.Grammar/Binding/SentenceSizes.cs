using System.Globalization;
using System.Text;
using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Binding;

/// <summary>The sizes and counts of a sentence: those that are spelled out, and those that are computed from what they count.</summary>
internal sealed class SentenceSizes(IEnumerable<(ExpressionSyntax Expression, Arguments Scope)> sentence)
{
    /// <param name="Place">Where it is written, or null where it is spelled out.</param>
    /// <param name="Number">The number that is spelled out; of a count that is computed the least that its element allows.</param>
    private sealed record Size(SizePart? Place, int Number);

    private readonly Dictionary<string, bool> _names = Names(sentence);
    private readonly Dictionary<string, Size> _latest = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<SizePart, SentencePart> _counts = [];
    private readonly HashSet<SizePart> _filled = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a label says how many octets or turns something has.</summary>
    public bool Contains(string label) => _names.ContainsKey(label);

    /// <summary>Whether a label says how many turns something has.</summary>
    public bool IsCount(string label) => _names.GetValueOrDefault(label);

    /// <summary>Comes to the place of a size or count.</summary>
    /// <param name="label">Its label.</param>
    /// <param name="spelled">The number that is spelled out there, or null.</param>
    /// <param name="element">The pattern of the number.</param>
    /// <param name="isText">Whether it is spelled out in digits or octets.</param>
    /// <returns>The place, or null where the number is spelled out.</returns>
    public SizePart? Place(string label, ulong? spelled, Pattern element, bool isText)
    {
        if (NumberForms.Of(element, isSize: true) is not { } form)
            return null;
        spelled ??= isText ? Value(element, form) : null;
        if (spelled is not null)
        {
            _latest[label] = new Size(null, (int)Math.Min(spelled.Value, int.MaxValue));
            return null;
        }

        var number = _numbers[label] = _numbers.GetValueOrDefault(label) + 1;
        var place = new SizePart(label, number, form) { Greatest = NumberForms.Greatest(element, isSize: true) ?? ulong.MaxValue };
        _latest[label] = new Size(place, (int)(IsCount(label) ? NumberForms.Least(element, form) ?? 0 : 0));
        return place;
    }

    /// <summary>Finds the nearest size of a label: its place, or the number that is spelled out.</summary>
    public bool TryFind(string label, out SizePart? place, out int number)
    {
        (place, number) = _latest.TryGetValue(label, out var size) ? (size.Place, size.Number) : default;
        return size is not null && (place is null || _filled.Add(place));
    }

    /// <summary>How many turns are written, which is then what their count says; null where nothing determines it.</summary>
    /// <param name="label">The label of the count.</param>
    /// <param name="isText">Whether a text has the elements: they are written once at least.</param>
    public int? Turns(string label, bool isText)
    {
        if (!_latest.TryGetValue(label, out var size))
            return null;
        var turns = isText && size.Place is not null ? Math.Max(1, size.Number) : size.Number;
        return size.Place is null || _counts.TryAdd(size.Place, new LiteralPart(NumberForms.Encode((ulong)turns, size.Place.Form))) ? turns
            : null;
    }

    /// <summary>Notes that a count is the number of values of a list parameter.</summary>
    public bool TryCount(string label, string list) =>
        _latest.GetValueOrDefault(label)?.Place is { } place && _counts.TryAdd(place, new NumberPart(new TurnsPart(list), place.Form));

    /// <summary>Puts the counts in.</summary>
    public List<SentencePart> Resolve(IReadOnlyList<SentencePart> parts) => [.. parts.Select(part => part switch
    {
        SizePart size when _counts.TryGetValue(size, out var count) => count,
        SizePart size when !_filled.Contains(size) => new LiteralPart(NumberForms.Encode(0, size.Form)),
        SizedPart sized => sized with { Body = SentenceBuilder.Join(Resolve(sized.Body)) },
        BerPart ber => ber with { Body = SentenceBuilder.Join(Resolve(ber.Body)) },
        PaddedPart padded => Padded(padded.Multiple, SentenceBuilder.Join(Resolve(padded.Body))),
        LabelledPart labelled => labelled with { Body = Resolve(labelled.Body) },
        ListPart list => list with { Body = SentenceBuilder.Join(Resolve(list.Body)) },
        _ => part,
    })];

    /// <summary>Zeros are spelled out where the length is.</summary>
    private static SentencePart Padded(int multiple, List<SentencePart> body) =>
        body.Count == 0 ? new LiteralPart([])
        : body is [LiteralPart { Octets: var octets }]
            ? new LiteralPart([.. octets, .. new byte[PaddedPattern.Padding(octets.Count, multiple)]])
        : new PaddedPart(multiple, body);

    private static ulong? Value(Pattern element, NumberForm form)
    {
        var octets = LanguageRelation.Complete(Determinizer.Determinize(NfaBuilder.Build(element, onlyLabels: []), [], []));
        return form.Kind switch
        {
            LabelKind.Decimal when ulong.TryParse(
                Encoding.ASCII.GetString(octets), NumberStyles.None, CultureInfo.InvariantCulture, out var value) => value,
            LabelKind.Hexadecimal when ulong.TryParse(
                Encoding.ASCII.GetString(octets), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) => value,
            _ => null,
        };
    }

    private static Dictionary<string, bool> Names(IEnumerable<(ExpressionSyntax Expression, Arguments Scope)> sentence)
    {
        var names = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
        foreach (var (expression, _) in sentence)
        {
            var (name, isCount) = expression switch
            {
                CountedOctetsSyntax counted => (counted.Size.Value, false),
                WithinSyntax within => (within.Size.Value, false),
                CountedRepetitionSyntax counted => (counted.Count, true),
                _ => default,
            };
            if (name is not null)
                names[name.Text] = isCount;
        }

        return names;
    }
}
