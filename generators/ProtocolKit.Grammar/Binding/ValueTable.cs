using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Binding;

/// <summary>What the names behind <c>$</c> stand for: parameters, fresh values, labels of any message, and <c>$host</c>.</summary>
internal sealed class ValueTable
{
    /// <summary>The name that the server's certificate must carry.</summary>
    public const string Host = "host";

    /// <summary>The same name with U-labels (RFC 5890), in UTF-8.</summary>
    public const string UnicodeHost = "unicode-host";

    /// <summary>The same name as it stands in a URI: an IPv6 address in brackets (RFC 3986, section 3.2.2).</summary>
    public const string UriHost = "uri-host";

    /// <summary>All forms of the host's name.</summary>
    public static readonly string[] HostNames = [Host, UnicodeHost, UriHost];

    /// <summary>Whether a name stands for the host's name in one of its forms.</summary>
    public static bool IsHost(string name) => HostNames.Contains(name, StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, ParameterSyntax> _parameters = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, FreshSyntax> _fresh = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ExpressionSyntax> _labels = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _sizes;
    private readonly Dictionary<string, Pattern?> _shapes = new(StringComparer.OrdinalIgnoreCase);

    public ValueTable(GrammarFileSyntax file, DiagnosticBag diagnostics)
    {
        foreach (var fact in file.Facts)
        {
            var name = fact switch { ParameterSyntax parameter => parameter.Name, FreshSyntax fresh => fresh.Name, _ => null };
            if (name is null)
                continue;
            if (IsHost(name.Text))
                diagnostics.Report(
                    GrammarDiagnostics.DefinedTwice, name.Span,
                    $"'{name.Text}' is always there: the name that the certificate must carry. Use another name.");
            else if (!(fact is ParameterSyntax p ? _parameters.TryAdd(name.Text, p) : _fresh.TryAdd(name.Text, (FreshSyntax)fact)))
                diagnostics.Report(
                    GrammarDiagnostics.DefinedTwice, name.Span, $"'{name.Text}' is declared twice. Remove one of the two lines.");
        }

        // The element of a label; where it depends on an argument, the first call that gives one decides.
        foreach (var label in SyntaxWalk.All(file).OfType<LabelSyntax>())
            _labels.TryAdd(label.Name.Text, label.Item);
        _sizes = SyntaxWalk.Sizes(file).Select(name => name.Text).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    public PatternCompiler? Compiler { get; set; }

    public IEnumerable<ParameterSyntax> Parameters => _parameters.Values;

    public IEnumerable<FreshSyntax> FreshValues => _fresh.Values;

    public IEnumerable<string> KnownNames => _parameters.Keys.Concat(_fresh.Keys).Concat(_labels.Keys).Concat(HostNames);

    public ParameterSyntax? Parameter(string name) => _parameters.GetValueOrDefault(name);

    public FreshSyntax? Fresh(string name) => _fresh.GetValueOrDefault(name);

    public bool IsLabel(string name) => _labels.ContainsKey(name);

    /// <summary>Whether a label says how many octets or turns something has.</summary>
    public bool IsSize(string name) => _sizes.Contains(name);

    /// <summary>What a parameter's values must be: its own rule, or that of the label of its name; null where there is neither.</summary>
    public ExpressionSyntax? ParameterRule(ParameterSyntax parameter) => parameter.Rule ?? _labels.GetValueOrDefault(parameter.Name.Text);

    /// <summary>The shape of a value, or null where nothing gives it one.</summary>
    public Pattern? Shape(NameToken name)
    {
        if (_shapes.TryGetValue(name.Text, out var known))
            return known;
        _shapes[name.Text] = null;
        var element = _labels.GetValueOrDefault(name.Text)
            ?? (Parameter(name.Text) is { } parameter ? parameter.Rule : Fresh(name.Text)?.Rule);
        var shape = element is not null ? Compiler!.CompileNested(element, Arguments.None)
            : name.Text.Equals(Host, StringComparison.OrdinalIgnoreCase) ? HostShape
            : name.Text.Equals(UnicodeHost, StringComparison.OrdinalIgnoreCase) ? UnicodeHostShape
            : name.Text.Equals(UriHost, StringComparison.OrdinalIgnoreCase) ? UriHostShape : null;
        return _shapes[name.Text] = shape;
    }

    /// <summary>What a text may say for <c>$name</c>: what its parameter allows. Null where it is no parameter.</summary>
    public Pattern? TextShape(NameToken name) =>
        Parameter(name.Text) is { } parameter && ParameterRule(parameter) is { } rule ? Compiler!.CompileNested(rule, Arguments.None)
        : Fresh(name.Text) is { } fresh && !IsLabel(name.Text) ? Compiler!.CompileNested(fresh.Rule, Arguments.None) : null;

    private static readonly OctetSet s_hostOctets =
        OctetSet.Range(0x41, 0x5A) | OctetSet.Range(0x61, 0x7A) | OctetSet.Range(0x30, 0x39) | OctetSet.Of(0x2D) | OctetSet.Of(
            0x2E) | OctetSet.Of(0x3A) | OctetSet.Of(0x5F);

    public static readonly Pattern HostShape = new RepeatPattern(new OctetPattern(s_hostOctets), 1, 255);

    private static readonly Pattern UriHostShape =
        new RepeatPattern(new OctetPattern(s_hostOctets | OctetSet.Of(0x5B) | OctetSet.Of(0x5D)), 1, 255);

    private static readonly Pattern UnicodeHostShape = new RepeatPattern(
        new OctetPattern(s_hostOctets | OctetSet.Range(0x80, 0xFF)), 1, 255);
}
