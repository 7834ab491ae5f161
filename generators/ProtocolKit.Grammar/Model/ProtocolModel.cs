namespace ProtocolKit.Grammar.Model;

/// <summary>A checked grammar: all that is needed to emit its protocol.</summary>
public sealed class ProtocolModel
{
    /// <summary>The protocol's name as the file spells it.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the generated type.</summary>
    public string TypeName => CSharpNames.Pascal(Name);

    /// <summary>The type of the protocol that it is a variant of, if it is the same but for its name, its specifications, its ports, its
    /// ALPN name and its identity; else empty.</summary>
    public string SameAs { get; set; } = "";

    /// <summary>The protocol's type that has the types of its values and XML namespaces, where that is another's: its base's, if these
    /// are the same; else empty.</summary>
    public string ValuesFrom { get; set; } = "";

    /// <summary>How its code names the type of the values that it remembers.</summary>
    public string BindingsType => ValuesFrom.Length == 0 ? "Bindings" : $"{ValuesFrom}.Bindings";

    /// <summary>How its code names the type of its XML namespaces.</summary>
    public string XmlNamesType => ValuesFrom.Length == 0 ? "XmlNames" : $"{ValuesFrom}.XmlNames";

    /// <summary>Its specifications, such as <c>RFC 3207</c>.</summary>
    public required IReadOnlyList<string> Specifications { get; init; }

    /// <summary>The ports on which it starts in plaintext.</summary>
    public required IReadOnlyList<int> Ports { get; init; }

    /// <summary>The ports on which it starts with TLS.</summary>
    public required IReadOnlyList<int> TlsPorts { get; init; }

    /// <summary>Whether a server takes TLS from the first octet on the ports that start in plaintext: a port is in both lists.</summary>
    public bool TakesDirectTls => Ports.Intersect(TlsPorts).Any();

    /// <summary>The ALPN protocol name, or null.</summary>
    public string? Alpn { get; init; }

    /// <summary>Which names but the host's count in a server's certificate, or null.</summary>
    public IdentityModel? Identity { get; init; }

    /// <summary>The limits.</summary>
    public required LimitsModel Limits { get; init; }

    /// <summary>The XML namespaces of the head, or null where the protocol has no XML.</summary>
    public Xml.XmlNamespaceTable? Xml { get; init; }

    /// <summary>The parameters, in the order of the file.</summary>
    public required IReadOnlyList<ParameterModel> Parameters { get; init; }

    /// <summary>The fresh values, in the order of the file.</summary>
    public required IReadOnlyList<FreshModel> FreshValues { get; init; }

    /// <summary>The rules that the file defines, each with all of its alternatives.</summary>
    public required IReadOnlyList<Syntax.RuleSyntax> Rules { get; init; }

    /// <summary>The rules that whole values are checked against.</summary>
    public required IReadOnlyList<ValueRuleModel> ValueRules { get; init; }

    /// <summary>The values that are remembered from one message to a later one.</summary>
    public required IReadOnlyList<BindingModel> Bindings { get; init; }

    /// <summary>All messages that are read or written, each once.</summary>
    public required IReadOnlyList<MessageModel> Messages { get; init; }

    /// <summary>The conditions' tests of labels, each once.</summary>
    public required IReadOnlyList<LabelTestModel> LabelTests { get; init; }

    /// <summary>Whether a server takes the client's messages in any order.</summary>
    public required bool InAnyOrder { get; init; }

    /// <summary>The lines before <c>TLS</c>.</summary>
    public required IReadOnlyList<LineModel> LinesBeforeTls { get; init; }

    /// <summary>The <c>TLS</c> line.</summary>
    public required TlsModel Tls { get; init; }

    /// <summary>The lines behind <c>TLS</c>.</summary>
    public required IReadOnlyList<LineModel> LinesInsideTls { get; init; }

    /// <summary>What is said where TLS starts with the first octet, or null where that is the greeting and then the lines behind
    /// <c>TLS</c>.</summary>
    public IReadOnlyList<LineModel>? LinesFromTls { get; init; }

    /// <summary>The greeting on a <c>tls</c> port without lines of its own: the <c>S:</c> lines that precede the first <c>C:</c> line,
    /// unless a server greets behind <c>TLS</c> anyway.</summary>
    public IReadOnlyList<LineModel> LeadingLines =>
        LinesInsideTls is [{ FromClient: false }, ..] ? [] : [.. LinesBeforeTls.TakeWhile(line => !line.FromClient)];

