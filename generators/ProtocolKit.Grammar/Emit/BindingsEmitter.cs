using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits the struct <c>Bindings</c>: the values that later messages repeat, one field a <see cref="BindingModel"/>.</summary>
/// <remarks>A number is a <c>long</c>; octets are a <c>BoundOctets64</c> or <c>BoundOctets256</c> with <c>Set(ReadOnlySpan&lt;byte&gt;)</c> and
/// <c>AsSpan()</c>. Where the grammar has XML there is also <c>XmlNamespaceScope Namespaces</c>.</remarks>
public static class BindingsEmitter
{
    /// <summary>Emits the struct.</summary>
    public static void Emit(CodeWriter code, ProtocolModel protocol)
    {
    }
}
