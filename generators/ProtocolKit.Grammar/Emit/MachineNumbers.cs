using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>The numbers by which the plans of a role name its messages, texts and conditions, in the order in which they are asked
/// for.</summary>
internal sealed class MachineNumbers(SentenceEmitter sentences)
{
    private readonly Dictionary<string, int> _messageNumbers = [];
    private readonly Dictionary<string, (int Number, EmittedSentence Sentence)> _texts = [];

    /// <summary>The messages that are read.</summary>
    public List<MessageModel> Messages { get; } = [];

    /// <summary>The conditions that are evaluated.</summary>
    public List<ConditionModel> Conditions { get; } = [];

    /// <summary>The texts that are put together.</summary>
    public List<EmittedSentence> Texts { get; } = [];

    public int Of(MessageModel message)
    {
        if (!_messageNumbers.TryGetValue(message.TypeReference, out var number))
        {
            _messageNumbers.Add(message.TypeReference, number = Messages.Count);
            Messages.Add(message);
        }

        return number;
    }

    public int Of(ConditionModel condition)
    {
        var number = Conditions.FindIndex(other => other.Text == condition.Text);
        if (number >= 0)
            return number;
        Conditions.Add(condition);
        return Conditions.Count - 1;
    }

    /// <summary>The C# expression of a text in a plan: its octets, where they are always the same, or its number.</summary>
    public string Of(SentenceModel sentence, IEnumerable<string> properties)
    {
        if (!_texts.TryGetValue(sentence.MethodName, out var text))
        {
            var emitted = sentences.Emit(sentence);
            _texts.Add(sentence.MethodName, text = (Texts.Count, emitted));
            if (emitted.Constant is null)
                Texts.Add(emitted);
        }

        var set = properties.ToArray();
        var initializer = set.Length == 0 ? "" : $" {{ {string.Join(", ", set)} }}";
        return $"new({CSharpText.Literal(sentence.Message)}, {text.Sentence.Constant ?? $"{text.Number}"}){initializer}";
    }
}
