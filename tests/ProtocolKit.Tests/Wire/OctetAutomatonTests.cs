using CsCheck;

namespace ProtocolKit.Tests.Wire;

public sealed class OctetAutomatonTests
{
    /// <summary>A letter, then letters and digits; then, behind a hyphen, at least one digit.</summary>
    private static bool IsName(string value)
    {
        byte[] octets = System.Text.Encoding.Latin1.GetBytes(value);
        ushort[] wide = [0, 'a', 'z', 1, 1, 'a', 'z', 1, 1, '0', '9', 1, 1, '-', '-', 2, 2, '0', '9', 3, 3, '0', '9', 3];
        byte[] narrow = [.. wide.Select(number => (byte)number)];

        var accepted = OctetAutomaton.Accepts(octets, [1, 3], narrow);

        Assert.Equal(accepted, OctetAutomaton.AcceptsWide(octets, [1, 3], wide));
        return accepted;
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a1")]
    [InlineData("a1-0")]
    public void What_ends_in_an_accepting_state_is_accepted(string value) => Assert.True(IsName(value));

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("a-")]
    [InlineData("a-b")]
    [InlineData("a\u00FF")]
    public void Anything_else_is_not(string value) => Assert.False(IsName(value));

    [Fact]
    public void A_value_is_all_of_some_ranges_if_each_octet_is() =>
        Gen.Select(Gen.Int[0, 50], Gen.Byte, Gen.Byte, Gen.Byte, Gen.Byte, Gen.Int[-20, 50]).Sample((length, a, b, c, d, wrong) =>
        {
            byte[] ranges = [Math.Min(a, b), Math.Max(a, b), Math.Min(c, d), Math.Max(c, d)];
            var octets = Enumerable.Range(0, length).Select(i => ranges[i % 4]).ToArray();
            if (wrong >= 0 && wrong < length)
                octets[wrong]++;

            var isAll = octets.All(octet => (octet >= ranges[0] && octet <= ranges[1]) || (octet >= ranges[2] && octet <= ranges[3]));

            Assert.Equal(isAll, OctetAutomaton.AcceptsAll(octets, ranges));
        }, iter: 20_000);
}
