using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ProtocolKit.Generator.Tests.Support;

/// <summary>A grammar file of a project, as the compiler hands it to generators.</summary>
internal sealed class GrammarFile(string path, SourceText text) : AdditionalText
{
    public GrammarFile(string path, string text)
        : this(path, SourceText.From(text, Encoding.UTF8))
    {
    }

    /// <summary>What the project's item for it says.</summary>
    public (string Name, string Value)[] Metadata { get; init; } = [];

    /// <summary>A file as it lies on the disk.</summary>
    public static GrammarFile Of(string path, byte[] content)
    {
        using var stream = new MemoryStream(content);
        return new GrammarFile(path, SourceText.From(stream, Encoding.UTF8));
    }

    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => text;
}
