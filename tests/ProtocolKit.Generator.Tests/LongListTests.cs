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
        first  = *( item:word "," ) "!" CRLF
        mixed  = "*" CRLF *( "+" item:( name:word [ "=" more:value ] ) CRLF / "-" item:( name:1*DIGIT [ ":" more:value ] ) CRLF ) "." CRLF
        value  = 1*( ALPHA / DIGIT / "=" / ":" )
        answer = *( "+" offer:( name:word *( SP argument:word ) ) CRLF ) *( "-" other:word CRLF ) "." CRLF
        word   = 1*ALPHA

        dialogue
        C: ask
        S: answer / mixed => refused / first => refused
        TLS

        says
        ask    "ASK" CRLF
        answer "." CRLF
        """;

    private const string Driver = """
        using System;
        using System.Buffers;
        using System.Text;
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

            public static string ReadFirst(byte[] octets)
            {
                var text = new StringBuilder($"{Lists.First.TryParse(octets, out var message, out _)}");
                foreach (var item in message.Items)
                    text.Append(' ').Append(Encoding.ASCII.GetString(item));
                return text.ToString();
            }

            public static string ReadMixed(byte[] octets)
            {
                var text = new StringBuilder($"{Lists.Mixed.TryParse(octets, out var message, out _)}");
                foreach (var item in message.Items)
                    text.Append(' ').Append(Encoding.ASCII.GetString(item.Name));
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
        Assert.Equal(expected, Method<string>("Read")(octets));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(40)]
    public void A_list_may_begin_with_its_message(int count)
    {
        var items = Enumerable.Range(0, count).Select(i => Word(i, 1 + i % 20)).ToArray();

        var read = Method<string>("ReadFirst")(Encoding.ASCII.GetBytes(string.Concat(items.Select(item => item + ",")) + "!\r\n"));

        Assert.Equal(string.Join(' ', items.Prepend("Done")), read);
    }

    [Fact]
    public void Items_of_two_shapes_may_follow_each_other()
    {
        var random = new Random(3);
        for (var run = 0; run < 200; run++)
        {
            var items = Enumerable.Range(0, random.Next(1, 40))
                .Select(i => random.Next(2) == 0 ? "+" + Word(i, 1 + i % 9) : "-" + new string((char)('0' + i % 10), 1 + i % 9)).ToArray();
            var lines = items.Select(item => item + (random.Next(2) == 0 ? "" : (item[0] == '+' ? "=" : ":") + "ab:3=") + "\r\n");

            var read = Method<string>("ReadMixed")(Encoding.ASCII.GetBytes("*\r\n" + string.Concat(lines) + ".\r\n"));

            Assert.Equal(string.Join(' ', items.Select(item => item[1..]).Prepend("Done")), read);
        }
    }

    [Fact]
    public void Items_are_counted_alike_whether_they_are_read_one_by_one_or_many_at_once()
    {
        var (read, trickle) = (Method<string>("Read"), Method<bool>("Trickle"));
        var verdicts = Enumerable.Range(4990, 20)
            .Select(count => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("-ab\r\n", count)) + ".\r\n"))
            .Select(octets => (read(octets) != "not read", trickle(octets))).ToArray();

        Assert.All(verdicts, verdict => Assert.Equal(verdict.Item1, verdict.Item2));
        Assert.Equal([true, false], verdicts.Select(verdict => verdict.Item1).Distinct());
    }

    private static Func<byte[], T> Method<T>(string name) => s_driver.Value.GetMethod(name)!.CreateDelegate<Func<byte[], T>>();

    private static string Word(int number, int length) => new((char)('A' + number % 26), length);
}
