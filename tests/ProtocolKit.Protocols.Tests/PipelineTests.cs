using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using ProtocolKit.Protocols;
using ProtocolKit.Testing;

namespace ProtocolKit.Protocols.Tests;

/// <summary>Messages and upgrades of those who work with pipes.</summary>
public sealed class PipelineTests
{
    private static readonly byte[] s_ehlo = "250-mail.example\r\n250-SIZE 1000\r\n250 STARTTLS\r\n250 more"u8.ToArray();

    [Fact]
    public void A_message_in_several_buffers_is_read_as_one_that_lies_in_one()
    {
        Smtp.Features.TryParse(s_ehlo, out var expected, out var length);
        for (var cut = 0; cut <= s_ehlo.Length; cut++)
        {
            for (var next = cut; next <= s_ehlo.Length; next += 7)
            {
                var status = Smtp.Features.TryParse(
                    Segments(s_ehlo[..cut], s_ehlo[cut..next], s_ehlo[next..]), out var features, out var consumed);

                Assert.Equal((OperationStatus.Done, length), (status, consumed));
                Assert.Equal(expected.Octets, features.Octets);
                Assert.True(features.Has(SmtpCapability.StartTls));
            }
        }
    }

    [Fact]
    public void What_is_not_whole_or_not_such_a_message_is_told_whatever_the_buffers()
    {
        for (var cut = 0; cut < 40; cut++)
        {
            Assert.Equal(
                OperationStatus.NeedMoreData, Smtp.Features.TryParse(Segments(s_ehlo[..cut], s_ehlo[cut..40]), out _, out var consumed));
            Assert.Equal(0, consumed);
        }

        Assert.Equal(OperationStatus.InvalidData, Smtp.Features.TryParse(Segments("25"u8.ToArray(), "1 no\r\n"u8.ToArray()), out _, out _));
    }

    [Fact]
    public async Task Both_ends_of_a_pipe_are_upgraded()
    {
        using var authority = new ThrowawayAuthority();
        var (toServer, toClient) = (new Pipe(), new Pipe());
        var serving = Smtp.AcceptAsync(
            new Ends(toServer.Reader, toClient.Writer).AsStream(),
            new UpgradeServerOptions { Certificate = authority.Certificate, AnswerInsideTls = true });

        await using var client = await Smtp.UpgradeAsync(
            new Ends(toClient.Reader, toServer.Writer).AsStream(), "localhost", options: new() { CustomRoots = authority.Roots });

        await using var server = await serving;
        await client.Stream.WriteAsync("inside"u8.ToArray());
        var octets = new byte[6];
        await server.Stream.ReadExactlyAsync(octets);
        Assert.Equal("inside", Encoding.ASCII.GetString(octets));
    }

    private static ReadOnlySequence<byte> Segments(params byte[][] parts)
    {
        var first = new Segment(parts[0], null);
        var last = parts.Skip(1).Aggregate(first, (before, part) => new Segment(part, before));
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(byte[] octets, Segment? before)
        {
            Memory = octets;
            if (before is null)
                return;
            RunningIndex = before.RunningIndex + before.Memory.Length;
            before.Next = this;
        }
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
