using System.Text;
using ProtocolKit.Generator.Tests.Support;

namespace ProtocolKit.Generator.Tests;

/// <summary>Whoever parses a message by itself knows no earlier one.</summary>
public class ReadAloneTests
{
    private const string Text = """
        protocol told
        port  7001

        ask = "ASK" SP id:1*8( ALPHA / DIGIT ) CRLF
        yes = "YES" SP $id *( SP house:( "RED" / "BLUE" / word ) ) SP own:2DIGIT SP $own CRLF
        no  = "NO" CRLF
        word = 1*ALPHA

        dialogue
        C: ask
        S: yes   / no => refused
        TLS

        says
        ask "ASK " id:"abc" CRLF
        yes "YES " $id " RED 12 12" CRLF
        """;

    private const string Driver = """
        using System;
        using System.Buffers;
        using ProtocolKit;

        namespace Invented;

        #pragma warning disable CS1591
        public static class Driver
        {
            public static string Read(byte[] octets)
            {
                var status = Told.Yes.TryParse(octets, out var message, out var consumed);
                return status == OperationStatus.Done ? $"{consumed} {message.Has(ToldHouse.Red)} {message.Houses.Contains("GREEN"u8)}" : status.ToString();
            }
        }
        """;

    private static readonly Lazy<Func<byte[], string>> s_read = new(() => GeneratedAssembly
        .Load(new Project(("told.protocol", Text)).WithCSharp("driver.cs", Driver).Run())
        .GetType("Invented.Driver", throwOnError: true)!.GetMethod("Read")!.CreateDelegate<Func<byte[], string>>());

    [Theory]
    [InlineData("YES abc RED Green 12 12\r\n", "25 True True")]
    [InlineData("YES other BLUE 12 12\r\nmore", "22 False False")]
    [InlineData("YES abc 12 13\r\n", "InvalidData")]
    [InlineData("YES abc 12 12", "NeedMoreData")]
    public void It_is_compared_with_itself_alone_and_its_known_words_are_there(string text, string expected) =>
        Assert.Equal(expected, s_read.Value(Encoding.ASCII.GetBytes(text)));
}
