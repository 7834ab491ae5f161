using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using ProtocolKit.Protocols;

namespace ProtocolKit.Protocols.Tests;

/// <summary>Parsers look at octets in blocks, and never outside of what they are given: that lies between two pages that can't be
/// read.</summary>
public sealed unsafe partial class GuardPageTests : IDisposable
{
    private const int PageSize = 65_536;
    private const int NoAccess = 0, ReadWrite = 3, PrivateAnonymous = 0x22;

    private const string Words = "STARTTLS|SIZE 10240000|8BITMIME|AUTH PLAIN LOGIN CRAM-MD5|ENHANCEDSTATUSCODES|X|PIPELINING|DSN|x-unknown-word-of-more-than-16 y";

    private readonly nint _pages = OperatingSystem.IsLinux() ? Map(0, 3 * PageSize, NoAccess, PrivateAnonymous, -1, 0) : 0;

    /// <summary>Messages with lists, each cut everywhere and where it is whole.</summary>
    public static TheoryData<string, string> Lists => new()
    {
        { "smtp", "250-mail.example.org greets you\r\n250-" + Words.Replace("|", "\r\n250-") + "\r\n250 HELP\r\n" },
        { "imap", "* CAPABILITY IMAP4rev1 " + Words.Replace(' ', '=').Replace('|', ' ') + " IDLE\r\n" },
        { "pop3", "+OK Capabilities\r\n" + Words.Replace("|", "\r\n") + "\r\n.\r\n" },
        { "nntp", "101 Capabilities\r\nVERSION 2\r\n" + Words.Replace("|", "\r\n") + "\r\n.\r\n" },
        { "ftp", "211-Features\r\n " + Words.Replace("|", "\r\n ") + "\r\n211 End\r\n" },
    };

    [LinuxTheory]
    [MemberData(nameof(Lists))]
    public void No_octet_is_read_outside_of_those_that_are_given(string protocol, string text)
    {
        Assert.Equal(0, Protect(_pages + PageSize, PageSize, ReadWrite));
        var octets = Encoding.ASCII.GetBytes(text);
        for (var length = 0; length <= octets.Length; length++)
        {
            var expected = Read(protocol, octets.AsSpan(0, length));
            Assert.Equal(expected, Read(protocol, Copy(octets, length, PageSize)));
            Assert.Equal(expected, Read(protocol, Copy(octets, length, 2 * PageSize - length)));
        }

        Assert.Contains("STARTTLS", Read(protocol, octets));
    }

    public void Dispose()
    {
        if (_pages > 0)
            Unmap(_pages, 3 * PageSize);
    }

    private Span<byte> Copy(byte[] octets, int length, int offset)
    {
        var copy = new Span<byte>((void*)(_pages + offset), length);
        octets.AsSpan(0, length).CopyTo(copy);
        return copy;
    }

    private static string Read(string protocol, ReadOnlySpan<byte> octets)
    {
        var text = new StringBuilder();
        switch (protocol)
        {
            case "smtp":
                text.Append(Smtp.Features.TryParse(octets, out var features, out _));
                foreach (var offer in features.Offers)
                    Add(offer.Capability, offer.Argument);
                break;
            case "imap":
                text.Append(Imap.Capabilities.TryParse(octets, out var capabilities, out _));
                foreach (var offer in capabilities.Offers)
                    Add(offer.Capability, offer.Argument);
                break;
            case "pop3":
                text.Append(Pop3.Capabilities.TryParse(octets, out var pop3, out _));
                foreach (var offer in pop3.Offers)
                    Add(offer.Capability, offer.Argument);
                break;
            case "nntp":
                text.Append(Nntp.Capabilities.TryParse(octets, out var nntp, out _));
                foreach (var offer in nntp.Offers)
                    Add(offer.Capability, offer.Argument);
                break;
            default:
                text.Append(Ftp.Features.TryParse(octets, out var ftp, out _));
                foreach (var offer in ftp.Offers)
                    Add(offer.Capability, offer.Argument);
                break;
        }

        return text.ToString();

        void Add(ReadOnlySpan<byte> word, ReadOnlySpan<byte> rest) =>
            text.Append('|').Append(Encoding.ASCII.GetString(word)).Append(' ').Append(Encoding.ASCII.GetString(rest));
    }

    private sealed class LinuxTheoryAttribute : TheoryAttribute
    {
        public LinuxTheoryAttribute()
        {
            if (!OperatingSystem.IsLinux())
                Skip = "Pages are protected with Linux's mprotect.";
        }
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint Map(nint address, nint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Protect(nint address, nint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static partial int Unmap(nint address, nint length);
}
