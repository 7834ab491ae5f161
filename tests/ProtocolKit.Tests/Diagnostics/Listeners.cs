using System.Diagnostics;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace ProtocolKit.Tests;

/// <summary>Tests that listen to the whole process, so one at a time and with nothing beside them.</summary>
[CollectionDefinition(nameof(Listeners), DisableParallelization = true)]
public sealed class OneAtATime;

/// <summary>Hears all that operators can hear.</summary>
internal sealed class Listeners : IDisposable
{
    private readonly List<Activity> _spans = [];
    private readonly ActivityListener _activities;
    private readonly FakeLoggerProvider _logs = new();
    private readonly MetricCollector<long> _upgrades = new(null, "ProtocolKit", "protocolkit.upgrades");
    private readonly MetricCollector<long> _active = new(null, "ProtocolKit", "protocolkit.active_upgrades");
    private readonly MetricCollector<double> _durations = new(null, "ProtocolKit", "protocolkit.upgrade.duration");

    public Listeners(LogLevel least = LogLevel.Trace)
    {
        LoggerFactory = Microsoft.Extensions.Logging.LoggerFactory.Create(builder => builder.SetMinimumLevel(least).AddProvider(_logs));
        _activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "ProtocolKit",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (_spans)
                    _spans.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(_activities);
    }

    public ILoggerFactory LoggerFactory { get; }

    public Activity Span
    {
        get
        {
            lock (_spans)
                return Assert.Single(_spans);
        }
    }

    public Activity SpanOf(ActivityKind kind)
    {
        lock (_spans)
            return Assert.Single(_spans, span => span.Kind == kind);
    }

    public CollectedMeasurement<long> Upgrade => Assert.Single(_upgrades.GetMeasurementSnapshot());

    public CollectedMeasurement<double> Duration => Assert.Single(_durations.GetMeasurementSnapshot());

    /// <summary>The upgrades under way, one after the other.</summary>
    public IEnumerable<long> Active => _active.GetMeasurementSnapshot().Select(measurement => measurement.Value);

    public IReadOnlyList<FakeLogRecord> Logs => _logs.Collector.GetSnapshot();

    /// <summary>The last record that is not of the wire.</summary>
    public FakeLogRecord LastUpgradeLog => Logs.Last(record => record.Category != WireLog.Category);

    public static IReadOnlyDictionary<string, object?> Tags(Activity span) => span.TagObjects.ToDictionary();

    public void Dispose()
    {
        _activities.Dispose();
        _upgrades.Dispose();
        _active.Dispose();
        _durations.Dispose();
        LoggerFactory.Dispose();
        _logs.Dispose();
    }
}
