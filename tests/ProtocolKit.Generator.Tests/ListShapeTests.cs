using System.Text;
using ProtocolKit.Generator.Tests.Support;

namespace ProtocolKit.Generator.Tests;

/// <summary>Lists that end, or go on, in a way that is much like one of their values.</summary>
public class ListShapeTests
{
    private const string Text = """
        protocol shapes
        port  7001
        limit 100000 octets, 1000 items

        ask   = "ASK" CRLF
        zero  = "Z" *( item:( ALPHA *( ALPHA / DIGIT ) ) "," ) "0"
        amp   = "A" *( item:word ( ",+" / ",;" *DIGIT "+" ) ) item:word ",&" item:word "."
        two   = "T" *( item:word "," ) *( item:1*DIGIT "," ) "."
        least = "L" *( item:( 2ALPHA *ALPHA ) "," ) "!!"
        most  = "M" 1*5( item:word "," ) "!"
        long  = "N" *( item:1*64ALPHA "," ) "!"
        late  = "F" *( item:word ",+" ) item:word ",&" item:word *( ",+" item:word ) "."
        amps  = "P" *( item:word ",+" ) item:word ",&" item:word *( ",&" item:word ) "."
        gaps  = "G" *( item:word 1*3"," ) "!"
        pairs = "R" *( item:( word *3( "=" word ) ) "," ) "!"
        word  = 1*ALPHA

        dialogue
        C: ask
        S: zero / amp => refused / two => refused / least => refused / most => refused / long => refused / late => refused
         / amps => refused / gaps => refused / pairs => refused
        TLS

        says
        ask  "ASK" CRLF
        zero "Z0"
        """;

    private static readonly string[] s_names = ["Zero", "Amp", "Two", "Least", "Most", "Long", "Late", "Amps", "Gaps", "Pairs"];

    private static readonly Lazy<Type> s_driver = new(() => GeneratedAssembly
        .Load(new Project(("shapes.protocol", Text)).WithCSharp("driver.cs", Driver()).Run())
        .GetType("Invented.Driver", throwOnError: true)!);

    [Theory]
    [InlineData("Zero", "Z", ",", ",", ",0")]
    [InlineData("Amp", "A", ",+", ",&", ".")]
    [InlineData("Amp", "A", ",+|,+|,+|,;12345+|,;+", ",&", ".")]
    [InlineData("Two", "T", ",", ",", ",.")]
    [InlineData("Least", "L", ",", ",", ",!!")]
    [InlineData("Long", "N", ",", ",", ",!")]
    public void Each_value_is_found_whatever_stands_behind_the_message(
        string name, string begin, string separators, string beforeLast, string end)
    {
        var random = new Random(5);
        var any = separators.Split('|');
        for (var run = 0; run < 150; run++)
        {
            var longest = run % 3 == 0 ? 64 : 6;
            var items = Enumerable.Range(0, random.Next(2, 40)).Select(i => Word(random, name, i, random.Next(2, longest + 1))).ToArray();
            if (name == "Two")
                items = [.. items, .. Enumerable.Range(0, random.Next(40)).Select(i => new string((char)('0' + i % 10), 1 + i % 9))];
            var separated = items.SkipLast(2).Select(item => item + any[random.Next(any.Length)]);
            var text = begin + string.Concat(separated) + items[^2] + beforeLast + items[^1] + end;
            var behind = new string[] { "", "a,", "0", ".", "Zabc,def,", new('x', 70) }[random.Next(6)];

            Assert.Equal(string.Join(' ', items.Prepend($"Done {text.Length}")), Read(name, text + behind));
        }
    }

