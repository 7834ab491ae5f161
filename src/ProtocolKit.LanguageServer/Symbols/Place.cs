using ProtocolKit.LanguageServer.Protocol;
using ProtocolKit.LanguageServer.Workspace;

namespace ProtocolKit.LanguageServer.Symbols;

/// <summary>A name in one of several files.</summary>
internal readonly record struct Place(Document Document, Occurrence Occurrence)
{
    public Location Location => new(Document.Uri, Document.Lines.RangeOf(Occurrence.Span));
}
