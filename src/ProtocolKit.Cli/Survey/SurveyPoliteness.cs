using System.Diagnostics;
using System.Net;

namespace ProtocolKit.Cli;

/// <summary>Keeps a survey from being a burden: few connections at a time to an address and to a network, and a pause between
/// them.</summary>
/// <param name="options">How few and how long.</param>
/// <param name="waitForTurn">Waits until no other machine pauses with an address; null where there are no others.</param>
internal sealed class SurveyPoliteness(SurveyOptions options, Func<string, CancellationToken, Task>? waitForTurn = null)
{
    private readonly Dictionary<string, Gate> _gates = [];
    private readonly Queue<string> _idle = [];

    /// <summary>Waits until a connection may be made.</summary>
    /// <param name="address">The address; null if it is not known.</param>
    /// <param name="host">The host's name.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>To be disposed when the connection has ended.</returns>
    public async Task<IDisposable> EnterAsync(IPAddress? address, string host, CancellationToken cancellationToken)
    {
        var pass = new Pass(this);
        try
        {
            await Task.Delay(Part(options.Pause, 1), cancellationToken).ConfigureAwait(false);
            var own = await pass.EnterAsync(address?.ToString() ?? host, options.PerHost, cancellationToken).ConfigureAwait(false);
            if (address is not null)
                await pass.EnterAsync(Network(address), options.PerNetwork, cancellationToken).ConfigureAwait(false);
            await Task.Delay(own.Reserve(options.Pause + Part(options.Pause, 0.5)), cancellationToken).ConfigureAwait(false);
            if (waitForTurn is not null)
                await waitForTurn(address?.ToString() ?? host, cancellationToken).ConfigureAwait(false);
            return pass;
        }
        catch
        {
            pass.Dispose();
            throw;
        }
    }

    /// <summary>The network that an address is in: /24 of IPv4, /48 of IPv6.</summary>
    internal static string Network(IPAddress address)
    {
        var octets = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
        return octets.Length == 4 ? Convert.ToHexString(octets, 0, 3) + "/24" : Convert.ToHexString(octets, 0, 6) + "/48";
    }

    /// <summary>A random part of a time: jitter, so that nothing is asked by many at once.</summary>
    private static TimeSpan Part(TimeSpan time, double most) => time * (Random.Shared.NextDouble() * most);

    private Gate Take(string key, int limit)
    {
        lock (_gates)
        {
            while (_idle.TryPeek(out var old) && (!_gates.TryGetValue(old, out var idle) || idle.Users > 0 || idle.IsOver))
            {
                _idle.Dequeue();
                if (idle is { Users: 0 })
                    _gates.Remove(old);
            }

            if (!_gates.TryGetValue(key, out var gate))
                _gates[key] = gate = new Gate(limit);
            gate.Users++;
            return gate;
        }
    }

    private void Return(string key, Gate gate)
    {
        lock (_gates)
        {
            if (--gate.Users == 0)
                _idle.Enqueue(key);
        }
    }

    /// <summary>What limits an address or a network; kept as long as its pause lasts.</summary>
    private sealed class Gate(int limit)
    {
        private long _next = Stopwatch.GetTimestamp();

        /// <summary>Those inside and those that wait.</summary>
        public int Users { get; set; }

        public SemaphoreSlim Places { get; } = new(limit);

        public bool IsOver => Stopwatch.GetTimestamp() >= Volatile.Read(ref _next);

        /// <summary>Takes the next time at which a connection may be made.</summary>
        /// <returns>How long that is to wait for.</returns>
        public TimeSpan Reserve(TimeSpan pause)
        {
            lock (Places)
            {
                var now = Stopwatch.GetTimestamp();
                var start = Math.Max(now, _next);
                Volatile.Write(ref _next, start + (long)(pause.TotalSeconds * Stopwatch.Frequency));
                return Stopwatch.GetElapsedTime(now, start);
            }
        }
    }

    private sealed class Pass(SurveyPoliteness owner) : IDisposable
    {
        private readonly List<(string Key, Gate Gate, bool IsInside)> _gates = [];

        public async Task<Gate> EnterAsync(string key, int limit, CancellationToken cancellationToken)
        {
            var gate = owner.Take(key, limit);
            _gates.Add((key, gate, false));
            await gate.Places.WaitAsync(cancellationToken).ConfigureAwait(false);
            _gates[^1] = (key, gate, true);
            return gate;
        }

        public void Dispose()
        {
            foreach (var (key, gate, isInside) in _gates)
            {
                if (isInside)
                    gate.Places.Release();
                owner.Return(key, gate);
            }
        }
    }
}
