namespace ProtocolKit.Generator.Tests.Support;

/// <summary>Grammars of invented protocols, one for each group of constructs; small, as what is made from them is.</summary>
internal static class Grammars
{
    public const string Text =
        """
        ; A protocol of lines
        protocol knock
        port  7001

        parameter name = "me"

        word   = 1*%x21-7E
        hello  = "HELLO" SP name:word CRLF
        start  = "START" CRLF
        yes    = "YES" [SP because:word] CRLF
        no     = "NO" CRLF

        dialogue
        S: hello
        C: start
        S: yes   / no => refused
        TLS
        S: hello

        says
        yes shortest
        """;

    public const string Binary =
        """
        ; A protocol of numbers
        protocol octet
        port  7002

        ask   = uint16(4) flags:uint16
        yes   = size:uint8 within($size, uint8(1) code:uint16le rest)
        no    = size:uint8 within($size, uint8(2) rest)

        dialogue
        C: ask
        S: yes   / no => refused
        TLS

        says
        ask   uint16(4) uint16(1)
        yes   size:uint8 within($size, uint8(1) uint16le(7) "ok")
        """;

    public const string Ber =
        """
        ; A protocol of elements
        protocol tag
        port  7003
        limit 1024 octets, 4 deep

        fresh id : INTEGER(1..1000)

        ask   = SEQUENCE { id:INTEGER(1..1000), APPLICATION 1 "" }
        yes   = SEQUENCE { INTEGER $id, ENUMERATED 0, why:OCTETS, ... }
        no    = SEQUENCE { INTEGER $id, ENUMERATED 1, OCTETS, ... }

        dialogue
        C: ask
        S: yes   / no => refused
        TLS
        """;

    public const string Xml =
        """
        ; A protocol of XML
        protocol leaf
        port  7004
        limit 1024 octets, 4 deep

        namespace     "urn:leaf"
        namespace tls "urn:leaf:tls"

        name   = 1*32( %x21-7E )
        ask    = <start/>
        yes    = <tls:go to=host:name>{ [offer:<again>{ word:name }], ... }
        no     = <tls:stop/>

        dialogue
        C: ask
        S: yes   / no => refused
        TLS

        says
        yes    <tls:go to="leaf">{ <again>{ "soon" } }
        """;

    /// <summary>All of them, as (path, text).</summary>
    public static (string Path, string Text)[] All =>
        [("knock.protocol", Text), ("octet.protocol", Binary), ("tag.protocol", Ber), ("leaf.protocol", Xml)];
}
