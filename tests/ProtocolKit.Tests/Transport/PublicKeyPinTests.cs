using System.Security.Cryptography;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Tests;

public class PublicKeyPinTests
{
    [Fact]
    public void A_pin_is_the_digest_of_the_public_key()
    {
        var digest = SHA256.HashData(TestCertificates.Valid.PublicKey.ExportSubjectPublicKeyInfo());
        var pin = PublicKeyPin.FromCertificate(TestCertificates.Valid);

        Assert.Equal(new PublicKeyPin(digest), pin);
        Assert.Equal("sha256/" + Convert.ToBase64String(digest), pin.ToString());
        Assert.Equal(pin, PublicKeyPin.Parse(pin.ToString()));
        Assert.Equal(pin, PublicKeyPin.Parse(Convert.ToBase64String(digest)));
        Assert.NotEqual(pin, PublicKeyPin.FromCertificate(TestCertificates.Expired));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha256/")]
    [InlineData("sha256/AAAA")]
    [InlineData("no base64")]
    public void What_is_no_digest_is_no_pin(string text)
    {
        Assert.False(PublicKeyPin.TryParse(text, out _));
        Assert.Throws<FormatException>(() => PublicKeyPin.Parse(text));
    }
}
