namespace ProtocolKit.Grammar.Model.Names;

/// <summary>The names that generated code uses and that no part of a grammar can have. Tests compare them with the run time and with what
/// is generated.</summary>
public static class ReservedNames
{
    /// <summary>The types that generated code names: no type of a grammar can hide them.</summary>
    public static IReadOnlySet<string> Types { get; } = Set(
        "ArgumentException ArgumentNullException Ascii BerIntegerFormat BigEndianFormat BoundOctets256 BoundOctets64 " +
        "CancellationToken ChoiceStep ClientMachineOptions ClientProtocol Convert DecimalFormat DialogueMachine DialoguePlan Encoding " +
        "FreshNumber Func HexadecimalFormat HostOctets IEnumerable IKeyedRecord IMessage " +
        "InvalidOperationException IProtocol IReadOnlyList IRecord IXmlMessage IXmlPattern IXmlProtocol KeptMessages KnownWords " +
        "LabelVisitor List ListLayout LiteralSet LittleEndianFormat Math MemoryExtensions MessageExtensions NumberList NumberNotation " +
        "Object OctetAutomaton OctetClass OctetRuns OctetWriter OperationStatus OpportunisticConnection ParameterRule PlainRecords ProtocolDefinition " +
        "ProtocolParameters RandomNumberGenerator ReadingStep ReadOnlySpan RecordList ScanCursor ScannedList ScannedPlace ScannedValue " +
        "ScanRegisters WordSet SecureConnection SecuredMachine SecuredTransport ServerMachineOptions ServerProtocol ServiceIdentity Span Stream String " +
        "SuppressMessage SuppressMessageAttribute System Task Type UpgradeAction UpgradeClient UpgradeClientOptions " +
        "UpgradeException UpgradeMachine UpgradeObserver UpgradeOutcome UpgradeProtocol UpgradeRole UpgradeServer " +
        "UpgradeServerOptions ValueList WireFormat WordList WritingStep XmlFrame XmlListPath XmlNamespaceScope XmlTag XmlTextList " +
        "XmlTokenizer XmlValue XmlValueList");

    /// <summary>The types whose members are used by the code of messages, parameters and bindings: no property or field can hide
    /// them.</summary>
    public static IReadOnlySet<string> UsedTypes { get; } = Set(
        "ArgumentNullException Ascii BerIntegerFormat BigEndianFormat Bindings DecimalFormat Encoding HexadecimalFormat " +
        "IKeyedRecord IRecord ListLayout LittleEndianFormat Math NumberList OperationStatus RecordList ScanCursor ScannedList ScannedPlace ScannedValue Span " +
        "System Tables ValueList Vocabulary WireFormat WordList XmlFrame XmlNames " +
        "XmlNamespaceScope");

    /// <summary>The members of a protocol's type that every protocol has.</summary>
    public static IReadOnlySet<string> Members { get; } = Set(
        "AcceptAsync Bindings ClientMachine ClientParameters ConnectAsync ConnectImplicitTlsAsync Connection ConnectOpportunisticAsync Definition SecuredClientMachine SecuredServerMachine ServerMachine " +
        "ServerParameters Tables UpgradeAsync Vocabulary XmlNames");

    /// <summary>The members of a project's list of protocols, and what its code uses.</summary>
    public static IReadOnlySet<string> Index { get; } = Set("AllProtocols Definitions");

    /// <summary>The members of every object.</summary>
    public static IReadOnlySet<string> ObjectMembers { get; } = Set(
        "Equals Finalize GetHashCode GetType MemberwiseClone ReferenceEquals ToString");

    /// <summary>The members of a connection.</summary>
    public static IReadOnlySet<string> ConnectionMembers { get; } = Set(
        "Dispose DisposeAsync IsKept Kept Messages RoundTrips ShutdownAsync Stream Tls");

    /// <summary>The members of a protocol's definition.</summary>
    public static IReadOnlySet<string> DefinitionMembers { get; } = Set(
        "Alpn CapabilityLabels ClientParameterNames CreateClient CreateClientParameters CreateConnection CreateServer CreateServerParameters HasClient HasServer Identity Name OfferLabels " +
        "Ports ReadMessage ReadTlsPacket ServerParameterNames Specifications TlsPacketCapacity TlsPorts VisitLabels VisitNumber WriteTlsPacket");

    /// <summary>The members of a machine.</summary>
    public static IReadOnlySet<string> MachineMembers { get; } = Set(
        "Abandon AskForMessage Cursor Discard End EndOfStream Enter Failure HasAskedForTls HasDirectTls Holds Host IsInsideTls Learn LengthBetweenMessages " +
        "MaxMessageOctets MayAsk MayHoldSecret NextAction NothingMayBeUnread Observer Parameters Prepare Protocol Receive ReceiveUnasked Role RoundTrips Scan " +
        "Secure Send StartTls State TakeKeptMessages TlsEstablished TlsMayBeUnread Write");

    /// <summary>The fields of a machine.</summary>
    public static IReadOnlySet<string> MachineFields { get; } = Set("_bindings");

    /// <summary>The members of a role's parameters.</summary>
    public static IReadOnlySet<string> ParameterMembers { get; } = Set(
        "ClientParameters Defaults GetList GetNumber GetNumbers GetOctets GetText GetTexts Put ServerParameters SetValue");

    /// <summary>The members of a message.</summary>
    public static IReadOnlySet<string> MessageMembers { get; } = Set("Create Has Octets ReadMessage Scan TryParse");

    /// <summary>The members of a record.</summary>
    public static IReadOnlySet<string> RecordMembers { get; } = Set("Create Octets Scan");

    /// <summary>The members of the values that later messages repeat.</summary>
    public static IReadOnlySet<string> BindingMembers { get; } = Set("Bindings Namespaces");

    /// <summary>The variables of the methods that write sentences, and C#'s keywords.</summary>
    public static IReadOnlySet<string> Variables { get; } = Set(
        "bindings number octets parameters tls writer " +
        "abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event explicit extern false " +
        "finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null object operator out override params private " +
        "protected public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked " +
        "unsafe ushort using virtual void volatile while");

    /// <summary>Whether no protocol's type can have a name.</summary>
    public static bool HasType(string name) =>
        Types.Contains(name) || Members.Contains(name) || ObjectMembers.Contains(name) || Index.Contains(name);

    private static HashSet<string> Set(string names) => [.. names.Split(' ')];
}
