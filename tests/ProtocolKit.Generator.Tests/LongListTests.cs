using System.Text;
using ProtocolKit.Generator.Tests.Support;

namespace ProtocolKit.Generator.Tests;

/// <summary>All values of a list are found, however many there are and however long they are.</summary>
public class LongListTests
{
    private const string Text = """
        protocol lists
        port  7001
        limit 1000000 octets, 5000 items

        ask    = "ASK" CRLF
        answer = *( "+" offer:( name:word *( SP argument:word ) ) CRLF ) *( "-" other:word CRLF ) "." CRLF
        word   = 1*ALPHA

        dialogue
        C: ask
        S: answer
        TLS

        says
        ask    "ASK" CRLF
        answer "." CRLF
        """;

    private const string Driver = """
        using System.Text;
        using System;
        using System.Buffers;
        using ProtocolKit;

        namespace Invented;

        #pragma warning disable CS1591
        public static class Driver
        {
            public static string Read(byte[] octets)
            {
                if (Lists.Answer.TryParse(octets, out var message, out _) != OperationStatus.Done)
                    return "not read";
                var text = new StringBuilder();
                foreach (var offer in message.Offers)
                {
                    text.Append(Encoding.ASCII.GetString(offer.Name));
                    foreach (var argument in offer.Arguments)
                        text.Append('=').Append(Encoding.ASCII.GetString(argument));
                    text.Append(';');
                }

                foreach (var other in message.Others)
                    text.Append(Encoding.ASCII.GetString(other)).Append(',');
                return text.ToString();
            }

            public static bool Trickle(byte[] octets)
            {
                var cursor = default(ProtocolKit.Generated.ScanCursor);
                var status = OperationStatus.NeedMoreData;
                for (var length = 0; length <= octets.Length && status == OperationStatus.NeedMoreData; length++)
                    status = Lists.Answer.Scan(ref cursor, octets.AsSpan(0, length));
                return status == OperationStatus.Done;
            }
        }
        """;

    private static readonly Lazy<Type> s_driver = new(() => GeneratedAssembly
        .Load(new Project(("lists.protocol", Text)).WithCSharp("driver.cs", Driver).Run()).GetType("Invented.Driver", throwOnError: true)!);

    private static readonly Lazy<Func<byte[], string>> s_read = new(() =>
        s_driver.Value.GetMethod("Read")!.CreateDelegate<Func<byte[], string>>());

    private static readonly Lazy<Func<byte[], bool>> s_trickle = new(() =>
        s_driver.Value.GetMethod("Trickle")!.CreateDelegate<Func<byte[], bool>>());

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0, 3, 1)]
    [InlineData(1, 1, 1)]
    [InlineData(3, 100, 1)]
    [InlineData(30, 30, 1)]
    [InlineData(33, 0, 1)]
    [InlineData(34, 0, 1)]
    [InlineData(35, 1, 1)]
    [InlineData(36, 1, 1)]
    [InlineData(100, 100, 1)]
    [InlineData(0, 103, 1)]
    [InlineData(0, 104, 1)]
    [InlineData(0, 105, 1)]
    [InlineData(1000, 3000, 1)]
    [InlineData(3, 3, 20_000)]
    [InlineData(1, 0, 65_534)]
    [InlineData(1, 0, 65_535)]
    [InlineData(2, 1, 65_535)]
    [InlineData(0, 2, 70_000)]
    public void All_values_are_found_in_their_order(int offers, int others, int length)
    {
        var named = Enumerable.Range(0, offers).Select(i => Word(i, length) + string.Concat(Enumerable.Range(0, i % 3).Select(j => $" {Word(i + j, 1)}")))
            .ToArray();
        var more = Enumerable.Range(0, others).Select(i => Word(i + 7, length)).ToArray();
        var octets = Encoding.ASCII.GetBytes(
            string.Concat(named.Select(offer => $"+{offer}\r\n")) + string.Concat(more.Select(other => $"-{other}\r\n")) + ".\r\n");

        var expected = string.Concat(named.Select(offer => offer.Replace(' ', '=') + ";")) + string.Concat(more.Select(other => other + ","));
        Assert.Equal(expected, s_read.Value(octets));
    }

    [Fact]
    public void Items_are_counted_alike_whether_they_are_read_one_by_one_or_many_at_once()
    {
        var verdicts = Enumerable.Range(4990, 20)
            .Select(count => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("-ab\r\n", count)) + ".\r\n"))
            .Select(octets => (s_read.Value(octets) != "not read", s_trickle.Value(octets))).ToArray();

        Assert.All(verdicts, verdict => Assert.Equal(verdict.Item1, verdict.Item2));
        Assert.Equal([true, false], verdicts.Select(verdict => verdict.Item1).Distinct());
    }

    private static string Word(int number, int length) => new((char)('A' + number % 26), length);
}
