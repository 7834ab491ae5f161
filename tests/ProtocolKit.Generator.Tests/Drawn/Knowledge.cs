using System.Globalization;
using System.Text;
using ProtocolKit.Generator.Tests.Sentences;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Generator.Tests.Drawn;

/// <summary>What a role knows of a dialogue: the values that messages repeat, and what its conditions test. Written apart from what the
/// machines do.</summary>
internal sealed class Knowledge
{
    private readonly Dictionary<string, byte[]> _octets = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, long> _numbers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<(byte[] Octets, long Number)>> _read = new(StringComparer.OrdinalIgnoreCase);
    private readonly ProtocolModel _model;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<byte[]>> _parameters;

    /// <param name="model">The protocol.</param>
    /// <param name="parameters">The octets of the role's parameters.</param>
    /// <param name="host">The host's name, which a server does not know.</param>
    public Knowledge(ProtocolModel model, IReadOnlyDictionary<string, IReadOnlyList<byte[]>> parameters, string? host)
    {
        (_model, _parameters) = (model, parameters);
        if (host is not null)
            (_octets["host"], _octets["unicode-host"]) = (Encoding.ASCII.GetBytes(host), Encoding.ASCII.GetBytes(host));
        foreach (var parameter in model.Parameters.Where(parameter => !parameter.IsList && parameters.ContainsKey(parameter.Name)))
        {
            if (parameter.IsNumber)
                _numbers[parameter.Name] = Numbers.Read(parameters[parameter.Name][0], parameter.Form.Kind);
            else
                _octets[parameter.Name] = parameters[parameter.Name][0];
        }
    }

    /// <summary>The values that a message may repeat.</summary>
    public DrawnValues Values => DrawnValues.Known(_octets, _numbers);

    /// <summary>Takes the labels of a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="labels">Its labels, as <see cref="DriverSource"/> shows them.</param>
    /// <param name="isRead">Whether the role has read it; else it has written it.</param>
    public void Learn(MessageModel message, string labels, bool isRead)
    {
        if (isRead)
        {
            foreach (var label in message.Labels)
                _read[label.Name] = [];
        }

        foreach (var (name, value) in LabelText.Parse(labels))
        {
            var isNumber = message.Labels.First(label => label.Name == name).IsNumber;
            (byte[] Octets, long Number) known = isNumber ? ([], long.Parse(value, CultureInfo.InvariantCulture))
                : (Convert.FromHexString(value), 0);
            if (isNumber)
                _numbers[name] = known.Number;
            else
                _octets[name] = known.Octets;
            if (isRead)
                _read[name].Add(known);
        }
    }

    /// <summary>Takes the labels of a message that is written and never read: those that its sentence names.</summary>
    /// <returns>Whether their values can be told.</returns>
    public bool TryLearn(MessageModel message, SentenceModel sentence)
    {
        foreach (var label in message.Labels)
        {
            foreach (var part in sentence.Parts.Concat(sentence.XmlValues.Values).SelectMany(All))
            {
                if (part is FreshPart fresh && fresh.Binding == label.Name || part is SizedPart sized && sized.Size.Label == label.Name)
                    return false;
                if (part is not LabelledPart labelled || labelled.Label != label.Name)
                    continue;
                var values = labelled.Body.Select(OctetsOf).ToArray();
                if (values.Contains(null))
                    return false;
                byte[] octets = [.. values.SelectMany(value => value!)];
                if (label.IsNumber)
                    _numbers[label.Name] = Numbers.Read(octets, label.Kind);
                else
                    _octets[label.Name] = octets;
            }
        }

        return true;
    }

    private byte[]? OctetsOf(SentencePart part) => part switch
    {
        LiteralPart literal => [.. literal.Octets],
        ParameterPart parameter => _parameters.GetValueOrDefault(parameter.Parameter, []) is [var only] ? only : null,
        _ => null,
    };

    private static IEnumerable<SentencePart> All(SentencePart part) => (part switch
    {
        NumberPart number => [number.Value],
        SizedPart sized => sized.Body,
        LabelledPart labelled => labelled.Body,
        PaddedPart padded => padded.Body,
        BerPart ber => ber.Body,
        ListPart list => list.Body,
        _ => Enumerable.Empty<SentencePart>(),
    }).SelectMany(All).Prepend(part);

    public bool Holds(ConditionModel condition) =>
        condition.Tests.Any(test => _read.TryGetValue(test.Label, out var values) && values.Exists(value => Holds(test, value)))
        || condition.Parameters.Any(Holds)
        || condition.OrUnknown && !condition.Tests.Any(test => _read.ContainsKey(test.Label));

    private bool Holds(ParameterTestModel test)
    {
        var parameter = _model.Parameters.First(parameter => parameter.Name.Equals(test.Parameter, StringComparison.OrdinalIgnoreCase));
        return _parameters.GetValueOrDefault(parameter.Name, []).Any(octets => Holds(
            new LabelTestModel("", test.Text, test.Number, test.IsMask),
                (octets, test.Number is null ? 0 : Numbers.Read(octets, parameter.Form.Kind))));
    }

    private static bool Holds(LabelTestModel test, (byte[] Octets, long Number) value) => test switch
    {
        { Text: { } text } => Ascii.EqualsIgnoreCase(value.Octets, Encoding.UTF8.GetBytes(text)),
        { Number: { } mask, IsMask: true } => ((ulong)value.Number & mask) == mask,
        { Number: { } number } => (ulong)value.Number == number,
        _ => true,
    };
}
