using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits a message's type, nested in the protocol's: a <c>public readonly ref struct</c> over its octets.</summary>
/// <remarks>
/// The type has <c>internal static OperationStatus Scan(ref ScanCursor cursor, ReadOnlySpan&lt;byte&gt; source, scoped in Bindings bindings)</c>,
/// <c>internal TypeName(ReadOnlySpan&lt;byte&gt; octets, in ScanCursor cursor)</c>, <c>public static OperationStatus TryParse(…)</c>,
/// <c>public ReadOnlySpan&lt;byte&gt; Octets</c>, and for each label: <c>public ReadOnlySpan&lt;byte&gt; PropertyName</c> (octets),
/// <c>public int/ulong/long PropertyName</c> (decimal / big or little endian / BER), <c>public bool HasName</c> (where it may be absent, and for
/// XML elements in place of a value), or an enumerable of <c>ReadOnlySpan&lt;byte&gt;</c> named in the plural (lists).
/// </remarks>
public static class MessageEmitter
{
    /// <summary>Emits the type.</summary>
    public static void Emit(CodeWriter code, ProtocolModel protocol, MessageModel message)
    {
    }
}