    [Theory]
    [InlineData("Late", "F", ",+")]
    [InlineData("Amps", "P", ",&")]
    public void Lists_of_the_same_values_may_stand_one_behind_the_other(string name, string begin, string separator)
    {
        var random = new Random(7);
        for (var run = 0; run < 150; run++)
        {
            var longest = run % 2 == 0 ? 9 : 90;
            var items = Enumerable.Range(0, random.Next(5, 40)).Select(i => Word(random, name, i, random.Next(1, longest))).ToArray();
            var first = random.Next(1, items.Length);
            var text = begin + string.Join(",+", items[..first]) + ",&" + string.Join(separator, items[first..]) + ".";

            Assert.Equal(string.Join(' ', items.Prepend($"Done {text.Length}")), Read(name, text + "a,+b,&c."));
        }
    }

    [Theory]
    [InlineData("Gaps", "ab,cd,", true)]
    [InlineData("Gaps", "ab,,,cd,", true)]
    [InlineData("Gaps", "ab,,,,cd,", false)]
    [InlineData("Gaps", "ab,cd,,,,", false)]
    [InlineData("Pairs", "ab=c,cd,", true)]
    [InlineData("Pairs", "ab=c=d=e,c=d=e=f,", true)]
    [InlineData("Pairs", "ab=c=d=e=f,cd,", false)]
    [InlineData("Pairs", "cd,a=b=c=d=e,", false)]
    public void What_is_counted_within_a_value_and_behind_it_is_not_too_many(string name, string text, bool isRead)
    {
        var (begin, many) = name == "Gaps" ? ("G", "abc,,") : ("R", "a=b=c,d,");
        many = string.Concat(Enumerable.Repeat(many, 30));
        foreach (var before in (string[])["", "e,", many, many + "d,"])
        {
            Assert.Equal(isRead, Read(name, $"{begin}{before}{text}{many}!").StartsWith("Done", StringComparison.Ordinal));
            Assert.Equal(isRead, Read(name, $"{begin}{before}{text}!{many}").StartsWith("Done", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("Zero", "Z0", "Done 2")]
    [InlineData("Two", "T.", "Done 2")]
    [InlineData("Two", "Ta,1,.", "Done 6 a 1")]
    [InlineData("Least", "Lab,a,!!", "InvalidData 0")]
    [InlineData("Most", "Ma,b,c,d,e,!", "Done 12 a b c d e")]
    [InlineData("Most", "M!", "InvalidData 0")]
    [InlineData("Most", "Ma,b,c,d,e,f,!", "InvalidData 0")]
    public void What_is_no_list_of_these_is_told(string name, string text, string expected)
    {
        foreach (var behind in (string[])["", "a", new('x', 70), new(',', 70)])
            Assert.Equal(expected, Read(name, text + behind));
    }

    [Theory]
    [InlineData(64, "Done")]
    [InlineData(65, "InvalidData")]
    public void A_value_has_so_many_octets_and_no_more(int length, string status)
    {
        foreach (var before in (string[])["", "a,", "abc,def,", string.Concat(Enumerable.Repeat("abc,", 40))])
            Assert.StartsWith(status + " ", Read("Long", $"N{before}{new string('W', length)},a,!"), StringComparison.Ordinal);
    }

    private static string Word(Random random, string name, int number, int length) => name == "Zero" && random.Next(3) == 0
        ? (char)('a' + number % 26) + new string('0', length - 1) : new((char)('a' + number % 26), length);

    private static string Read(string name, string text) => s_driver.Value.GetMethod("Read" + name)!
        .CreateDelegate<Func<byte[], string>>()(Encoding.ASCII.GetBytes(text));

    private static string Driver() => "using ProtocolKit;\n\nnamespace Invented;\n"
        + "#pragma warning disable CS1591\npublic static class Driver\n{\n" + string.Concat(s_names.Select(name => $$"""
            public static string Read{{name}}(byte[] octets)
            {
                var status = Shapes.{{name}}.TryParse(octets, out var message, out var consumed);
                var text = new System.Text.StringBuilder($"{status} {consumed}");
                foreach (var item in message.Items)
                    text.Append(' ').Append(System.Text.Encoding.ASCII.GetString(item));
                return text.ToString();
            }

            """)) + "}\n";
}
