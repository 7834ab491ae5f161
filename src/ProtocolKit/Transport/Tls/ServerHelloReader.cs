namespace ProtocolKit;

/// <summary>Reads from a server's first message whether it resumes a session, however the octets come. That message is never encrypted:
/// in TLS 1.2 it repeats the client's session ID (RFC 5246, section 7.3; RFC 5077, section 3.4), in TLS 1.3 it has a pre-shared key (RFC
/// 8446, section 2.2).</summary>
/// <remarks>It looks on, and decides nothing about the handshake: what it cannot read resumes nothing.</remarks>
internal sealed class ServerHelloReader
{
    private const byte ChangeCipherSpec = 20, Handshake = 22;
    private const byte ServerHello = 2;
    private const int PreSharedKey = 41, SupportedVersions = 43;

    /// <summary>Where the session ID's length stands in a hello of either side, with its record's and its message's header before
    /// it.</summary>
    private const int SessionIdAt = 5 + 4 + 2 + 32;

    /// <summary>How the random of a HelloRetryRequest begins: the real answer follows (RFC 8446, section 4.1.3).</summary>
    private static readonly byte[] RetryRandom = [0xCF, 0x21, 0xAD, 0x74, 0xE5, 0x9A, 0x61, 0x11];

    private readonly byte[] _sessionId;
    private int _position;
    private int _number;
    private int _recordEnd;
    private int _messageEnd;
    private int _extensionsAt;
    private int _extensionAt;
    private bool _isSkipping;
    private bool _isRetry;
    private bool _isEcho;
    private bool _isVersion13;
    private bool _hasPreSharedKey;

    private ServerHelloReader(byte[] sessionId)
    {
        _sessionId = sessionId;
        Restart();
    }

    /// <summary>Whether nothing more is to be seen.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Whether the server has resumed a session.</summary>
    public bool IsResumed { get; private set; }

    /// <summary>Makes the reader of the answer to a ClientHello.</summary>
    /// <param name="clientHello">What the client writes first.</param>
    public static ServerHelloReader To(ReadOnlySpan<byte> clientHello)
    {
        var hasId = clientHello.Length > SessionIdAt && clientHello.Length > SessionIdAt + clientHello[SessionIdAt];
        return new ServerHelloReader(hasId ? clientHello.Slice(SessionIdAt + 1, clientHello[SessionIdAt]).ToArray() : []);
    }

    /// <summary>Reads what has come.</summary>
    public void Read(ReadOnlySpan<byte> octets)
    {
        for (var i = 0; i < octets.Length && !HasEnded; i++)
        {
            Read(octets[i]);
            _position++;
            if (_position == _recordEnd && _isSkipping)
                Restart();
            else if (_position == _messageEnd)
                End();
        }
    }

    private void Read(byte octet)
    {
        // The number that ends here, if one does.
        _number = (_number << 8 | octet) & 0xFFFFFF;
        if (_position < 5)
            ReadRecordHeader(octet);
        else if (!_isSkipping)
            ReadMessage(octet);
    }

    private void ReadRecordHeader(byte octet)
    {
        if (_position == 0 && octet == ChangeCipherSpec)
            _isSkipping = true;
        else if (_position == 0)
            HasEnded = octet != Handshake;
        else if (_position == 4)
            _recordEnd = 5 + (_number & 0xFFFF);
    }

    private void ReadMessage(byte octet)
    {
        if (_position == 5)
        {
            HasEnded = octet != ServerHello;
        }
        else if (_position == 8)
        {
            _messageEnd = 9 + _number;
            HasEnded = _messageEnd > _recordEnd || _messageEnd <= SessionIdAt;
        }
        else if (_position is >= 11 and < 19)
        {
            _isRetry &= octet == RetryRandom[_position - 11];
        }
        else if (_position == SessionIdAt)
        {
            _isEcho = octet > 0 && octet == _sessionId.Length;

            // Behind it are the cipher suite, the compression method and the size of the extensions.
            _extensionsAt = _extensionAt = SessionIdAt + 1 + octet + 2 + 1 + 2;
        }
        else if (_position > SessionIdAt && _position < _extensionsAt - 5)
        {
            _isEcho &= octet == _sessionId.ElementAtOrDefault(_position - SessionIdAt - 1);
        }
        else if (_position >= _extensionsAt && _extensionsAt > 0)
        {
            ReadExtension();
        }
    }

    private void ReadExtension()
    {
        if (_position == _extensionAt + 1)
        {
            _isVersion13 |= (_number & 0xFFFF) == SupportedVersions;
            _hasPreSharedKey |= (_number & 0xFFFF) == PreSharedKey;
        }
        else if (_position == _extensionAt + 3)
        {
            _extensionAt += 4 + (_number & 0xFFFF);
        }
    }

    private void End()
    {
        if (_isRetry && _position == _recordEnd)
        {
            Restart();
            return;
        }

        HasEnded = true;
        IsResumed = _isVersion13 ? _hasPreSharedKey : _isEcho;
    }

    private void Restart()
    {
        _position = _number = _messageEnd = _extensionsAt = 0;
        _recordEnd = -1;
        (_isSkipping, _isRetry, _isEcho, _isVersion13, _hasPreSharedKey) = (false, true, false, false, false);
    }
}
