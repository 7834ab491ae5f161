using System.Buffers;
using ProtocolKit.Fuzzing.Seeds;

namespace ProtocolKit.Fuzzing.Targets;

/// <summary>A connection to a peer that is honest until TLS starts, and then says what it was given, and closes. All of it happens in the
/// calls of who reads and writes, so that nobody waits.</summary>
/// <param name="peer">The peer.</param>
/// <param name="octets">What it says from then on, with marks in place of the client's session ID.</param>
/// <param name="pieces">In which pieces what it says arrives.</param>
/// <param name="isHasty">Whether that stands right behind its last message.</param>
internal sealed class PeerStream(UpgradeMachine peer, byte[] octets, Pieces pieces, bool isHasty) : Stream
{
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly List<byte> _window = [];
    private readonly MemoryStream _sinceTls = new();
    private int _given;
    private int _number;
    private bool _isTls;

    /// <summary>Whether the side that is tried has started TLS.</summary>
    public bool HasTlsStarted { get; set; }

    /// <summary>What it has written since then.</summary>
    public ReadOnlySpan<byte> WrittenSinceTls => _sinceTls.GetBuffer().AsSpan(0, (int)_sinceTls.Length);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        Advance();
        if (_given == _output.WrittenCount && peer.NextAction == UpgradeAction.StartTls)
            StartTls();
        var left = _output.WrittenCount - _given;
        var length = Math.Min(pieces.Next(_number++, left), buffer.Length);
        _output.WrittenSpan.Slice(_given, length).CopyTo(buffer);
        _given += length;
        return length;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!_isTls && peer.NextAction == UpgradeAction.StartTls && _given == _output.WrittenCount)
            StartTls(FindSessionId(buffer));
        if (HasTlsStarted)
            _sinceTls.Write(buffer);
        if (!_isTls)
            _window.AddRange(buffer);
        Advance();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer, offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer, offset, count);
        return Task.CompletedTask;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return default;
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static ReadOnlySpan<byte> FindSessionId(ReadOnlySpan<byte> hello) =>
        hello.Length > Flights.SessionIdAt && hello.Length > Flights.SessionIdAt + hello[Flights.SessionIdAt]
            ? hello.Slice(Flights.SessionIdAt + 1, hello[Flights.SessionIdAt])
            : [];

    private void StartTls(ReadOnlySpan<byte> sessionId = default)
    {
        if (_isTls)
            return;
        _isTls = true;
        _output.Write(Turns.Fill(octets, sessionId));
    }

    private void Advance()
    {
        while (!_isTls)
        {
            var window = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_window);
            if (peer.NextAction == UpgradeAction.Send)
            {
                peer.Send(_output);
            }
            else if (peer.NextAction == UpgradeAction.Receive && window.Length > 0
                && peer.Receive(window, out var consumed) == OperationStatus.Done)
            {
                _window.RemoveRange(0, consumed);
            }
            else
            {
                if (isHasty && peer.NextAction == UpgradeAction.StartTls)
                    StartTls();
                return;
            }
        }
    }
}
