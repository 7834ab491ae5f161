using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits the known words of a protocol: an enumeration for each label that has some, and the tables that find them.</summary>
public static class WordsEmitter
{
    /// <summary>The names of the enumerations.</summary>
    /// <param name="protocol">The protocol.</param>
    public static IEnumerable<string> TypeNames(ProtocolModel protocol) =>
        protocol.SameAs.Length > 0 ? [] : Own(protocol).Select(words => words.TypeName);

    internal static void EmitEnumerations(CodeWriter code, ProtocolModel protocol, EmitOptions options)
    {
        foreach (var words in Own(protocol))
        {
            code.Line();
            code.Summary($"The known words of the label {words.Label} of the protocol {protocol.Name}.");
            using (code.Block($"{options.Access} enum {words.TypeName}"))
            {
                code.Summary("Any other word, or none.");
                code.Line("Unknown = 0,");
                foreach (var word in words.Numbered())
                {
                    code.Summary(word.Text);
                    code.Line($"{word.Name},");
                }
            }
        }
    }

    private static IEnumerable<WordsModel> Own(ProtocolModel protocol) => protocol.Words.Where(words => words.SharedWith is null
        && protocol.Messages.Any(message => protocol.IsRead(message) && message.AllMembers().Any(label => label.Words == words)));

    internal static void EmitTables(CodeWriter code, ProtocolModel protocol)
    {
        if (!Own(protocol).Any())
            return;
        code.Line();
        using (code.Block("file static class Vocabulary"))
        {
            foreach (var words in Own(protocol))
            {
                var exact = words.Numbered().Where(word => word.IsExact).ToArray();
                var all = Texts(words.Numbered().Except(exact));
                code.Wrapped($"public static readonly KnownWords {words.FieldName} = new({(exact.Length == 0 ? all : $"[{all}], [{Texts(exact)}]")});");
            }
        }

        static string Texts(IEnumerable<WordModel> words) => string.Join(", ", words.Select(word => CSharpText.Literal(word.Text)));
    }
}
