using System.Globalization;
using System.Text;
using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;
using ProtocolKit.Grammar.Xml;

namespace ProtocolKit.Testing.Sentences;

/// <summary>Draws XML messages, spelled in any way that XML allows, with the values that their labels get.</summary>
internal sealed class XmlDrawer(ProtocolModel protocol, DrawnValues values, Random random)
{
    private readonly List<(string Name, byte[] Value)> _labels = [];
    private readonly StringBuilder _text = new();
    private HashSet<string?> _lists = [];

    public IReadOnlyList<(string Name, byte[] Value)> Labels => _labels;

    public byte[] Draw(XmlPattern message)
    {
        _lists = [.. XmlLabel.Find(message).Where(label => label.IsList).Select(label => label.Name)];
        if (message.Form == XmlForm.StartTag && random.Next(2) == 0)
            _text.Append(random.Next(2) == 0 ? "<?xml version='1.0'?>" : "<?xml version=\"1.0\" encoding='UTF-8' ?>");
        Space();
        if (message.Form == XmlForm.EndTag)
        {
            var prefix = protocol.Xml![message.Name.Namespace]?.Prefix;
            _text.Append("</").Append(prefix is null ? "" : prefix + ":").Append(message.Name.Local);
            Space();
            _text.Append('>');
        }
        else
        {
            Element(message, depth: 1);
        }

        return Encoding.UTF8.GetBytes(_text.ToString());
    }

    private void Element(XmlPattern element, int depth)
    {
        var (name, declaration) = Name(element.Name);
        _text.Append('<').Append(name);
        var parts = element.Attributes.Where(attribute => !attribute.IsOptional || random.Next(2) == 0)
            .Select(attribute => (Action)(() => Attribute(attribute))).ToList();
        if (declaration is not null)
            parts.Add(() => Written(declaration.Value.Name, declaration.Value.Uri, references: false));
        if (random.Next(3) == 0)
            parts.Add(() => Written("unknown", "a > b & c", references: true));
        if (random.Next(3) == 0)
            parts.Add(() => Written("xml:lang", "en", references: true));
        foreach (var part in Shuffled(parts))
        {
            _text.Append(' ');
            Space();
            part();
        }

        Space();
        if (element.Form == XmlForm.StartTag)
        {
            _text.Append('>');
            return;
        }

        var contents = Contents(element, depth);
        if (contents.Count == 0 && random.Next(2) == 0)
        {
            _text.Append("/>");
            return;
        }

        _text.Append('>');
        foreach (var content in contents)
            content();
        _text.Append("</").Append(name);
        Space();
        _text.Append('>');
    }

    private List<Action> Contents(XmlPattern element, int depth)
    {
        if (element.Text is { } text)
            return text.IsOptional && random.Next(3) == 0 ? [() => Absent(text.Label)]
                : [() => Text(Labelled(text.Label, Value(text.Value)))];
        var contents = new List<Action>();
        foreach (var child in element.Children)
        {
            var most = Math.Min(child.Maximum, child.Minimum + random.Next(4));
            var turns = random.Next(20) == 0 && depth == 1 ? Math.Min(child.Maximum, 50) : most;
            for (var turn = 0; turn < turns; turn++)
                contents.Add(() => Child(child, depth));
        }

        if (element.IsExtensible && depth < protocol.Limits.Depth)
        {
            for (var i = random.Next(3); i > 0; i--)
                contents.Add(() =>
                    _text.Append(
                    random.Next(2) == 0 ? "<extra xmlns='urn:extra'/>"
                    : "<x:extra xmlns:x='urn:extra' a=\"'>\">text &#x41; &amp; ]]&gt;</x:extra>"));
            if (random.Next(3) == 0)
                contents.Add(() => _text.Append("text &lt;"));
        }

        List<Action> shuffled = Shuffled(contents);
        if (element.Children.Count > 0 || element.IsExtensible)
            shuffled = [
                .. shuffled.SelectMany(content => new[] { Space, content }), .. shuffled.Count > 0 ? [Space] : Array.Empty<Action>()];
        return shuffled;
    }

    private void Child(XmlChildPattern child, int depth)
    {
        if (child.Label is not null)
            _labels.Add((child.Label, []));
        Element(child.Element, depth + 1);
    }

    private void Attribute(XmlAttributePattern attribute)
    {
        if (attribute.Name.Namespace != XmlNamespaceTable.None)
            throw new RejectedException();
        var value = attribute.Label is not null && values.FixedOctets.TryGetValue(attribute.Label, out var octets) ? octets
            : Value(attribute.Value);
        Written(attribute.Name.Local!, Encoding.UTF8.GetString(Labelled(attribute.Label, value)), references: true);
    }

