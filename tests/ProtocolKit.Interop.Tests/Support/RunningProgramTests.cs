namespace ProtocolKit.Interop.Tests;

public sealed class RunningProgramTests
{
    [Fact]
    public async Task What_a_program_says_and_its_exit_code_are_kept()
    {
        var result = await RunningProgram.RunAsync(
            "sh", ["-c", "echo $GREETING; read line; echo $line >&2; exit 3"], new Dictionary<string, string> { ["GREETING"] = "hello" },
                "one\n");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("hello\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("one\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_told_nothing_is_at_the_end_of_its_input()
    {
        var result = await RunningProgram.RunAsync("cat", []);

        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task A_program_that_does_not_end_is_killed_and_what_it_said_is_told()
    {
        var failure = await Assert.ThrowsAsync<TimeoutException>(
            () => RunningProgram.RunAsync("sh", ["-c", "echo still here; cat; cat"], input: "", deadline: TimeSpan.FromSeconds(2)));

        Assert.Contains("still here", failure.Message, StringComparison.Ordinal);
    }
}
