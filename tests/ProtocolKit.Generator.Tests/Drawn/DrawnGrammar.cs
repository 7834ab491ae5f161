using System.Globalization;
using System.Text;

namespace ProtocolKit.Generator.Tests.Drawn;

/// <summary>A grammar file that is drawn at random: every construct of the language, with names, bounds and nesting that nobody chose.
/// Many are refused; what is not must work.</summary>
internal sealed class DrawnGrammar
{
    private readonly Random _random;
    private readonly Func<Part> _message;
    private readonly string _kind;
    private readonly List<(string Name, string Text)> _rules = [];
    private readonly List<string> _texts = [];
    private readonly List<string> _textsInside = [];
    private readonly List<(string Name, Value Value)> _known = [];
    private readonly Dictionary<string, string> _values = [];
    private readonly HashSet<string> _used = [];
    private readonly HashSet<string> _readByClient = [];
    private readonly List<string> _labels = [];
    private readonly List<(string Name, Value Value)> _parameters = [];
    private readonly HashSet<string> _own = [];
    private (string Name, Value Value)? _demanded;
    private int _optional;
    private bool _isFromClient;
    private bool _isInside;
    private bool _isInAnyOrder;

    private DrawnGrammar(Random random)
    {
        _random = random;
        Names = new Names(random);
        (_kind, _message) = random.Next(10) switch
        {
            < 5 => ("text", new TextParts(this, random).Message),
            < 7 => ("binary", new BinaryParts(this, random).Message),
            < 8 => ("ber", new BerParts(this, random).Message),
            _ => ("xml", (Func<Part>)new XmlParts(this, random).Message),
        };
    }

    public Names Names { get; }

    /// <summary>Draws the text of a file.</summary>
    /// <param name="name">The protocol's name.</param>
    /// <param name="random">Draws.</param>
    public static string Draw(string name, Random random) => new DrawnGrammar(random).Write(name);

    public void AddRule(string name, string text) => _rules.Add((name, text));

    /// <summary>Puts a part into a rule of its own.</summary>
    public Part AsRule(Part part)
    {
        var name = Names.Draw();
        AddRule(name, part.Rule);
        return part with { Rule = name };
    }

    /// <summary>Draws a part that may not be there, or not once: what it labels is not known behind it.</summary>
    public Part Maybe(Func<Part> draw)
    {
        var known = _known.Count;
        _optional++;
        var part = draw();
        _optional--;
        Forget(known);
        return part;
    }

    private void Forget(int known)
    {
        if (_known.Count > known)
            _known.RemoveRange(known, _known.Count - known);
    }

    /// <summary>Labels a value. Who writes it may have a parameter of that name, or a fresh value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isList">Whether it stands in a repetition.</param>
    public Part Label(Value value, bool isList)
    {
        var name = Names.Draw();
        _labels.Add(name);
        _own.Add(name);
        var isFresh = false;
        if (isList && _random.Next(2) == 0)
        {
            _values[name] = $"parameter {name} : *{value.OfParameter}";
        }
        else if (!isList && value.Fresh && _random.Next(5) == 0)
        {
            _values[name] = $"fresh {name} : {value.Rule}";
            isFresh = true;
        }
        else if (!isList && _random.Next(4) > 0)
        {
            _values[name] = $"parameter {name} : {value.OfParameter} = {value.Default(_random)}";
            _parameters.Add((name, value));
        }

        if (!isList)
            _known.Add((name, value));
        if (isFresh && _isFromClient && _optional == 0)
            _demanded = (name, value);
        if (!_isFromClient)
            _readByClient.Add(name);
        return new Part($"{name}:{value.Rule}", r => !isList && _values.ContainsKey(name) && (isFresh || r.Next(3) > 0) ? Use(name)
                : isList || r.Next(8) == 0 ? value.Sample(r) : $"{name}:{value.Sample(r)}",
            HasDefault: !isList && _values.ContainsKey(name));
    }

    /// <summary>A list of a labelled value: in a text several values, or those of a parameter.</summary>
    /// <param name="bounds">How often.</param>
    /// <param name="turns">Draws how often in a text.</param>
    /// <param name="before">What stands before each.</param>
    /// <param name="value">The value.</param>
    public Part LabelledList(string bounds, Func<Random, int> turns, string before, Value value)
    {
        var label = Label(value, isList: true);
        var name = label.Rule[..label.Rule.IndexOf(':', StringComparison.Ordinal)];
        return new Part($"{bounds}( {before} {label.Rule} )", r => _values.ContainsKey(name) && bounds == "*" && r.Next(2) == 0
            ? $"*( {before} {Use(name)} )"
            : string.Join(' ', Enumerable.Range(0, turns(r)).Select(_ => $"{before} {value.Sample(r)}")),
            HasDefault: bounds[0] == '*');
    }

