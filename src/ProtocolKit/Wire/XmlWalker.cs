using System.Buffers;

namespace ProtocolKit.Generated;

/// <summary>Walks over the octets of an element. What it refuses is no element, however it goes on.</summary>
internal ref struct XmlWalker(ReadOnlySpan<byte> source, XmlPlace place, int depth, int position, int maxDepth)
{
    private readonly ReadOnlySpan<byte> _source = source;
    private readonly int _maxDepth = maxDepth;

    internal XmlPlace Place { get; private set; } = place == XmlPlace.Glanced ? XmlPlace.Before : place;

    internal int Depth { get; private set; } = depth;

    internal int Position { get; private set; } = position;

    /// <summary>Walks up to the end of the outermost start tag, then up to the end of the element.</summary>
    internal OperationStatus Walk()
    {
        while (Position < _source.Length)
        {
            switch (Place)
            {
                case XmlPlace.Content:
                    SkipTo(_source[Position..].IndexOf((byte)'<'), XmlPlace.TagStart);
                    break;
                case XmlPlace.SingleQuoted:
                    SkipTo(_source[Position..].IndexOfAny((byte)'\'', (byte)'<'), XmlPlace.AfterValue);
                    break;
                case XmlPlace.DoubleQuoted:
                    SkipTo(_source[Position..].IndexOfAny((byte)'"', (byte)'<'), XmlPlace.AfterValue);
                    break;
                case XmlPlace.Declaration:
                    PassDeclaration();
                    break;
                default:
                    Place = Next(_source[Position++]);
                    break;
            }

            if (Place == XmlPlace.Malformed)
                return OperationStatus.InvalidData;
            if (Place is XmlPlace.StartTagEnd or XmlPlace.EmptyElementEnd or XmlPlace.EndTagEnd && IsWorthALook())
                return Place == XmlPlace.Malformed ? OperationStatus.InvalidData : OperationStatus.Done;
        }

        return OperationStatus.NeedMoreData;
    }

    private void SkipTo(int offset, XmlPlace next)
    {
        if (offset < 0)
        {
            Position = _source.Length;
            return;
        }

        Position += offset + 1;
        Place = _source[Position - 1] == '<' && next == XmlPlace.AfterValue ? XmlPlace.Malformed : next;
    }

    private void PassDeclaration()
    {
        var length = XmlDeclaration.Measure(_source);
        Place = length switch { < 0 => XmlPlace.Malformed, 0 => XmlPlace.Declaration, _ => XmlPlace.Before };
        Position = length > 0 ? length : _source.Length;
    }

    private bool IsWorthALook()
    {
        var depth = Depth + (Place == XmlPlace.EndTagEnd ? 0 : 1);
        if (depth > _maxDepth)
        {
            Place = XmlPlace.Malformed;
            return true;
        }

        if (Place == XmlPlace.StartTagEnd)
        {
            Depth = depth;
            Place = XmlPlace.Content;
            return depth == 1;
        }

        Depth = Math.Max(depth - 1, 0);
        Place = Depth == 0 ? XmlPlace.Complete : XmlPlace.Content;
        return Depth == 0;
    }

    private readonly XmlPlace Next(byte octet) => Place switch
    {
        XmlPlace.Before => octet == '<' ? XmlPlace.TagStart : XmlCharacters.IsSpace(octet) ? XmlPlace.Before : XmlPlace.Malformed,
        XmlPlace.TagStart => octet switch
        {
            (byte)'/' => XmlPlace.EndTagStart,
            (byte)'?' when Position == 2 => XmlPlace.Declaration,
            _ => BeginName(octet, XmlPlace.Name),
        },
        XmlPlace.Name => octet == ':' ? XmlPlace.NameColon : ContinueName(octet, InStartTag(octet)),
        XmlPlace.NameColon => BeginName(octet, XmlPlace.NameLocal),
        XmlPlace.NameLocal => ContinueName(octet, InStartTag(octet)),
        XmlPlace.BeforeAttribute =>
            InStartTag(octet) is var place && place == XmlPlace.Malformed ? BeginName(octet, XmlPlace.Attribute) : place,
        XmlPlace.Attribute => octet == ':' ? XmlPlace.AttributeColon : ContinueName(octet, BeforeEquals(octet)),
        XmlPlace.AttributeColon => BeginName(octet, XmlPlace.AttributeLocal),
        XmlPlace.AttributeLocal => ContinueName(octet, BeforeEquals(octet)),
        XmlPlace.BeforeEquals => BeforeEquals(octet),
        XmlPlace.BeforeValue => octet switch
        {
            (byte)'\'' => XmlPlace.SingleQuoted,
            (byte)'"' => XmlPlace.DoubleQuoted,
            _ => XmlCharacters.IsSpace(octet) ? XmlPlace.BeforeValue : XmlPlace.Malformed,
        },
        XmlPlace.AfterValue => InStartTag(octet),
        XmlPlace.Slash => octet == '>' ? XmlPlace.EmptyElementEnd : XmlPlace.Malformed,
        XmlPlace.EndTagStart => BeginName(octet, XmlPlace.EndName),
        XmlPlace.EndName => octet == ':' ? XmlPlace.EndColon : ContinueName(octet, AfterEndName(octet)),
        XmlPlace.EndColon => BeginName(octet, XmlPlace.EndLocal),
        XmlPlace.EndLocal => ContinueName(octet, AfterEndName(octet)),
        XmlPlace.AfterEndName => AfterEndName(octet),
        _ => XmlPlace.Malformed,
    };

    private static XmlPlace BeginName(byte octet, XmlPlace name) => XmlCharacters.IsNameStart(octet) ? name : XmlPlace.Malformed;

    private readonly XmlPlace ContinueName(byte octet, XmlPlace otherwise) => XmlCharacters.IsName(octet) ? Place : otherwise;

    private static XmlPlace InStartTag(byte octet) => octet switch
    {
        (byte)'>' => XmlPlace.StartTagEnd,
        (byte)'/' => XmlPlace.Slash,
        _ => XmlCharacters.IsSpace(octet) ? XmlPlace.BeforeAttribute : XmlPlace.Malformed,
    };

    private static XmlPlace BeforeEquals(byte octet) => octet switch
    {
        (byte)'=' => XmlPlace.BeforeValue,
        _ => XmlCharacters.IsSpace(octet) ? XmlPlace.BeforeEquals : XmlPlace.Malformed,
    };

    private static XmlPlace AfterEndName(byte octet) => octet switch
    {
        (byte)'>' => XmlPlace.EndTagEnd,
        _ => XmlCharacters.IsSpace(octet) ? XmlPlace.AfterEndName : XmlPlace.Malformed,
    };
}
