using System.Runtime.InteropServices;
using System.Text;

namespace ProtocolKit.Protocols.Tests;

/// <summary>Parsers look at octets in blocks, and never outside of what they are given: that lies between two pages that can't be
/// read.</summary>
public sealed unsafe partial class GuardPageTests : IDisposable
{
    private const int PageSize = 65_536;
    private const int NoAccess = 0, ReadWrite = 3, PrivateAnonymous = 0x22;

    private readonly nint _pages = OperatingSystem.IsLinux() ? Map(0, 3 * PageSize, NoAccess, PrivateAnonymous, -1, 0) : 0;

    /// <summary>Messages with lists.</summary>
    public static TheoryData<string, string> Lists => LongLists.All;

    [LinuxTheory]
    [MemberData(nameof(Lists))]
    public void No_octet_is_read_outside_of_those_that_are_given(string protocol, string text)
    {
        Assert.Equal(0, Protect(_pages + PageSize, PageSize, ReadWrite));
        var octets = Encoding.ASCII.GetBytes(text);
        for (var length = 0; length <= octets.Length; length++)
        {
            var expected = LongLists.Read(protocol, octets.AsSpan(0, length));
            Assert.Equal(expected, LongLists.Read(protocol, Copy(octets, length, PageSize)));
            Assert.Equal(expected, LongLists.Read(protocol, Copy(octets, length, 2 * PageSize - length)));
        }

        Assert.Contains("STARTTLS", LongLists.Read(protocol, octets));
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
