namespace ProtocolKit;

/// <summary>How dialogues are written: as RFCs print them, with <c>C: </c> and <c>S: </c> before what client and server say, <c>-- </c>
/// before notes, and octets escaped as by <see cref="EscapedText"/>.</summary>
public static class DialogueNotation
{
    private const int MaxShownOctets = 2048;

    /// <summary>Writes octets, all of them.</summary>
    /// <param name="speaker">Who says them.</param>
    /// <param name="octets">The octets.</param>
    public static string Write(UpgradeRole speaker, ReadOnlySpan<byte> octets) => Mark(speaker) + EscapedText.Escape(octets, int.MaxValue);

    /// <summary>Writes octets for people: without the line end of text, as in RFCs, and no more than 2048 of them.</summary>
    /// <param name="speaker">Who says them.</param>
    /// <param name="octets">The octets.</param>
    public static string Show(UpgradeRole speaker, ReadOnlySpan<byte> octets) =>
        Mark(speaker) + EscapedText.Escape(octets.EndsWith("\r\n"u8) ? octets[..^2] : octets, MaxShownOctets);

    /// <summary>Writes that something was said, and not what.</summary>
    /// <param name="speaker">Who said it.</param>
    /// <param name="message">The name of the message in the grammar, or its expression where it has no name.</param>
    /// <param name="octets">How many octets it had.</param>
    public static string Hide(UpgradeRole speaker, string message, int octets) => $"{Mark(speaker)}({message}: {Count(octets)}, not shown)";

    /// <summary>Writes a note.</summary>
    /// <param name="text">Its text, without line ends.</param>
    public static string Note(string text) => "-- " + text;

    /// <summary>Finds the first line of a message. Only what is text from end to end has lines; a 0x0A in a binary message is a
    /// number.</summary>
    /// <param name="message">The message, or what is left of it.</param>
    /// <returns>How many octets the line has, its end included; all, where there are no lines.</returns>
    public static int LineLength(ReadOnlySpan<byte> message) =>
        message.EndsWith("\r\n"u8) && !message.ContainsAnyInRange((byte)0, (byte)8) ? message.IndexOf("\r\n"u8) + 2 : message.Length;

    /// <summary>Writes how many octets there are.</summary>
    internal static string Count(int octets) => octets == 1 ? "1 octet" : $"{octets} octets";

    private static string Mark(UpgradeRole speaker) => speaker == UpgradeRole.Client ? "C: " : "S: ";
}
