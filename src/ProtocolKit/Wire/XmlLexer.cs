using System.Buffers;
using System.Runtime.CompilerServices;

namespace ProtocolKit;

/// <summary>Reads the parts of a tag. What fails leaves the reason in <see cref="Trouble"/>.</summary>
internal ref struct XmlLexer(ReadOnlySpan<byte> source, int position)
{
    private readonly ReadOnlySpan<byte> _source = source;
    private int _position = position;

    internal readonly int Position => _position;

    internal readonly bool IsAtEnd => _position >= _source.Length;

    /// <summary>Why the last attempt failed: more octets are needed, or no octets help.</summary>
    internal OperationStatus Trouble { get; private set; } = OperationStatus.NeedMoreData;

    internal bool SkipSpace()
    {
        var start = _position;
        while (_position < _source.Length && XmlCharacters.IsSpace(_source[_position]))
            _position++;
        return _position > start;
    }

    /// <summary>Reads a name that something follows.</summary>
    internal bool TryReadName(out XmlSpelledName name)
    {
        name = new XmlSpelledName { Start = _position, LocalStart = _position };
        if (!TryReadPart())
            return false;
        if (_source[_position] == ':')
        {
            name.LocalStart = ++_position;
            if (!TryReadPart())
                return false;
        }

        name.End = _position;
        return true;
    }

    /// <summary>Reads <c>&gt;</c> or <c>/&gt;</c>, if one of them is here.</summary>
    internal bool TryReadTagEnd(out bool isEmptyElement)
    {
        isEmptyElement = false;
        if (IsAtEnd)
            return false;
        if (_source[_position] == '>')
        {
            _position++;
            return true;
        }

        if (_source[_position] != '/')
            return false;
        _position++;
        isEmptyElement = true;
        return TryTake((byte)'>');
    }

    /// <summary>Reads <c>name='value'</c>.</summary>
    internal bool TryReadAttribute(out XmlSpelledAttribute attribute)
    {
        attribute = default;
        if (!TryReadName(out attribute.Name))
            return false;
        SkipSpace();
        if (!TryTake((byte)'='))
            return false;
        SkipSpace();
        if (IsAtEnd)
            return false;
        var quote = _source[_position];
        if (quote is not ((byte)'\'' or (byte)'"'))
            return IsInvalid();
        var start = ++_position;
        var length = _source[start..].IndexOfAny(quote, (byte)'<', (byte)'&');
        if (length >= 0 && _source[start + length] == '&')
        {
            attribute.HasReferences = true;
            var rest = _source[(start + length)..].IndexOfAny(quote, (byte)'<');
            length = rest < 0 ? rest : length + rest;
        }

        if (length < 0)
            return false;
        if (_source[start + length] == '<')
            return IsInvalid();
        attribute.Value = new XmlSpan(start, start + length);
        _position = start + length + 1;
        return true;
    }

    /// <summary>Reads one octet.</summary>
    internal bool TryTake(byte octet)
    {
        if (IsAtEnd)
            return false;
        if (_source[_position] != octet)
            return IsInvalid();
        _position++;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReadPart()
    {
        var source = _source;
        var position = _position;
        if ((uint)position >= (uint)source.Length)
            return false;
        if (!XmlCharacters.IsNameStart(source[position]))
            return IsInvalid();
        do
        {
            if ((uint)++position >= (uint)source.Length)
                return false;
        }
        while (XmlCharacters.IsName(source[position]));

        _position = position;
        return true;
    }

    private bool IsInvalid()
    {
        Trouble = OperationStatus.InvalidData;
        return false;
    }
}