    /// <summary>The host's name, which the client says first; null where it has not.</summary>
    private Part? Host()
    {
        var isKnown = _known.Exists(known => known.Name == "host");
        if (_kind is not ("text" or "xml") || isKnown && _kind == "xml" && _own.Contains("host") || !isKnown
            && (!_isFromClient || _optional > 0 || !_own.Add("host")))
            return null;
        if (isKnown)
            return Part.Fixed("$host");
        _known.Add(("host", s_host));
        return new Part($"host:{(_kind == "xml" ? "drawn-text" : s_host.Rule)}", _ => "$host");
    }

    private static readonly Value s_host = new("1*255( ALPHA / DIGIT / \"-\" / \".\" / \":\" / \"_\" )", _ => "$host", _ =>
        "$host", IsBounded: false);

    /// <summary>The list parameter of a label, as a text repeats it; null where it has none.</summary>
    public string? ListOf(Part label) =>
        label.Rule[..label.Rule.IndexOf(':', StringComparison.Ordinal)] is var name && _values.ContainsKey(name) ? Use(name) : null;

    private string Use(string name)
    {
        _used.Add(name);
        return "$" + name;
    }

    /// <summary>Repeats a value that was said before on every way, or is a parameter, or the host's name; null if there is none.</summary>
    public Part? Repeated()
    {
        // In XML, only values of earlier messages are repeated.
        var possible = _known.Where(known => known.Value.IsBounded && !(_kind == "xml" && _own.Contains(known.Name)))
            .Concat(_parameters.Where(parameter => parameter.Value.IsBounded && !_own.Contains(parameter.Name))).ToArray();
        if (possible.Length == 0 || _random.Next(6) == 0)
            return Host();
        var name = possible[_random.Next(possible.Length)].Name;
        if (_values.ContainsKey(name))
            _used.Add(name);
        return Part.Fixed($"${name}");
    }

    /// <summary>Whether a value is a number of BER.</summary>
    public bool IsNumber(string name) =>
        _known.Concat(_parameters).Append(_demanded ?? default)
        .Any(known => known.Name == name && known.Value.Rule.StartsWith("INTEGER", StringComparison.Ordinal));

    /// <summary>Repeats the fresh value of the request, as an answer must, mostly; null where there is none.</summary>
    public Part? Demanded() => !_isFromClient && _demanded is { } value && _random.Next(8) > 0 ? Part.Fixed($"${value.Name}") : null;

    private string Write(string name)
    {
        var dialogue = new StringBuilder();
        _isInAnyOrder = _random.Next(3) == 0;
        dialogue.AppendLine(_isInAnyOrder ? "dialogue in any order" : "dialogue");
        if (_kind != "xml" && _random.Next(2) == 0)
        {
            var (line, hasNext) = (Message(false), false);
            dialogue.AppendLine(CultureInfo.InvariantCulture, $"S: {line}{Refusal(ref hasNext)}");
            if (hasNext)
                _known.Clear();
        }

        var isAnswered = true;
        for (var i = _random.Next(1, 4); i > 0; i--)
            isAnswered = Exchange(dialogue, mayBeUnanswered: i == 1);
        dialogue.AppendLine(isAnswered ? "TLS" : "TLS at once");
        _isInside = true;
        _known.Clear();
        if (_kind != "xml" && _random.Next(4) == 0)
            dialogue.AppendLine(CultureInfo.InvariantCulture, $"S: {Message(false)}");
        for (var i = _random.Next(3); i > 0; i--)
            _ = Exchange(dialogue, mayBeUnanswered: false);
        _isInside = false;
        var anyTime = AnyTime();

        var file = new StringBuilder();
        file.AppendLine(CultureInfo.InvariantCulture, $"protocol {name}").AppendLine("spec \"drawn at random\"").AppendLine("port 7001");
        if (_random.Next(3) == 0)
            file.AppendLine("tls 7002");
        if (_random.Next(3) == 0)
            file.AppendLine(CultureInfo.InvariantCulture, $"limit {_random.Next(512, 20000)} octets, {_random.Next(5, 300)} items, {_random.Next(16, 100)} rounds, {_random.Next(5, 10)} deep");
        if (_kind == "xml")
            file.AppendLine("namespace \"urn:drawn\"").AppendLine("namespace x \"urn:drawn:x\"");
        file.AppendJoin('\n', _values.Where(value => _used.Contains(value.Key)).Select(value => value.Value)).AppendLine().AppendLine();
        if (_kind == "xml")
            file.AppendLine("drawn-text = 1*64( %x21-7E / %x80-FF )");
        foreach (var (rule, text) in _rules)
            file.AppendLine(CultureInfo.InvariantCulture, $"{rule} = {text}");
        file.AppendLine().Append(dialogue).Append(anyTime);
        if (_texts.Count + _textsInside.Count > 0)
            file.AppendLine().AppendLine("says");
        foreach (var text in _texts)
            file.AppendLine(text);
        if (_textsInside.Count > 0)
            file.AppendLine("TLS");
        foreach (var text in _textsInside)
            file.AppendLine(text);
        return file.ToString();
    }

