using System.Text;

namespace ProtocolKit.Grammar.Model;

/// <summary>Names of the generated code.</summary>
public static class CSharpNames
{
    /// <summary>The names of members of a protocol's type, and of types that its code uses: neither a message nor the protocol can have one.</summary>
    public static IReadOnlySet<string> Reserved { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "AllProtocols", "Bindings", "ClientMachine", "ServerMachine", "SecuredClientMachine", "SecuredServerMachine", "ClientParameters", "ServerParameters",
        "Connection", "Definition", "XmlNames", "ConnectAsync", "UpgradeAsync", "AcceptAsync",
        "Abandon", "AnyTime", "Candidate", "Cursor", "End", "EndOfStream", "Expected", "Failure", "Go", "Keep", "Learn", "NextAction", "Observer",
        "Protocol", "Read", "Reads", "Receive", "Received", "Role", "RoundTrips", "Said", "Secure", "Send", "StartTls", "State", "Step", "Write",
        "Stream", "Task", "List", "Encoding", "Ascii", "Math", "Func", "Span", "String", "Object", "Type", "SecureConnection",
        "ArgumentNullException", "BoundOctets256", "BoundOctets64", "CancellationToken", "ClientMachineOptions", "DialogueMachine",
        "FreshNumber", "HostOctets", "IEnumerable", "IMessage", "IProtocol", "IReadOnlyList", "IXmlNamespaces", "InvalidOperationException",
        "KeptMessages", "LabelVisitor", "OctetClass", "OctetRuns", "OctetWriter", "OperationStatus", "ProtocolDefinition", "ProtocolParameters",
        "RandomNumberGenerator", "ReadOnlySpan", "ScanCursor", "ScanRegisters", "SecuredMachine", "SecuredTransport",
        "ServerMachineOptions", "UpgradeAction", "UpgradeClient", "UpgradeClientOptions", "UpgradeMachine", "UpgradeObserver",
        "UpgradeOutcome", "UpgradeRole", "UpgradeServer", "UpgradeServerOptions", "WireFormat", "XmlFrame", "XmlNamespaceScope", "XmlSpan", "XmlTextList", "XmlValue",
        "XmlTokenizer",
    };

    /// <summary>The names that no property of a message or of the parameters can have: other members have them, or its code uses types of that name.</summary>
    public static IReadOnlySet<string> ReservedProperties { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString",
        "Octets", "Scan", "TryParse", "ClientParameters", "Defaults", "Encode", "Encoding", "For", "NotSet", "OfAnother", "ServerParameters", "SetValue", "Unknown",
    };

    /// <summary>A name of the grammar language in Pascal case: <c>start-tls</c> becomes <c>StartTls</c>.</summary>
    public static string Pascal(string name)
    {
        var text = new StringBuilder(name.Length);
        var upper = true;
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                upper = true;
                continue;
            }

            text.Append(upper ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c));
            upper = false;
        }

        return text.Length > 0 && !char.IsAsciiDigit(text[0]) ? text.ToString() : "N" + text;
    }

    /// <summary>The name of a property.</summary>
    public static string Property(string name) => Pascal(name) is var property && ReservedProperties.Contains(property) ? property + "Value" : property;

    /// <summary>A name of the grammar language in camel case.</summary>
    public static string Camel(string name)
    {
        var pascal = Pascal(name);
        return char.ToLowerInvariant(pascal[0]) + pascal[1..];
    }

    /// <summary>The English plural of a name.</summary>
    public static string Plural(string name) => name switch
    {
        _ when name.EndsWith('y') && name.Length > 1 && !"aeiou".Contains(name[^2]) => name[..^1] + "ies",
        _ when name.EndsWith('s') || name.EndsWith('x') || name.EndsWith("ch", StringComparison.Ordinal) => name + "es",
        _ => name + "s",
    };
}
