namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>Writes BER elements as the characters of Latin-1.</summary>
internal static class Ber
{
    public const string StartTls = "1.3.6.1.4.1.1466.20037";

    /// <summary>Writes an element.</summary>
    public static string Element(int tag, params string[] contents)
    {
        var all = string.Concat(contents);
        var length = all.Length < 0x80 ? $"{(char)all.Length}" : $"\u0082{(char)(all.Length >> 8)}{(char)(all.Length & 0xFF)}";
        return (char)tag + length + all;
    }

    public static string Sequence(params string[] contents) => Element(0x30, contents);

    public static string Octets(string octets) => Element(0x04, octets);

    public static string Enumerated(int value) => Element(0x0A, $"{(char)value}");

    /// <summary>Writes a message: its id, an operation, controls or nothing.</summary>
    public static string Message(int id, string operation, string controls = "") =>
        Sequence(Element(0x02, $"{(char)id}"), operation, controls);

    /// <summary>Writes an extended request.</summary>
    public static string Extended(string name, string value = "") => Element(0x77, Element(0x80, name), value);

    /// <summary>Writes the list of controls.</summary>
    public static string Controls(params string[] controls) => Element(0xA0, controls);

    /// <summary>Writes a response of this operation: its code, and what follows the texts.</summary>
    public static string Response(int operation, int code, string text = "", string more = "") =>
        Element(0x60 | operation, Enumerated(code), Octets(""), Octets(text), more);

    /// <summary>Repeats the id of a request in front of an operation.</summary>
    public static string Answer(string request, string operation) => Sequence(request[2..(4 + request[3])], operation);
}