    /// <summary>Draws a request and mostly its answer.</summary>
    /// <returns>Whether there is an answer.</returns>
    private bool Exchange(StringBuilder dialogue, bool mayBeUnanswered)
    {
        if (_kind != "xml" && (!_isInAnyOrder || _isInside) && _random.Next(8) == 0)
            return Together(dialogue);
        var condition = Condition();
        var known = _known.Count;
        _demanded = null;
        dialogue.AppendLine(CultureInfo.InvariantCulture, $"C: {Message(fromClient: true)}{condition}");
        var isAnswered = !mayBeUnanswered || _random.Next(12) > 0;
        var hasNext = false;
        if (isAnswered)
        {
            var request = _known.Count;
            dialogue.AppendLine(CultureInfo.InvariantCulture, $"S: {Message(fromClient: false)}{Refusal(ref hasNext)}");
            if (_random.Next(6) == 0)
                dialogue.AppendLine(CultureInfo.InvariantCulture, $"S: {Message(fromClient: false)}");
            if (hasNext)
                Forget(request);
        }

        // Of what is left out, or may come in another order, nothing is known behind it.
        if (_isInAnyOrder && !_isInside || condition.EndsWith("skip", StringComparison.Ordinal))
            Forget(known);
        _demanded = null;
        return isAnswered;
    }

    /// <summary>Draws what both sides say without waiting: neither repeats what the other says.</summary>
    private bool Together(StringBuilder dialogue)
    {
        var known = _known.Count;
        var client = Message(fromClient: true);
        var said = _known[known..];
        Forget(known);
        var hasNext = false;
        dialogue.AppendLine(CultureInfo.InvariantCulture, $"C: {client}     S: {Message(fromClient: false)}{Refusal(ref hasNext)}");
        if (hasNext)
            Forget(known);
        _known.AddRange(said);
        return true;
    }

    private string Condition()
    {
        if (_readByClient.Count == 0 || _isInside || _random.Next(3) > 0)
            return "";
        var label = _readByClient.ElementAt(_random.Next(_readByClient.Count));
        return $" if {label}{(_random.Next(3) == 0 ? " \"A\"" : "")}{(_random.Next(6) > 0 ? " or unknown" : "")}"
            + _random.Next(4) switch { 0 => " else skip", 1 => " else refused", _ => "" };
    }

    private string Refusal(ref bool hasNext)
    {
        var text = "";
        for (var i = _random.Next(3); i > 0; i--)
        {
            var outcome = _random.Next(5) switch { 0 => "next", 1 => "not-offered", 2 => "unavailable", 3 => "closed", _ => "refused" };
            hasNext |= outcome == "next";
            text += $"   / {Message(fromClient: false, isRefusal: true)} => {outcome}";
            if (!_isInside && outcome is not ("next" or "closed") && _random.Next(3) == 0)
                text += " or clear";
        }

        return text;
    }

    private string AnyTime()
    {
        if (_random.Next(2) == 0)
            return "";
        var lines = new StringBuilder("\nany time\n");
        for (var i = _random.Next(1, 4); i > 0; i--)
        {
            var fromClient = _random.Next(2) == 0;
            _known.Clear();
            lines.Append(fromClient ? "C: " : "S: ").Append(Message(fromClient));
            if (_random.Next(3) > 0)
                lines.Append(fromClient ? "   S: " : "   C: ").Append(Message(!fromClient));
            lines.AppendLine(_random.Next(4) == 0 ? "   => closed" : "");
        }

        _known.Clear();
        if (_random.Next(3) == 0)
            lines.AppendLine(CultureInfo.InvariantCulture, $"C: ...   S: {Message(fromClient: false)}");
        return lines.ToString();
    }

    /// <summary>Draws a message as a rule, and mostly a text for it.</summary>
    private string Message(bool fromClient, bool isRefusal = false)
    {
        _isFromClient = fromClient;
        _labels.Clear();
        _own.Clear();
        var part = isRefusal ? Maybe(_message) : _message();
        var name = Names.Draw();
        AddRule(name, part.Rule);
        if ((!part.HasDefault || _random.Next(3) > 0) && part.Say(_random) is { } text)
            (_isInside ? _textsInside : _texts).Add($"{name}  {text}");
        else
            _used.UnionWith(_labels);
        return name;
    }
}
