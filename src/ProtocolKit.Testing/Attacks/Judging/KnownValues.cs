using System.Globalization;
using System.Text;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Testing.Sentences;

namespace ProtocolKit.Testing;

/// <summary>What the messages of a dialogue have said so far: the values that later ones repeat, and what conditions test. Written apart
/// from what the machines do.</summary>
internal sealed class KnownValues
{
    private readonly Dictionary<string, byte[]> _octets = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, long> _numbers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<(byte[] Octets, long Number)>> _read = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<byte[]>> _parameters = new(StringComparer.OrdinalIgnoreCase);
    private readonly AttackTarget _target;

    private KnownValues(AttackTarget target, string message, byte[] octets)
    {
        _target = target;
        Learn(message, octets, isRead: true);
    }

    public KnownValues(AttackTarget target)
    {
        _target = target;
        if (target.IsClient)
        {
            var host = Encoding.ASCII.GetBytes(target.Options.Host);
            (_octets["host"], _octets["unicode-host"], _octets["uri-host"]) = (host, host, host);
        }

        foreach (var parameter in target.Model.Parameters)
            Preset(parameter);
    }

    /// <summary>The values for a sentence that is drawn; those that are not known are drawn, too.</summary>
    /// <param name="like">A message whose labels the sentence is to have, as far as later messages repeat them; null for none.</param>
    public DrawnValues ForDrawing(KnownValues? like = null) => like is null ? DrawnValues.Starting(_octets, _numbers)
        : DrawnValues.Starting(_octets, _numbers, Repeated(like._octets), Repeated(like._numbers));

    private Dictionary<string, T> Repeated<T>(Dictionary<string, T> values) => values
        .Where(value => _target.Model.Bindings.Any(binding => binding.Name.Equals(value.Key, StringComparison.OrdinalIgnoreCase)))
        .ToDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>What one message says, by itself.</summary>
    public static KnownValues Of(AttackTarget target, string message, byte[] octets) => new(target, message, octets);

    public byte[]? Octets(string name) => _octets.GetValueOrDefault(name);

    public long? Number(string name) => _numbers.TryGetValue(name, out var number) ? number : null;

    /// <summary>Takes the labels of a message.</summary>
    /// <param name="message">The message's name.</param>
    /// <param name="octets">Its octets.</param>
    /// <param name="isRead">Whether the role has read it; else it has written it.</param>
    public void Learn(string message, byte[] octets, bool isRead)
    {
        if (_target.Find(message) is not { } model)
            return;
        foreach (var label in isRead ? model.Labels : [])
            _read[label.Name] = [];
        var numbers = model.Labels.Where(label => label.IsNumber).Select(label => label.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _target.Definition.VisitLabels(message, octets, (label, value, _) =>
        {
            long number = 0;
            var isNumber = numbers.Contains(label) && long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
                out number);
            if (isNumber)
                _numbers[label] = number;
            else
                _octets[label] = value.ToArray();
            if (isRead && _read.TryGetValue(label, out var read))
                read.Add((value.ToArray(), number));
        });
    }

    public bool Holds(ConditionModel condition) =>
        condition.Tests.Any(Holds)
        || condition.Parameters.Any(Holds)
        || condition.OrUnknown && !condition.Tests.Any(test => _read.ContainsKey(test.Label));

    /// <summary>What all conditions' tests of labels say, one after the other.</summary>
    public string Answers() => string.Concat(_target.Model.LabelTests.Select(test => Holds(test) ? '1' : _read.ContainsKey(test.Label)
        ? '0' : '-'));

    private bool Holds(LabelTestModel test) =>
        _read.TryGetValue(test.Label, out var values) && values.Exists(value => Holds(test, value.Octets, value.Number));

    private static bool Holds(LabelTestModel test, byte[] octets, long number) => test switch
    {
        { Text: { } text } => Ascii.EqualsIgnoreCase(octets, Encoding.UTF8.GetBytes(text)),
        { Number: { } mask, IsMask: true } => ((ulong)number & mask) == mask && ((ulong)number & test.Unset) == 0,
        { Number: { } other } => (ulong)number == other,
        _ => true,
    };

    private bool Holds(ParameterTestModel test)
    {
        var parameter = _target.Model.Parameters.First(other => other.Name.Equals(test.Parameter, StringComparison.OrdinalIgnoreCase));
        var like = new LabelTestModel("", test.Text, test.Number, test.IsMask) { Unset = test.Unset };
        return _parameters.GetValueOrDefault(parameter.Name, [])
            .Exists(octets => Holds(like, octets, parameter.IsNumber ? Numbers.Read(octets, parameter.Form.Kind) : 0));
    }

    private void Preset(ParameterModel parameter)
    {
        var given = (_target.IsClient ? _target.Options.ClientParameters : _target.Options.ServerParameters)
            .Where(setting => setting.Key.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase)).Select(setting =>
                setting.Value).ToArray();
        List<byte[]> values = given.Length == 0 ? parameter.DefaultOctets is { } preset ? [[.. preset]] : []
            : [.. given.Select(value => parameter.IsNumber ? Numbers.Write(long.Parse(value, CultureInfo.InvariantCulture), parameter.Form)
                : Encoding.UTF8.GetBytes(value))];
        _parameters[parameter.Name] = values;
        if (parameter.IsList || values.Count == 0)
            return;
        if (parameter.IsNumber)
            _numbers[parameter.Name] = Numbers.Read(values[0], parameter.Form.Kind);
        else
            _octets[parameter.Name] = values[0];
    }
}
