using System.Text;

namespace ProtocolKit.Tests;

public sealed class HostOctetsTests
{
    [Theory]
    [InlineData("mail.example.org", "mail.example.org")]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8::1", "[2001:db8::1]")]
    [InlineData("::1", "[::1]")]
    public void In_a_URI_an_IPv6_address_stands_in_brackets(string host, string written) =>
        Assert.Equal(written, Encoding.ASCII.GetString(HostOctets.UriOf(host, new byte[HostOctets.MaxLength])));

    [Theory]
    [InlineData(253, 255)]
    [InlineData(254, 254)]
    [InlineData(255, 255)]
    public void Brackets_do_not_make_a_name_too_long(int length, int written) =>
        Assert.Equal(written, HostOctets.UriOf(new string(':', length), new byte[HostOctets.MaxLength]).Length);
}
