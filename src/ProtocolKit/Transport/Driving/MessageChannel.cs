using System.Buffers;
using System.Runtime.CompilerServices;

namespace ProtocolKit;

/// <summary>Reader and writer of one plane of a dialogue, in the clear or inside TLS. It owns its stream until it gives it away; from
/// then on nothing can be read or written through it.</summary>
/// <param name="stream">The stream; owned by this object.</param>
/// <param name="budget">How many octets are read at most.</param>
internal sealed class MessageChannel(Stream stream, int budget) : IBufferWriter<byte>, IDisposable
{
    private const int LeastBuffer = 512;

    private Stream? _stream = stream;
    private byte[] _received = [];
    private int _answerStart;
    private int _start;
    private int _end;
    private byte[] _output = [];
    private int _written;
    private bool _isReading;

    /// <summary>How many octets may still be read.</summary>
    public int Budget { get; private set; } = budget;

    /// <summary>What has been received and not consumed.</summary>
    public ReadOnlySpan<byte> Unread => _received.AsSpan(_start, _end - _start);

    private Stream Stream => _stream ?? throw new ObjectDisposedException(nameof(MessageChannel), "The stream has been given away.");

    /// <summary>What has been consumed since something was sent, as far as it is still there: for the description of a failure.</summary>
    public ReadOnlySpan<byte> Answer => _received.AsSpan(_answerStart, _start - _answerStart);

    /// <summary>Marks octets as read.</summary>
    public void Consume(int octets) => _start += octets;

    /// <summary>Makes room to read into.</summary>
    /// <param name="maxMessageOctets">How many octets a message can have.</param>
    /// <returns>Whether there is room, or a message or the dialogue is over its limit.</returns>
    public bool TryMakeRoom(int maxMessageOctets)
    {
        if (Budget == 0 || _end - _start >= Math.Max(maxMessageOctets, 1))
            return false;
        if (_end < _received.Length)
            return true;
        if (_start > 0)
        {
            Unread.CopyTo(_received);
            (_answerStart, _start, _end) = (0, 0, _end - _start);
        }
        else
        {
            Grow(ref _received, _end, Math.Max(LeastBuffer, Math.Min(maxMessageOctets, _received.Length * 2)));
        }

        return true;
    }

    /// <summary>Reads what comes next into the room that was made; pass what it returns to <see cref="Commit"/>.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<int> ReadAsync(CancellationToken cancellationToken)
    {
        // What is read meanwhile must be found where it was put, also if something is sent before it comes.
        _isReading = true;
        try
        {
            return await Stream.ReadAsync(_received.AsMemory(_end, Math.Min(_received.Length - _end, Budget)), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (_stream is TlsStream && TlsFaults.IsStray(exception))
        {
            throw TlsFaults.Wrap(exception);
        }
    }

    /// <summary>Counts octets that were read.</summary>
    public void Commit(int octets)
    {
        _isReading = false;
        _end += octets;
        Budget -= octets;
    }

    /// <summary>Reads what has arrived already, if that can be told.</summary>
    public void PullArrived(int maxMessageOctets)
    {
        if (SocketProbe.HasArrived(Stream) && TryMakeRoom(maxMessageOctets))
            Commit(Stream.Read(_received.AsSpan(_end, Math.Min(_received.Length - _end, Budget))));
    }

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_output.Length - _written), nameof(count));
        _written += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        var needed = Math.Max(sizeHint, 1);
        if (_output.Length - _written < needed)
            Grow(ref _output, _written, Math.Max(LeastBuffer, checked(_written + needed)));
        return _output.AsMemory(_written);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Takes what was written, to be sent at once: the memory is good until something is written again.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        var octets = _output.AsMemory(0, _written);
        _written = 0;
        if (_start == _end && !_isReading)
            _start = _end = 0;
        _answerStart = _start;
        try
        {
            await Stream.WriteAsync(octets, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (_stream is TlsStream && TlsFaults.IsStray(exception))
        {
            throw TlsFaults.Wrap(exception);
        }
    }

    /// <summary>Ends the plaintext part: gives the stream away if the machine agrees that nothing is left over.</summary>
    /// <remarks>A server speaks second in TLS, so what a client can read now was never TLS. A TLS alert is: the handshake will tell
    /// it.</remarks>
    /// <param name="machine">The machine.</param>
    /// <param name="isImplicit">Whether TLS starts with the first octet: then there is no message that plaintext could stand behind, and
    /// whether a server's greeting has arrived by now is a matter of chance. The handshake tells it.</param>
    public Stream? HandOver(UpgradeMachine machine, bool isImplicit = false)
    {
        if (machine.Role == UpgradeRole.Client && !isImplicit && Unread.IsEmpty && SocketProbe.HasPlaintextArrived(Stream))
            PullArrived(machine.MaxMessageOctets);
        if (!machine.StartTls(Unread))
            return null;
        var begun = Unread.ToArray();
        return begun.Length == 0 ? GiveAway() : new ReadAheadStream(begun, GiveAway());
    }

    /// <summary>Gives the stream away, and the buffers back.</summary>
    public Stream GiveAway()
    {
        var given = Stream;
        _stream = null;
        ReturnBuffers();
        return given;
    }

    /// <summary>Closes the stream, unless it was given away.</summary>
    public void Dispose()
    {
        if (_stream is null)
            return;
        SocketProbe.Drain(_stream);
        _stream.Dispose();
        _stream = null;
        ReturnBuffers();
    }

    private static void Grow(ref byte[] buffer, int used, int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(size);
        buffer.AsSpan(0, used).CopyTo(larger);
        PooledOctets.Exchange(ref buffer, larger);
    }

    private void ReturnBuffers()
    {
        (_answerStart, _start, _end, _written) = (0, 0, 0, 0);
        PooledOctets.Return(ref _received);
        PooledOctets.Return(ref _output);
    }
}
