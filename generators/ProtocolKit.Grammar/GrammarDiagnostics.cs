namespace ProtocolKit.Grammar;

/// <summary>Every kind of finding. Their causes and remedies are in <c>grammars/README.md</c>.</summary>
public static class GrammarDiagnostics
{
    /// <summary>The document with a place for each finding: relative to the repository, as it has no other address.</summary>
    public const string Documentation = "grammars/README.md";

    /// <summary>PK001</summary>
    public static readonly GrammarDiagnosticDescriptor NotUnderstood = new("PK001", "Not understood here");

    /// <summary>PK002</summary>
    public static readonly GrammarDiagnosticDescriptor NotDefined = new("PK002", "Not defined");

    /// <summary>PK003</summary>
    public static readonly GrammarDiagnosticDescriptor DefinedTwice = new("PK003", "Defined twice");

    /// <summary>PK004</summary>
    public static readonly GrammarDiagnosticDescriptor NeverUsed = new("PK004", "Never used", IsError: false);

    /// <summary>PK005</summary>
    public static readonly GrammarDiagnosticDescriptor NotCompilable = new("PK005", "Can't be read octet by octet");

    /// <summary>PK010</summary>
    public static readonly GrammarDiagnosticDescriptor Recursive = new("PK010", "Recursive rule");

    /// <summary>PK011</summary>
    public static readonly GrammarDiagnosticDescriptor Prose = new("PK011", "Prose");

    /// <summary>PK012</summary>
    public static readonly GrammarDiagnosticDescriptor LengthInComment = new("PK012", "Length in a comment");

    /// <summary>PK013</summary>
    public static readonly GrammarDiagnosticDescriptor EmptyTurn = new("PK013", "Turn that matches nothing");

    /// <summary>PK014</summary>
    public static readonly GrammarDiagnosticDescriptor NeedsBound = new("PK014", "Value needs a bound");

    /// <summary>PK020</summary>
    public static readonly GrammarDiagnosticDescriptor Overlap = new("PK020", "Alternatives overlap");

    /// <summary>PK021</summary>
    public static readonly GrammarDiagnosticDescriptor NeverMatches = new("PK021", "Never matches");

    /// <summary>PK022</summary>
    public static readonly GrammarDiagnosticDescriptor Prefix = new("PK022", "A sentence is the beginning of another");

    /// <summary>PK023</summary>
    public static readonly GrammarDiagnosticDescriptor AmbiguousLabel = new("PK023", "Two ways to fill a label");

    /// <summary>PK030</summary>
    public static readonly GrammarDiagnosticDescriptor NeverReached = new("PK030", "Step never reached");

    /// <summary>PK031</summary>
    public static readonly GrammarDiagnosticDescriptor NoWayOut = new("PK031", "No way to TLS or an outcome");

    /// <summary>PK032</summary>
    public static readonly GrammarDiagnosticDescriptor TlsWithoutAnswer = new("PK032", "TLS without an answer");

    /// <summary>PK033</summary>
    public static readonly GrammarDiagnosticDescriptor NotCorrelated = new("PK033", "Answer does not repeat a fresh value");

    /// <summary>PK034</summary>
    public static readonly GrammarDiagnosticDescriptor MayBeUnknown = new("PK034", "May be unknown here");

    /// <summary>PK035</summary>
    public static readonly GrammarDiagnosticDescriptor EndedAtTls = new("PK035", "Value ended at TLS");

    /// <summary>PK036</summary>
    public static readonly GrammarDiagnosticDescriptor NoDirectTls = new("PK036", "TLS can't be told from a message here");

    /// <summary>PK037</summary>
    public static readonly GrammarDiagnosticDescriptor CarriesNoTls = new("PK037", "Message that can't carry TLS");

    /// <summary>PK040</summary>
    public static readonly GrammarDiagnosticDescriptor NothingToWrite = new("PK040", "Nothing to write");

    /// <summary>PK041</summary>
    public static readonly GrammarDiagnosticDescriptor TextIsNoSentence = new("PK041", "Text is no sentence of its rule");

    /// <summary>PK042</summary>
    public static readonly GrammarDiagnosticDescriptor OffersInsideTls = new("PK042", "Offers inside TLS what starts it", IsError: false);

    /// <summary>PK043</summary>
    public static readonly GrammarDiagnosticDescriptor CannotRefuse = new("PK043", "Server can't refuse", IsError: false);

    /// <summary>PK044</summary>
    public static readonly GrammarDiagnosticDescriptor ParameterTooWide = new("PK044", "Parameter allows what its place does not");

    /// <summary>PK045</summary>
    public static readonly GrammarDiagnosticDescriptor LeavesOut = new("PK045", "What is written leaves something out", IsError: false);

    /// <summary>PK050</summary>
    public static readonly GrammarDiagnosticDescriptor NothingToReplace = new("PK050", "Variant replaces what its base lacks");

    /// <summary>PK051</summary>
    public static readonly GrammarDiagnosticDescriptor BaseNotFound = new("PK051", "Base not found, or itself a variant");

    /// <summary>PK052</summary>
    public static readonly GrammarDiagnosticDescriptor WrongItem = new("PK052", "Wrong item");
}
