using System.Runtime.CompilerServices;

namespace ProtocolKit;

/// <summary>A client's connection below TLS, which sees whether the server resumed a session: <see cref="System.Net.Security.SslStream"/>
/// does not tell.</summary>
internal sealed class HelloStream(Stream inner) : ForwardingStream(inner)
{
    private ServerHelloReader? _hello;

    /// <summary>Whether a session was resumed, as far as the server has answered.</summary>
    public bool IsResumed => _hello is { IsResumed: true };

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
        _hello?.Read(buffer[..length]);
        return length;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _hello is { HasEnded: false } hello
            ? ReadAsync(hello, buffer, cancellationToken)
            : Inner.ReadAsync(buffer, cancellationToken);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReadAsync(ServerHelloReader hello, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var length = await Inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        hello.Read(buffer.Span[..length]);
        return length;
    }
}
