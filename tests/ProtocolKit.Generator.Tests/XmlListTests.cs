using System.Text;
using ProtocolKit.Generator.Tests.Support;

namespace ProtocolKit.Generator.Tests;

/// <summary>Values of lists in XML are found wherever their elements stand, and nothing else is.</summary>
public class XmlListTests
{
    private const string Text = """
        protocol leaves
        port  7004

        namespace   "urn:leaf"
        namespace o "urn:other"

        name   = 1*32( %x21-7E )
        ask    = <start/>
        said   = <words>{ *<group>{ *<word>{ [word:name] }, ... }, ... }
        placed = <marks>{ *<group>{ *<mark [o:at=place:name]/>, ... }, ... }

        dialogue
        C: ask
        S: said / placed => refused
        TLS

        says
        said   <words/>
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
            public static string ReadWords(byte[] octets)
            {
                var text = new StringBuilder();
                if (Leaves.Said.TryParse(octets, out var message, out _) != OperationStatus.Done)
                    return "not read";
                foreach (var word in message.Words)
                    text.Append(Encoding.UTF8.GetString(word)).Append(';');
                return text.ToString();
            }

            public static string ReadMarks(byte[] octets)
            {
                var text = new StringBuilder();
                if (Leaves.Placed.TryParse(octets, out var message, out _) != OperationStatus.Done)
                    return "not read";
                foreach (var place in message.Places)
                    text.Append(Encoding.UTF8.GetString(place)).Append(';');
                return text.ToString();
            }
        }
        """;

    private static readonly Lazy<Type> s_driver = new(() => GeneratedAssembly
        .Load(new Project(("leaves.protocol", Text)).WithCSharp("driver.cs", Driver).Run())
        .GetType("Invented.Driver", throwOnError: true)!);

    [Theory]
    [InlineData("", "")]
    [InlineData("<group><word>a</word><word>b</word></group>", "a;b;")]
    [InlineData("<group><word>a</word></group><group/><group><word>b</word></group>", "a;b;")]
    [InlineData("<group><word>a</word></group><x><word>no</word></x><group><x><word>no</word></x><word>b</word></group>", "a;b;")]
    [InlineData("<x><group><word>no</word></group></x><group><word>a</word></group><x><group><word>no</word></group></x><group><word>b</word></group>", "a;b;")]
    [InlineData("<group><word>a</word></group><group xmlns:q='urn:leaf'><q:word>b</q:word><x/><q:word>c</q:word></group>", "a;b;c;")]
    [InlineData("<group xmlns:q='urn:leaf'><q:word>a</q:word></group><group xmlns:q='urn:x'><q:word>no</q:word><word>b</word><q:word>no</q:word><word>c</word></group>", "a;b;c;")]
    public void Texts_stand_in_their_own_elements_alone(string groups, string expected) =>
        Assert.Equal(expected, Read("ReadWords", $"<words xmlns='urn:leaf'>{groups}</words>"));

    [Theory]
    [InlineData("<group><mark o:at='a'/><mark o:at='b'/></group>", "a;b;")]
    [InlineData("<group><mark o:at='a'/></group><group><mark/><mark at='no'/><mark o:at='b'/></group>", "a;b;")]
    [InlineData("<group><mark o:at='a'/></group><x><mark o:at='no'/></x><group><x o:at='no'/><x><mark o:at='no'/></x><mark o:at='b'/></group>", "a;b;")]
    [InlineData("<group><mark o:at='a&#98;'></mark><x/><mark q:at='no' xmlns:q='urn:x'/><mark q:at='c' xmlns:q='urn:other'/></group>", "ab;c;")]
    public void Attributes_stand_in_their_own_elements_alone(string groups, string expected) =>
        Assert.Equal(expected, Read("ReadMarks", $"<marks xmlns='urn:leaf' xmlns:o='urn:other'>{groups}</marks>"));

    private static string Read(string name, string text) =>
        s_driver.Value.GetMethod(name)!.CreateDelegate<Func<byte[], string>>()(Encoding.UTF8.GetBytes(text));
}
