using System.Collections.Concurrent;
using Xunit.Abstractions;

namespace ProtocolKit.Mutation.Tests;

/// <summary>Tests that cannot fail show nothing: each promise is broken once, and a test must tell. As many mutants are tried at a time
/// as there are processors.</summary>
public abstract class MutantTests(ITestOutputHelper output)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_least = TimeSpan.FromSeconds(20);

    private static readonly ConcurrentDictionary<TestSelection, Lazy<Task<TestRun>>> s_unchanged = new();

    /// <summary>Every fourth mutant: classes run beside each other.</summary>
    protected static TheoryData<string> Quarter(int first) =>
        [.. Mutants.All.Where((_, number) => number % 4 == first).Select(mutant => mutant.Name)];

    protected async Task TryAsync(string name)
    {
        var mutant = Mutants.All.Single(mutant => mutant.Name == name);
        var unchanged = await s_unchanged.GetOrAdd(
            mutant.Tests, tests => new Lazy<Task<TestRun>>(() => RunAsync(tests, mutant: null, s_limit))).Value;
        Assert.True(unchanged.Passed, $"The tests do not pass as they are: {unchanged.Output}");

        // One that hangs is killed by then; whoever takes four times as long as the library is taken to hang.
        var run = await RunAsync(mutant.Tests, mutant, s_least + 4 * unchanged.Duration);

        output.WriteLine($"{name}: killed by {run.Killer ?? "nothing"}");
        Assert.True(run.Killer is not null, $"It survives {mutant.Tests.Project}, {mutant.Tests.Filter}.");
    }

    private static async Task<TestRun> RunAsync(TestSelection tests, Mutant? mutant, TimeSpan limit)
    {
        var folder = Directory.CreateTempSubdirectory("protocolkit-mutant-").FullName;
        try
        {
            if (mutant is null)
                return await TestRun.OfAsync(tests, folder, assembly: null, limit);
            var assembly = Path.Combine(folder, $"{mutant.Project.Split('/')[1]}.dll");
            await (await Compilation.OfAsync(mutant.Project)).CompileAsync(mutant, folder, assembly);
            return await TestRun.OfAsync(tests, folder, assembly, limit);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

/// <inheritdoc/>
public sealed class FirstMutantTests(ITestOutputHelper output) : MutantTests(output)
{
    public static TheoryData<string> Names => Quarter(0);

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_broken_promise_is_told_by_a_test(string name) => TryAsync(name);
}

/// <inheritdoc/>
public sealed class SecondMutantTests(ITestOutputHelper output) : MutantTests(output)
{
    public static TheoryData<string> Names => Quarter(1);

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_broken_promise_is_told_by_a_test(string name) => TryAsync(name);
}

/// <inheritdoc/>
public sealed class ThirdMutantTests(ITestOutputHelper output) : MutantTests(output)
{
    public static TheoryData<string> Names => Quarter(2);

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_broken_promise_is_told_by_a_test(string name) => TryAsync(name);
}

/// <inheritdoc/>
public sealed class FourthMutantTests(ITestOutputHelper output) : MutantTests(output)
{
    public static TheoryData<string> Names => Quarter(3);

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_broken_promise_is_told_by_a_test(string name) => TryAsync(name);
}
