using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;
using ProtocolKit.Grammar.Xml;

namespace ProtocolKit.Testing;

/// <summary>Tells whether octets are an XML message, as the class library's reader sees them. It shares nothing with the generated
/// parsers.</summary>
/// <param name="model">The protocol.</param>
/// <param name="known">What the dialogue has said by now.</param>
internal sealed partial class XmlSentenceReader(ProtocolModel model, KnownValues known)
{
    private readonly Dictionary<string, string> _namespaces = [];

    /// <summary>Reads a message; what a stream's header declares holds for those that follow.</summary>
    public bool IsSentence(XmlPattern pattern, byte[] octets)
    {
        var text = Encoding.UTF8.GetString(octets).TrimStart(' ', '\t', '\r', '\n');
        if (pattern.Form == XmlForm.EndTag)
            return EndTag().Match(text) is { Success: true } end && end.Groups[1].Value == pattern.Name.Local;
        try
        {
            var element = Parse(pattern.Form == XmlForm.StartTag ? $"{text}</{StartTag().Match(text).Groups[1].Value}>" : text);
            if (!Matches(pattern, element))
                return false;
            foreach (var declaration in pattern.Form == XmlForm.StartTag ? element.Attributes().Where(attribute =>
                attribute.IsNamespaceDeclaration) : [])
                _namespaces[declaration.Name.Namespace == XNamespace.None ? "" : declaration.Name.LocalName] = declaration.Value;
            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    private XElement Parse(string text)
    {
        var names = new NameTable();
        var scope = new XmlNamespaceManager(names);
        foreach (var (prefix, uri) in _namespaces)
            scope.AddNamespace(prefix, uri);
        var settings = new XmlReaderSettings { ConformanceLevel = ConformanceLevel.Fragment, DtdProcessing = DtdProcessing.Prohibit,
            NameTable = names };
        using var reader = XmlReader.Create(new StringReader(text), settings, new XmlParserContext(names, scope, "", XmlSpace.Default));
        reader.MoveToContent();
        return XElement.Load(reader);
    }

    private bool Matches(XmlPattern pattern, XElement element)
    {
        if (!IsNamed(pattern.Name, element.Name) || pattern.Excluded.Any(name => IsNamed(name, element.Name)))
            return false;
        foreach (var attribute in pattern.Attributes)
        {
            var value = element.Attributes().FirstOrDefault(other => !other.IsNamespaceDeclaration && IsNamed(attribute.Name,
                other.Name))?.Value;
            if (value is null ? !attribute.IsOptional : !IsValue(attribute.Value, value))
                return false;
        }

        return pattern.Form == XmlForm.StartTag || HasContents(pattern, element);
    }

    private bool HasContents(XmlPattern pattern, XElement element)
    {
        var text = string.Concat(element.Nodes().OfType<XText>().Select(node => node.Value));
        if (pattern.Text is { } wanted)
            return text.Trim().Length == 0 ? wanted.IsOptional || IsValue(wanted.Value, "") : IsValue(wanted.Value, text.Trim(' ', '\t',
                '\r', '\n')) || IsValue(wanted.Value, text);
        if (!pattern.IsExtensible && text.Trim(' ', '\t', '\r', '\n').Length > 0)
            return false;
        var counts = new int[pattern.Children.Count];
        foreach (var child in element.Elements())
        {
            var found = pattern.Children.ToList().FindIndex(other => Matches(other.Element, child));
            if (found >= 0)
                counts[found]++;
            else if (!pattern.IsExtensible || pattern.Children.Any(other => other.Minimum > 0 && IsNamed(other.Element.Name, child.Name)))
                return false;
        }

        return pattern.Children.Zip(counts).All(pair => pair.Second >= pair.First.Minimum && pair.Second <= pair.First.Maximum);
    }

    private bool IsNamed(XmlName wanted, XName name) => wanted.Local is null
        || name.LocalName == wanted.Local && name.NamespaceName == (model.Xml![wanted.Namespace]?.Uri ?? "");

    private bool IsValue(Grammar.Xml.XmlValue wanted, string value) => wanted switch
    {
        XmlLiteral literal => literal.Text == value,
        XmlRuleValue { Rule: { Matcher: { } matcher } } => IsOfRule(model.ValueRules.First(rule => rule.MethodName == matcher),
            Encoding.UTF8.GetBytes(value)),
        XmlEarlierValue earlier => known.Octets(earlier.Name) is not { } octets || string.Equals(
            Encoding.UTF8.GetString(octets), value, earlier.Name.Contains("host", StringComparison.OrdinalIgnoreCase)
                ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal),
        _ => true,
    };

    private static bool IsOfRule(ValueRuleModel rule, byte[] value)
    {
        var state = rule.Automaton.States[0];
        foreach (var octet in value)
        {
            if (state.Markers.Count > 0)
                return true;
            if (state.Transitions.Find(way => way.Octets.Contains(octet)) is not { } way)
                return false;
            state = rule.Automaton.States[way.Target];
        }

        return state.IsAccepting || state.Markers.Count > 0;
    }

    [GeneratedRegex(@"^\s*</(?:[^\s/>:]+:)?([^\s/>:]+)\s*>\s*$")]
    private static partial Regex EndTag();

    [GeneratedRegex(@"<([^\s/>?!]+)(?=[\s/>])")]
    private static partial Regex StartTag();
}
