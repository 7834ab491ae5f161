using System.Buffers;
using System.Diagnostics.Tracing;

namespace ProtocolKit.Protocols.Tests.Load;

/// <summary>Counts the arrays of octets that are taken from the shared pool and given back.</summary>
internal sealed class PoolBalance : EventListener
{
    private const string Source = "System.Buffers.ArrayPoolEventSource";
    private const int Rented = 1;
    private const int Returned = 3;

    private readonly int _pool = ArrayPool<byte>.Shared.GetHashCode();
    private int _taken;
    private int _outstanding;

    /// <summary>How many were taken.</summary>
    public int Taken => _taken;

    /// <summary>How many of them were not given back.</summary>
    public int Outstanding => _outstanding;

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Source)
            EnableEvents(eventSource, EventLevel.Verbose);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventSource.Name != Source || eventData.EventId is not (Rented or Returned) || eventData.Payload?[2] is not int pool
            || pool != _pool)
            return;
        if (eventData.EventId == Rented)
            Interlocked.Increment(ref _taken);
        Interlocked.Add(ref _outstanding, eventData.EventId == Rented ? 1 : -1);
    }
}
