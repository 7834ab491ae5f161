using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Model;

/// <summary>A line of the dialogue.</summary>
/// <param name="FromClient">Who says it.</param>
/// <param name="Text">The line as written, for documentation.</param>
/// <param name="Alternatives">Its alternatives, in order.</param>
public sealed record LineModel(bool FromClient, string Text, IReadOnlyList<AlternativeModel> Alternatives)
{
    /// <summary>What the client says where nothing has come in a moment, or null.</summary>
    public SentenceModel? Ask { get; init; }

    /// <summary>Whether it is one of two that both sides say without waiting; the client's stands first.</summary>
    public bool IsTogether { get; init; }
}

/// <summary>An alternative of a line.</summary>
/// <param name="Message">The message.</param>
/// <param name="Sentence">What its sender writes in the line's place, or null where it is never written.</param>
/// <param name="ImplicitSentence">For the <c>S:</c> lines that precede the first <c>C:</c> line: what a server writes on a <c>tls</c>
/// port, where the texts below <c>TLS</c> hold; null where it is never written.</param>
/// <param name="Outcome">What it leads to, or null to go on.</param>
/// <param name="If">The condition under which it is written, or null.</param>
/// <param name="Else">What follows if the condition fails: an outcome (<c>not-offered</c> unless the file says otherwise), or null with
/// <paramref name="ElseSkip"/>.</param>
/// <param name="ElseSkip">Whether the exchange is left out if the condition fails.</param>
/// <param name="OrClear">Whether the server that says it goes on without TLS.</param>
public sealed record AlternativeModel(
    MessageModel Message, SentenceModel? Sentence, SentenceModel? ImplicitSentence, OutcomeKind? Outcome, ConditionModel? If,
        OutcomeKind? Else, bool ElseSkip,
    bool OrClear);

/// <summary>The <c>TLS</c> line.</summary>
/// <param name="AtOnce">Whether it starts without an answer.</param>
/// <param name="If">The condition, or null.</param>
/// <param name="Keeps">The plaintext message that the caller gets, or null.</param>
/// <param name="Renews">The value that the server must not say again inside TLS, or null.</param>
/// <param name="Text">The line as written.</param>
public sealed record TlsModel(bool AtOnce, ConditionModel? If, MessageModel? Keeps, BindingModel? Renews, string Text)
{
    /// <summary>The packets that carry TLS during the handshake, or null where its records stand alone.</summary>
    public PacketModel? Packet { get; init; }
}

/// <summary>The packets that carry TLS during the handshake.</summary>
/// <param name="Message">What is read.</param>
/// <param name="Carried">The label of the octets that it carries.</param>
/// <param name="Sentence">What is written, with one <see cref="CarriedPart"/>.</param>
/// <param name="Capacity">How many octets one packet is given at most.</param>
public sealed record PacketModel(MessageModel Message, LabelModel Carried, SentenceModel Sentence, int Capacity);

/// <summary>What may be said at any time.</summary>
/// <param name="FromClient">Who says it.</param>
/// <param name="Message">The message.</param>
/// <param name="Answers">What the other role answers.</param>
/// <param name="Outcome">What it leads to, or null to stay.</param>
/// <param name="OrClear">Whether a server whose host goes on in the clear leaves the message to it.</param>
/// <param name="Text">The line as written.</param>
public sealed record AnyTimeModel(
    bool FromClient, MessageModel Message, IReadOnlyList<SentenceModel> Answers, OutcomeKind? Outcome, bool OrClear, string Text);

/// <summary>Tests joined by <c>or</c>.</summary>
/// <param name="Tests">The tests of labels.</param>
/// <param name="Parameters">The tests of parameters.</param>
/// <param name="OrUnknown">Whether it also holds where none of the tested labels is known.</param>
/// <param name="Text">The condition as written.</param>
public sealed record ConditionModel(
    IReadOnlyList<LabelTestModel> Tests, IReadOnlyList<ParameterTestModel> Parameters, bool OrUnknown, string Text);

/// <summary>A test of a label: a bit of the machine's, set whenever a message with the label has been read.</summary>
/// <param name="Label">The label.</param>
/// <param name="Text">The text that one of its values must be, ASCII case ignored, or null.</param>
/// <param name="Number">The number that it must be, or the bits that it must have, or null.</param>
/// <param name="IsMask">Whether the number is a mask: all of its bits must be set.</param>
public sealed record LabelTestModel(string Label, string? Text, ulong? Number, bool IsMask)
{
    /// <summary>With a mask, the bits none of which may be set.</summary>
    public ulong Unset { get; init; }
}

/// <summary>A test of a parameter's value.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Text">The text that it must be, ASCII case ignored, or null.</param>
/// <param name="Number">The number that it must be, or the bits that it must have, or null.</param>
/// <param name="IsMask">Whether the number is a mask: all of its bits must be set.</param>
public sealed record ParameterTestModel(string Parameter, string? Text, ulong? Number, bool IsMask)
{
    /// <inheritdoc cref="LabelTestModel.Unset"/>
    public ulong Unset { get; init; }
}