    /// <summary>All that a role writes.</summary>
    public IEnumerable<SentenceModel> SentencesOf(bool byClient)
    {
        var lines = LinesBeforeTls.Concat(LinesInsideTls).Concat(LinesFromTls ?? []).ToArray();
        return lines.Where(line => line.FromClient == byClient)
            .SelectMany(line => line.Alternatives.SelectMany(alternative => new[] { alternative.Sentence, alternative.ImplicitSentence }))
            .Concat(byClient ? lines.Select(line => line.Ask) : [])
            .Concat(AnyTime.Where(line => line.FromClient != byClient).SelectMany(line => line.Answers))
            .Concat(byClient ? [] : Unreadable)
            .OfType<SentenceModel>();
    }

    /// <summary>The known words of its labels.</summary>
    public required IReadOnlyList<WordsModel> Words { get; init; }

    /// <summary>What may be said at any time.</summary>
    public required IReadOnlyList<AnyTimeModel> AnyTime { get; init; }

    /// <summary>The names that the members of its type have, or can't have.</summary>
    public required IReadOnlySet<string> MemberNames { get; init; }

    /// <summary>The name of a parameter's property.</summary>
    public string PropertyOf(string parameter) =>
        Parameters.First(other => other.Name.Equals(parameter, StringComparison.OrdinalIgnoreCase)).PropertyName;

    /// <summary>The name of the field of a value that is remembered.</summary>
    public string FieldOf(string binding) =>
        Bindings.First(other => other.Name.Equals(binding, StringComparison.OrdinalIgnoreCase)).FieldName;

    /// <summary>What a server says before TLS to what it can't read, before it closes; empty where it closes without a word.</summary>
    public required IReadOnlyList<SentenceModel> Unreadable { get; init; }

    /// <summary>The roles that C# is emitted for; both unless set.</summary>
    public ProtocolRoles Roles { get; set; } = ProtocolRoles.Both;

    /// <summary>Whether C# is emitted for a role.</summary>
    public bool Has(bool isClient) => (Roles & (isClient ? ProtocolRoles.Client : ProtocolRoles.Server)) != 0;

    /// <summary>Whether a role that C# is emitted for reads a message.</summary>
    public bool IsReadBy(MessageModel message, bool isClient) => Has(isClient) && (isClient ? message.ReadByClient : message.ReadByServer);

    /// <summary>Whether any role that C# is emitted for reads a message.</summary>
    public bool IsRead(MessageModel message) => IsReadBy(message, isClient: true) || IsReadBy(message, isClient: false);

    /// <summary>Whether a role repeats the value of an earlier message, or compares with it.</summary>
    /// <param name="value">The value's name.</param>
    /// <param name="byClient">The role.</param>
    public bool Repeats(string value, bool byClient) =>
        Messages.Any(message => IsReadBy(message, byClient) && message.NeededBindings.Any(binding => binding.Name == value))
        || SentencesOf(byClient).Any(sentence => Emit.SentenceFacts.Repeats(sentence, value));

    /// <summary>Whether a role that C# is emitted for remembers a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="byClient">The role.</param>
    public bool Keeps(BindingModel value, bool byClient) => Has(byClient)
        && (Repeats(value.Name, byClient) || byClient && Tls.Renews == value
            || value.IsNumber && SentencesOf(byClient).Any(sentence => Emit.SentenceFacts.Draws(sentence, value.Name)));

    /// <summary>The numbers of the XML namespaces in which a role reads names.</summary>
    /// <param name="byClient">The role.</param>
    public IEnumerable<int> NamespacesReadBy(bool byClient) => Messages.Where(message => IsReadBy(message, byClient))
        .SelectMany(message => message.Xml?.Namespaces() ?? []).Concat(Xml?.StreamNames.Select(name => name.Namespace) ?? []).Distinct();

    /// <summary>The values that any role remembers: the fields of the generated <c>Bindings</c>.</summary>
    public IEnumerable<BindingModel> KeptValues =>
        Bindings.Where(value => Keeps(value, byClient: true) || Keeps(value, byClient: false));
}

/// <summary>The names that count in a server's certificate besides the host's.</summary>
/// <param name="Service">The service of SRV-IDs, or null.</param>
/// <param name="TlsService">That where TLS starts with the first octet, or null for the same.</param>
/// <param name="Other">The object identifier of other names, or null.</param>
public sealed record IdentityModel(string? Service, string? TlsService, string? Other);

/// <summary>The limits of a protocol.</summary>
/// <param name="Octets">In one message.</param>
/// <param name="Items">Turns of any repetition.</param>
/// <param name="Rounds">Messages read before TLS.</param>
/// <param name="Depth">BER or XML nesting.</param>
public sealed record LimitsModel(int Octets = 8192, int Items = 100, int Rounds = 32, int Depth = 8);

/// <summary>An XML namespace of the head; the default one has an empty prefix.</summary>
public sealed record NamespaceModel(string Prefix, string Uri);
