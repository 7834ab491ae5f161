using System.Buffers;

namespace ProtocolKit.Tests;

public class DisposalTests
{
    /// <summary>A size that no other test rents.</summary>
    private const int Size = 3_000_000;

    [Fact]
    public void Messages_that_two_threads_dispose_give_their_buffer_back_once()
    {
        using var barrier = new Barrier(2);
        var message = new byte[Size];
        KeptMessages? messages = null;
        var rented = new byte[2][];
        var twice = 0;
        void Race(int thread)
        {
            for (var round = 0; round < 300; round++)
            {
                if (thread == 0)
                {
                    messages = new KeptMessages();
                    messages.Keep(0, message);
                }

                barrier.SignalAndWait();
                messages!.Dispose();
                rented[thread] = ArrayPool<byte>.Shared.Rent(Size);
                barrier.SignalAndWait();
                if (thread == 0 && ReferenceEquals(rented[0], rented[1]))
                    twice++;
                barrier.SignalAndWait();
            }
        }

        var other = new Thread(() => Race(1)) { IsBackground = true };
        other.Start();
        Race(0);
        other.Join();

        Assert.Equal(0, twice);
    }

    [Fact]
    public void Messages_that_were_disposed_are_gone()
    {
        var messages = new KeptMessages();
        messages.Keep(3, "x"u8);
        Assert.True(messages.TryGet(3, out _));
        messages.Dispose();
        messages.Dispose();

        Assert.False(messages.TryGet(3, out var message));
        Assert.True(message.IsEmpty);
    }
}
