using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Cli.Diagrams.Sequence;

/// <summary>What stands below each other in a sequence diagram.</summary>
internal abstract record SequenceItem;

/// <summary>A message.</summary>
internal sealed record SequenceMessage(bool FromClient, string Text) : SequenceItem;

/// <summary>A remark between the two sides.</summary>
internal sealed record SequenceNote(string Text) : SequenceItem;

/// <summary>The handshake.</summary>
internal sealed record SequenceTls(string Text) : SequenceItem;

/// <summary>The end of the dialogue without TLS.</summary>
internal sealed record SequenceEnd(OutcomeKind Outcome, bool OrClear) : SequenceItem
{
    public string Text => "ends: " + OutcomeText.Of(Outcome, OrClear);
}

/// <summary>Parts in a frame, of which one runs, or all at once.</summary>
internal sealed record SequenceFrame(SequenceFrameKind Kind, IReadOnlyList<SequenceSection> Sections) : SequenceItem
{
    public SequenceFrame(SequenceFrameKind kind, string caption, IReadOnlyList<SequenceItem> items)
        : this(kind, [new SequenceSection(caption, items)])
    {
    }
}

/// <summary>A part of a frame.</summary>
internal sealed record SequenceSection(string Caption, IReadOnlyList<SequenceItem> Items);

/// <summary>What a frame says of its parts; the names are those of UML.</summary>
internal enum SequenceFrameKind
{
    /// <summary>One of them.</summary>
    Alt,

    /// <summary>The one, or nothing.</summary>
    Opt,

    /// <summary>The one in place of all that stands behind it, or nothing.</summary>
    Break,

    /// <summary>The one, again and again.</summary>
    Loop,

    /// <summary>All at once.</summary>
    Par,
}
