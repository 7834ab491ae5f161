namespace ProtocolKit.Interop.Tests;

public sealed class ProgramsTests
{
    [Fact]
    public void A_program_that_is_not_installed_is_named()
    {
        var failure = Assert.Throws<FileNotFoundException>(() => Programs.Path("no-such-program-anywhere"));

        Assert.Contains("no-such-program-anywhere", failure.Message, StringComparison.Ordinal);
    }
}