    /// <summary>Of an element without its text a list has an empty value.</summary>
    private void Absent(string? label)
    {
        if (_lists.Contains(label))
            Labelled(label, []);
    }

    private byte[] Labelled(string? label, byte[] value)
    {
        if (label is not null)
            _labels.Add((label, value));
        return value;
    }

    private (string Name, (string Name, string Uri)? Declaration) Name(XmlName name)
    {
        if (name.Local is null)
            return ("any", null);
        if (protocol.Xml![name.Namespace] is not { } entry)
            return (name.Local, ("xmlns", ""));
        return random.Next(2) == 0 ? (name.Local, ("xmlns", entry.Uri)) : ("p:" + name.Local, ("xmlns:p", entry.Uri));
    }

    private byte[] Value(Grammar.Xml.XmlValue value) => value switch
    {
        XmlLiteral literal => Encoding.UTF8.GetBytes(literal.Text),
        XmlRuleValue { Rule: var rule } => Sentence(rule),
        XmlEarlierValue earlier => values.Octets(earlier.Name, () => Sentence(earlier.Rule), random),
        _ => throw new RejectedException(),
    };

    /// <summary>A sentence of a rule that consists of characters: of the octets that only parts of characters have, none is
    /// drawn.</summary>
    private byte[] Sentence(XmlRule rule)
    {
        if (rule.Matcher is null)
            return Encoding.UTF8.GetBytes(rule.Sample);
        var automaton = protocol.ValueRules.First(other => other.MethodName == rule.Matcher).Automaton;
        var octets = new List<byte>();
        for (var state = automaton.States[0]; !state.IsAccepting || random.Next(12) > 0;)
        {
            var ways = state.Transitions.SelectMany(way =>
                way.Octets.Octets().Where(octet => octet is >= 0x20 and < 0x7F).Select(octet => (octet, way.Target))).ToArray();
            if (octets.Count > 60 || ways.Length == 0)
                throw new RejectedException();
            var (drawn, target) = ways[random.Next(ways.Length)];
            octets.Add(drawn);
            state = automaton.States[target];
        }

        var runs = automaton.States.SelectMany(state => state.Transitions.SelectMany(way => way.Operations).Concat(state.AcceptOperations))
            .OfType<EndBoundedRun>();
        return runs.All(run => octets.Count >= run.Minimum && octets.Count <= (run.Maximum ?? int.MaxValue)) ? [.. octets]
            : throw new RejectedException();
    }

    private void Written(string name, string value, bool references)
    {
        var quote = random.Next(2) == 0 ? '\'' : '"';
        _text.Append(name);
        Space();
        _text.Append('=');
        Space();
        _text.Append(quote);
        foreach (var character in value)
            _text.Append(
                character is '<' or '&' || character == quote || references && random.Next(8) == 0 ? Reference(character) : character);
        _text.Append(quote);
    }

    private void Text(byte[] value)
    {
        Space();
        var text = Encoding.UTF8.GetString(value);
        for (var i = 0; i < text.Length; i++)
        {
            var isOuterSpace = text[i] == ' '
                && (i == 0 || i == text.Length - 1 || text[..i].Trim(' ').Length == 0 || text[i..].Trim(' ').Length == 0);
            _text.Append(text[i] is '<' or '&' or '>' || isOuterSpace || random.Next(8) == 0 ? Reference(text[i]) : text[i]);
        }

        Space();
    }

    private string Reference(char character) => (random.Next(3), character) switch
    {
        (0, _) => string.Create(CultureInfo.InvariantCulture, $"&#{(int)character};"),
        (1, _) => string.Create(CultureInfo.InvariantCulture, $"&#x{(int)character:x};"),
        (_, '<') => "&lt;",
        (_, '>') => "&gt;",
        (_, '&') => "&amp;",
        (_, '\'') => "&apos;",
        (_, '"') => "&quot;",
        _ => string.Create(CultureInfo.InvariantCulture, $"&#x{(int)character:X4};"),
    };

    private void Space()
    {
        for (var i = random.Next(8) - 5; i > 0; i--)
            _text.Append(" \t\r\n"[random.Next(4)]);
    }

    private List<T> Shuffled<T>(IEnumerable<T> items)
    {
        T[] all = [.. items];
        random.Shuffle(all);
        return [.. all];
    }
}
