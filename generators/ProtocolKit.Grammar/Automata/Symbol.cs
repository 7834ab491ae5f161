namespace ProtocolKit.Grammar.Automata;

/// <summary>One step of an example.</summary>
public abstract record Symbol;

/// <summary>An octet out of a set.</summary>
public sealed record OctetSymbol(OctetSet Octets) : Symbol;

/// <summary>A marker.</summary>
public sealed record MarkerSymbol(Marker Marker) : Symbol;
