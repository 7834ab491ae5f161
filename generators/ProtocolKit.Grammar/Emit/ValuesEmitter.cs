using ProtocolKit.Grammar.Emit.Parsers;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits the properties that give the values of labels.</summary>
/// <remarks>A message has them when it is made. Of a record, only where they stand is kept: many are made one after the other, and of most
/// few values are asked for.</remarks>
internal static class ValuesEmitter
{
    /// <summary>Emits the properties of a message's label.</summary>
    /// <param name="code">Takes them.</param>
    /// <param name="label">The label.</param>
    /// <param name="parser">The class of the parser.</param>
    /// <param name="start">The register in which its value begins.</param>
    /// <param name="end">The register in which it ends.</param>
    public static void Emit(CodeWriter code, LabelModel label, string parser, string start, string end)
    {
        var octets = $"cursor.Value({MessageRegisters.Range(parser, start, end)}).In(octets)";
        EmitProperties(code, label, $"{{ get; }} = cursor.Has({parser}.{end});", octets, "{ get; } =");
    }

    /// <summary>Emits the properties of a record's label.</summary>
    /// <param name="code">Takes them.</param>
    /// <param name="label">The label.</param>
    public static void Emit(CodeWriter code, LabelModel label) =>
        EmitProperties(code, label, $"=> {Field(label)}.IsThere;", $"{Field(label)}.In(_octets)", "=>");

    /// <summary>Emits the field that holds where a record's value stands.</summary>
    /// <param name="code">Takes it.</param>
    /// <param name="label">Its label.</param>
    /// <param name="parser">The class of the parser.</param>
    /// <param name="start">The register in which it begins.</param>
    /// <param name="end">The register in which it ends.</param>
    public static void EmitField(CodeWriter code, LabelModel label, string parser, string start, string end) =>
        code.Wrapped($"private readonly ScannedValue {Field(label)} = cursor.Value({MessageRegisters.Range(parser, start, end)});");

    /// <summary>The name of that field; it ends as no other one does.</summary>
    /// <param name="label">The label.</param>
    public static string Field(LabelModel label) => $"_{CSharpNames.Uncapitalized(label.Stem)}At";

    private static void EmitProperties(CodeWriter code, LabelModel label, string presence, string octets, string assign)
    {
        code.Line();
        if (label.MayBeAbsent)
        {
            code.Summary($"Whether there is {MessageEmitter.A(label.Name)}.");
            code.Wrapped($"public bool Has{label.PropertyName} {presence}");
            code.Line();
        }

        code.Summary(
            label.MayBeAbsent ? $"The {label.Name}; {(label.IsNumber ? "0" : "empty")} where there is none." : $"The {label.Name}.");
        var (type, value) = MessageEmitter.Typed(label, octets);
        code.Wrapped($"public {type} {label.PropertyName} {assign} {value};");
        if (label.Words is not { } words)
            return;
        code.Line();
        code.Summary($"Which known word the {label.Name} is.");
        code.Wrapped(
            $"public {words.TypeName} {label.KindName} => ({words.TypeName})Vocabulary.{words.FieldName}.Find({label.PropertyName});");
    }
}
