using CsCheck;

namespace ProtocolKit.Tests.Xml;

/// <summary>Elements, and what becomes of them when pieces are put in, taken out and moved.</summary>
internal static class MutatedXml
{
    internal static readonly (string Text, Form Form)[] Messages =
    [
        ("<s:f xmlns:s='urn:stream'><t xmlns='urn:a'><required/></t><m xmlns=\"urn:b\"><n>ONE</n> <n>TWO</n></m></s:f>", Form.Element),
        ("<a b='1' c=\"2\" xmlns:p='urn:a' p:b = '3'><p:d>x &amp; y</p:d><e xmlns=''/></a>", Form.Element),
        ("\r\n<a>&lt;<b><c></c></b ><b xml:lang='en'/>\u00E9\u00E9</a>", Form.Element),
        ("<p:a xmlns:p='urn:a'><p:a xmlns:p='urn:b' p:x='&#x41;' x='>'/></p:a>", Form.Element),
        ("<a/>", Form.Element),
        ("<?xml version='1.0'?>\n<s:s xmlns='urn:a' xmlns:s='urn:stream' to='x' version=\"1.0\">", Form.Stream),
        (" <a b='1'>", Form.Stream),
        ("\t</a >", Form.StreamEnd),
    ];

    private static readonly string[] Pieces =
    [
        "<", ">", "/", "=", "'", "\"", " ", ":", "&", ";", "a", "b", "p:", "xmlns", " xmlns:p='urn:a'", " xmlns='urn:b'", " b='1'", "&lt;",
            "&#65;", "]]>",
        "\n", "\u00E9", "<b>", "</b>", "<b/>", "</a>", "<!", "<?", "1", "-", "\u0001",
    ];

    internal static Gen<string> Any { get; } = Gen.Select(
        Gen.Int[0, Messages.Length - 1].Select(i => Messages[i].Text),
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 999], Gen.Int[0, 8], Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i])).Array[0, 4],
        (text, changes) => changes.Aggregate(text, Change));

    private static string Change(string text, (int Kind, int Place, int Length, string Piece) change)
    {
        var start = change.Place % (text.Length + 1);
        var length = Math.Min(change.Length, text.Length - start);
        return change.Kind switch
        {
            0 => text.Insert(start, change.Piece),
            1 => text.Remove(start, length),
            _ => text.Insert(change.Place * 7 % (text.Length + 1), text.Substring(start, length)),
        };
    }
}
