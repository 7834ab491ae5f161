namespace ProtocolKit.LanguageServer.Tests.Support;

/// <summary>A small grammar without findings.</summary>
internal static class Parrot
{
    public const string Text =
        """
        ; A made-up protocol of text lines, with ö and 𝄞
        protocol parrot
        spec  "The Parrot Protocol"
        port  7777

        parameter name : 1*16ALPHA = "polly"   ; what it is called
        parameter trick : *word

        ; The smallest thing that is said.
        word      = 1*ALPHA
        text      = 1*( %x20-7E )
        line      = [text] CRLF
        reply(c)  = c *SP CRLF                ; änd 𝄞 more: one line

        hello     = "HELLO" SP name:word CRLF
        tricks    = "TRICKS" *( SP offer:word ) CRLF
        start     = reply("COVER")
        covered   = reply("COVERED")
        no        = "NO" SP line

        dialogue
        S: hello
        C: "TRICKS?" CRLF
        S: tricks                  / no => refused
        C: start                   if offer "COVER"
        S: covered                 / no => refused
        TLS
        C: "TRICKS?" CRLF
        S: tricks

        any time
        C: line                    S: "NO only TRICKS? and COVER" CRLF

        says
        tricks  "TRICKS COVER" *( SP $trick ) CRLF
        start   shortest
        covered shortest
        no      "NO not now" CRLF
        TLS
        tricks  "TRICKS SPEAK" *( SP $trick ) CRLF

        """;
}
