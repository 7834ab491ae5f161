using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace ProtocolKit.Generated;

/// <summary>
/// Follows tags, quotes and depth of an element that arrives in parts, octet by octet and each octet once, so that its contents
/// are read only when they are worth it: at first sight, at the end of its start tag, and when it is complete.
/// </summary>
/// <remarks>What a parser says is thereby the same however the octets were cut.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class XmlFrame
{
    /// <summary>Moves on to the next octet that is worth a look.</summary>
    /// <param name="cursor">The cursor; at first the default value.</param>
    /// <param name="source">The octets, from the first of the message on.</param>
    /// <param name="maxOctets">The limit on the octets of the message.</param>
    /// <param name="maxDepth">The limit on nested elements.</param>
    /// <param name="octets">The octets to read now, if the result is <see cref="OperationStatus.Done"/>.</param>
    /// <returns><see cref="OperationStatus.Done"/> to read <paramref name="octets"/> and hand the outcome to
    /// <see cref="XmlTokenizer{TNamespaces}.Settles"/>; else the final word on these octets.</returns>
    public static OperationStatus Advance(
        ref ScanCursor cursor, ReadOnlySpan<byte> source, int maxOctets, int maxDepth, out ReadOnlySpan<byte> octets)
    {
        octets = source[..Math.Min(source.Length, maxOctets)];
        var place = (XmlPlace)(cursor.State & 0xFF);
        if (place == XmlPlace.Untouched)
        {
            cursor.State = (int)XmlPlace.Glanced;
            return OperationStatus.Done;
        }

        if (place == XmlPlace.Complete)
            return OperationStatus.InvalidData;
        var walker = new XmlWalker(octets, place, cursor.State >> 8, cursor.Position, maxDepth);
        var status = walker.Walk();
        cursor.State = (int)walker.Place | (walker.Depth << 8);
        cursor.Position = walker.Position;
        if (status == OperationStatus.Done)
            octets = octets[..walker.Position];
        return status == OperationStatus.NeedMoreData && octets.Length == maxOctets ? OperationStatus.InvalidData : status;
    }

    /// <summary>Reads a message, or as much of it as is there.</summary>
    /// <typeparam name="TMessage">The message.</typeparam>
    /// <typeparam name="TNames">The namespaces and limits of the protocol.</typeparam>
    /// <typeparam name="TBindings">The values of earlier messages.</typeparam>
    /// <param name="cursor">The cursor; at first the default value.</param>
    /// <param name="source">The octets, from the first of the message on.</param>
    /// <param name="scope">The namespaces that are declared around it, if it stands in a stream.</param>
    /// <param name="bindings">The values that it may repeat.</param>
    /// <remarks>It is not inlined: the frame that holds the tokenizer is cleared whenever it is entered.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static OperationStatus Scan<TMessage, TNames, TBindings>(
        ref ScanCursor cursor, ReadOnlySpan<byte> source, in XmlNamespaceScope scope, scoped in TBindings bindings)
        where TMessage : IXmlPattern<TNames, TBindings>, allows ref struct
        where TNames : struct, IXmlProtocol
        where TBindings : struct
    {
        OperationStatus status;
        ref readonly var around = ref TMessage.Tag == XmlTag.Stream ? ref XmlNamespaceScope.Empty : ref scope;
        while ((status = Advance(ref cursor, source, TNames.MaxMessageOctets, TNames.MaxDepth, out var octets)) == OperationStatus.Done)
        {
            var xml = new XmlTokenizer<TNames>(octets, in around, TNames.MaxDepth);
            cursor.Registers = default;
            _ = xml.ReadFirst(TMessage.Tag) && TMessage.Read(ref xml, ref cursor.Registers, in bindings);
            if (xml.Settles(ref cursor, out status))
                break;
        }

        return status;
    }

    /// <summary>Whether what a parser says of octets that <see cref="Advance"/> handed out is final, even if it is that they do not
    /// match.</summary>
    internal static bool IsFinal(in ScanCursor cursor) => (XmlPlace)(cursor.State & 0xFF) != XmlPlace.Glanced;

    /// <summary>Whether the element is complete.</summary>
    internal static bool IsComplete(in ScanCursor cursor) => (XmlPlace)(cursor.State & 0xFF) == XmlPlace.Complete;
}
