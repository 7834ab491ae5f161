using System.Runtime.CompilerServices;

namespace ProtocolKit;

/// <summary>A client's connection below TLS, which sees what the server answers first: whether it resumed a session, or spoke no TLS.
/// <see cref="System.Net.Security.SslStream"/> does not tell.</summary>
internal sealed class HelloStream(Stream inner) : ForwardingStream(inner)
{
    private const int MaxPlaintext = 256;

    private ServerHelloReader? _hello;
    private byte[]? _plaintext;

    /// <summary>Whether a session was resumed, as far as the server has answered.</summary>
    public bool IsResumed => _hello is { IsResumed: true };

    /// <summary>The first octets of what the server answered in place of TLS; empty where it answered with a record.</summary>
    public ReadOnlySpan<byte> Plaintext => _plaintext;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _hello ??= ServerHelloReader.To(buffer);
        Inner.Write(buffer);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _hello ??= ServerHelloReader.To(buffer.Span);
        return Inner.WriteAsync(buffer, cancellationToken);
    }

    public override int Read(Span<byte> buffer)
    {
        var length = Inner.Read(buffer);
        See(buffer[..length]);
        return length;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _hello is { HasEnded: false }
            ? ReadAnswerAsync(buffer, cancellationToken)
            : Inner.ReadAsync(buffer, cancellationToken);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReadAnswerAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var length = await Inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        See(buffer.Span[..length]);
        return length;
    }

    private void See(ReadOnlySpan<byte> octets)
    {
        if (_hello is null || octets.IsEmpty)
            return;
        if (_plaintext is null)
            _plaintext = TlsRecord.MayBegin(octets[0]) ? [] : octets[..Math.Min(octets.Length, MaxPlaintext)].ToArray();
        _hello.Read(octets);
    }
}
