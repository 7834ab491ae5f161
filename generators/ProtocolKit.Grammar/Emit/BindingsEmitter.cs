using System.Text.RegularExpressions;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits the struct <c>Bindings</c>: the values that later messages repeat, one field a <see cref="BindingModel"/>.</summary>
/// <remarks>A number is a <c>long</c>; octets are a <c>BoundOctets64</c> or <c>BoundOctets256</c> with
/// <c>Set(ReadOnlySpan&lt;byte&gt;)</c> and
/// <c>AsSpan()</c>. Where the grammar has XML streams there is also <c>XmlNamespaceScope Namespaces</c>.</remarks>
public static class BindingsEmitter
{
    /// <summary>Emits the struct, and what goes with it.</summary>
    /// <param name="code">Takes it.</param>
    /// <param name="protocol">The protocol.</param>
    /// <param name="users">The protocol's code that may use it.</param>
    public static void Emit(CodeWriter code, ProtocolModel protocol, string users)
    {
        var values = protocol.KeptValues.ToArray();
        if (protocol.ValuesFrom.Length > 0 || values.Length == 0 && protocol.Xml is null)
            return;
        code.Line();
        code.Summary("What one message gives and a later one repeats.");
        using (code.Block("internal struct Bindings"))
        {
            var first = true;
            foreach (var binding in values)
            {
                if (!first)
                    code.Line();
                first = false;
                code.Summary($"The last {binding.Name}.");
                if (!Regex.IsMatch(users, $@"bindings\.{binding.FieldName}\b"))
                    code.Line("#pragma warning disable CS0649 // What repeats it is never said here; a variant may say it.");
                code.Line($"public {TypeOf(binding)} {binding.FieldName};");
            }

            if (MessageEmitter.HasStream(protocol))
            {
                if (!first)
                    code.Line();
                code.Summary("The XML namespaces that the open stream declares.");
                code.Line("public XmlNamespaceScope Namespaces;");
            }
        }

        if (protocol.Xml is null)
            return;
        code.Line();
        XmlMessageEmitter.EmitNamespaces(code, MessageEmitter.XmlOptions(protocol));
    }

    /// <summary>The type of a value's field.</summary>
    public static string TypeOf(BindingModel binding) =>
        binding.IsNumber ? "long" : binding.MaxOctets <= 64 ? "BoundOctets64" : "BoundOctets256";
}
