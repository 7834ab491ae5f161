using ProtocolKit.Grammar.Model.Names;

namespace ProtocolKit.Grammar.Model;

/// <summary>The known words of a label, which become an enumeration.</summary>
/// <param name="label">The label's name in the file.</param>
/// <param name="typeName">The name of the enumeration.</param>
/// <param name="fieldName">The name of the field that has the table of the words.</param>
public sealed class WordsModel(string label, string typeName, string fieldName)
{
    private readonly List<WordModel> _words = [];
    private readonly NameScope _names = new(["Unknown"]);

    /// <summary>The label's name in the file.</summary>
    public string Label => label;

    /// <summary>The name of the enumeration.</summary>
    public string TypeName => SharedWith?.TypeName ?? typeName;

    /// <summary>The words of the base whose enumeration this is, where all messages of a variant that have them are the base's; else
    /// null.</summary>
    public WordsModel? SharedWith { get; set; }

    /// <summary>The name of the field that has the table of the words.</summary>
    public string FieldName => fieldName;

    /// <summary>The words, as they are listed.</summary>
    public IReadOnlyList<WordModel> Words => _words;

    /// <summary>The words by their numbers, from 1: those that are compared without regard to case first.</summary>
    public IEnumerable<WordModel> Numbered() => _words.OrderBy(word => word.IsExact);

    /// <summary>Adds a word.</summary>
    /// <param name="text">The word.</param>
    /// <param name="isExact">Whether the case of its letters matters.</param>
    /// <param name="name">What it is named after.</param>
    public void Add(string text, bool isExact, string name) =>
        _words.Add(new WordModel(text, isExact, _names.Take(CSharpNames.Word(name))));
}

/// <summary>A known word.</summary>
/// <param name="Text">The word.</param>
/// <param name="IsExact">Whether the case of its letters matters.</param>
/// <param name="Name">Its name in the enumeration.</param>
public sealed record WordModel(string Text, bool IsExact, string Name);
