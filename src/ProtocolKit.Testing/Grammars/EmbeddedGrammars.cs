using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using ProtocolKit.Grammar;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Testing;

/// <summary>Finds the grammar of a definition: the build puts the text into the assembly.</summary>
internal static class EmbeddedGrammars
{
    private const string Folder = "ProtocolKit.Grammars/";
    private const string BaseFolder = Folder + "base/";

    private static readonly ConcurrentDictionary<Assembly, Dictionary<string, string>> s_texts = [];
    private static readonly ConditionalWeakTable<ProtocolDefinition, ProtocolModel> s_models = [];

    /// <exception cref="ArgumentException">There is no text, or it has errors.</exception>
    public static ProtocolModel ModelOf(ProtocolDefinition definition, AttackOptions options)
    {
        if (options.Grammar is not null)
            return Compile(options.Grammar, options.BaseGrammar);
        return s_models.GetValue(definition, Compile);
    }

    /// <summary>Compiles the grammar anew.</summary>
    /// <exception cref="ArgumentException">There is no text, or it has errors.</exception>
    public static ProtocolModel Compile(ProtocolDefinition definition)
    {
        var texts = TextsIn(definition.GetType().Assembly);
        if (!texts.TryGetValue(definition.Name, out var text))
        {
            throw new ArgumentException(
                $"The assembly of '{definition.Name}' does not hold its grammar. Set {nameof(AttackOptions)}.{nameof(AttackOptions.Grammar)}.");
        }

        return Compile(text, GrammarCompiler.FindBaseName(text) is { } other ? texts.GetValueOrDefault(other) : null);
    }

    /// <summary>The grammars that the build put into an assembly, by the names of their protocols.</summary>
    public static IReadOnlyDictionary<string, string> TextsIn(Assembly assembly) => s_texts.GetOrAdd(assembly, Read);

    private static ProtocolModel Compile(string text, string? other)
    {
        var compilation = GrammarCompiler.Compile(
            new GrammarSource("grammar", text), other is null ? null : new GrammarSource("base", other));
        return compilation.Model
            ?? throw new ArgumentException(
                $"The grammar has errors: {compilation.Diagnostics.FirstOrDefault(finding => finding.IsError)?.Message}");
    }

    private static Dictionary<string, string> Read(Assembly assembly)
    {
        var texts = new Dictionary<string, string>();
        // One of the project's own goes before one that is there for variants alone.
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .OrderByDescending(name => name.StartsWith(BaseFolder, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var text = reader.ReadToEnd();
            if (GrammarCompiler.FindName(text) is { } protocol)
                texts[protocol] = text;
        }

        return texts;
    }
}
