using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using Perfolizer.Metrology;

namespace ProtocolKit.Benchmarks.Parsing;

/// <summary>Measures the readers with BenchmarkDotNet, after a process of its own has compared what they find.</summary>
internal static class ParseCommand
{
    public static int Run()
    {
        using (var check = OwnProcess.Start("check"))
        {
            check.WaitForExit();
            if (check.ExitCode != 0)
                return check.ExitCode;
        }

        var job = Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithWarmupCount(20)
            .WithIterationTime(TimeInterval.FromMilliseconds(100))
            .WithIterationCount(15);
        var config = ManualConfig.CreateEmpty()
            .AddJob(job)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddColumn(CategoriesColumn.Default, StatisticColumn.Median, StatisticColumn.Min)
            .HideColumns(
                Column.Job, Column.Type, Column.Toolchain, Column.Gen0, Column.Gen1, Column.Gen2, Column.AllocRatio, Column.IterationTime,
                Column.IterationCount, Column.WarmupCount)
            .AddExporter(MarkdownExporter.GitHub)
            .AddLogger(ConsoleLogger.Default)
            .WithSummaryStyle(SummaryStyle.Default.WithTimeUnit(TimeUnit.Nanosecond).WithSizeUnit(SizeUnit.B))
            .AddLogicalGroupRules(BenchmarkLogicalGroupRule.ByCategory)
            .WithOptions(ConfigOptions.JoinSummary);
        var summaries = BenchmarkRunner.Run(
            [typeof(EhloBenchmarks), typeof(CapabilityBenchmarks), typeof(FeaturesBenchmarks), typeof(ResponseBenchmarks)], config);
        return summaries.Any(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)) ? 1 : 0;
    }
}
