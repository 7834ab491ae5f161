using System.Globalization;
using System.Text;

namespace ProtocolKit.Generator.Tests.Drawn;

/// <summary>A grammar file that is drawn at random: every construct of the language, with names, bounds and nesting that nobody chose. Many are
/// refused; what is not must work.</summary>
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
    private bool _isFromClient;
    private bool _isInside;
    private bool _isHostSaid;
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

    /// <summary>Labels a value. Who writes it may have a parameter of that name, or a fresh value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isList">Whether it stands in a repetition.</param>
    public Part Label(Value value, bool isList)
    {
        var name = Names.Draw();
        _labels.Add(name);
        if (isList && _random.Next(2) == 0)
            _values[name] = $"parameter {name} : *{value.OfParameter}";
        else if (!isList && value.Fresh && _random.Next(5) == 0)
            _values[name] = $"fresh {name} : {value.Rule}";
        else if (!isList && _random.Next(4) > 0)
            _values[name] = $"parameter {name} : {value.OfParameter} = {value.Default(_random)}";
        if (!isList)
            _known.Add((name, value));
        if (!_isFromClient)
            _readByClient.Add(name);
        return new Part($"{name}:{value.Rule}", r => !isList && _values.ContainsKey(name) && r.Next(3) > 0 ? Use(name)
                : _kind == "xml" || isList ? value.Sample(r) : $"{name}:{value.Sample(r)}",
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
        if (_kind is not ("text" or "xml") || !_isHostSaid && !_isFromClient)
            return null;
        if (_isHostSaid)
            return Part.Fixed("$host");
        _isHostSaid = true;
        return new Part(_kind == "xml" ? "host:drawn-text" : "host:1*255( ALPHA / DIGIT / \"-\" / \".\" / \":\" / \"_\" )", _ => "$host");
    }

    private string Use(string name)
    {
        _used.Add(name);
        return "$" + name;
    }

    /// <summary>Repeats a value that was said before, or the host's name; null if there is none.</summary>
    public Part? Repeated()
    {
        var possible = _known.Where(known => known.Value.IsBounded).ToArray();
        if (possible.Length == 0 || _random.Next(6) == 0)
            return Host();
        return Part.Fixed($"${possible[_random.Next(possible.Length)].Name}");
    }

    private string Write(string name)
    {
        var dialogue = new StringBuilder();
        _isInAnyOrder = _random.Next(3) == 0;
        dialogue.AppendLine(_isInAnyOrder ? "dialogue in any order" : "dialogue");
        if (_kind != "xml" && _random.Next(2) == 0)
            dialogue.AppendLine(CultureInfo.InvariantCulture, $"S: {Message(false)}{Refusal()}");
        var isAnswered = true;
        for (var i = _random.Next(1, 4); i > 0; i--)
            isAnswered = Exchange(dialogue, mayBeUnanswered: i == 1);
        dialogue.AppendLine(isAnswered ? "TLS" : "TLS at once");
        _isInside = true;
        _known.Clear();
        _isHostSaid = false;
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
        dialogue.AppendLine(CultureInfo.InvariantCulture, $"C: {Message(fromClient: true)}{condition}");
        if (mayBeUnanswered && _random.Next(12) == 0)
            return false;
        dialogue.AppendLine(CultureInfo.InvariantCulture, $"S: {Message(fromClient: false)}{Refusal()}");
        if (_random.Next(6) == 0)
            dialogue.AppendLine(CultureInfo.InvariantCulture, $"S: {Message(fromClient: false)}");
        return true;
    }

    /// <summary>Draws what both sides say without waiting: neither repeats what the other says.</summary>
    private bool Together(StringBuilder dialogue)
    {
        var (known, isHostSaid) = (_known.Count, _isHostSaid);
        var client = Message(fromClient: true);
        var said = _known[known..];
        var isHostSaidNow = _isHostSaid;
        _known.RemoveRange(known, said.Count);
        _isHostSaid = isHostSaid;
        dialogue.AppendLine(CultureInfo.InvariantCulture, $"C: {client}     S: {Message(fromClient: false)}{Refusal()}");
        _known.AddRange(said);
        _isHostSaid |= isHostSaidNow;
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

    private string Refusal()
    {
        var text = "";
        for (var i = _random.Next(3); i > 0; i--)
        {
            var outcome = _random.Next(5) switch { 0 => "next", 1 => "not-offered", 2 => "unavailable", 3 => "closed", _ => "refused" };
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
            _isHostSaid = false;
            var message = Message(fromClient, isRefusal: true);
            lines.Append(fromClient ? "C: " : "S: ").Append(message);
            if (_random.Next(3) > 0)
                lines.Append(fromClient ? "   S: " : "   C: ").Append(Message(!fromClient));
            lines.AppendLine(_random.Next(4) == 0 ? "   => closed" : "");
        }

        if (_random.Next(3) == 0)
            lines.AppendLine(CultureInfo.InvariantCulture, $"C: ...   S: {Message(fromClient: false)}");
        return lines.ToString();
    }

    /// <summary>Draws a message as a rule, and mostly a text for it.</summary>
    private string Message(bool fromClient, bool isRefusal = false)
    {
        _isFromClient = fromClient;
        _labels.Clear();
        var known = _known.Count;
        var part = _message();
        if (isRefusal)
            _known.RemoveRange(known, _known.Count - known);
        var name = Names.Draw();
        AddRule(name, part.Rule);
        if ((!part.HasDefault || _random.Next(3) > 0) && part.Say(_random) is { } text)
            (_isInside ? _textsInside : _texts).Add($"{name}  {text}");
        else
            _used.UnionWith(_labels);
        return name;
    }
}
