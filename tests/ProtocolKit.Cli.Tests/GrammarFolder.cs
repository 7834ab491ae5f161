namespace ProtocolKit.Cli.Tests;

/// <summary>A folder with grammars and dialogues that are in no project.</summary>
internal sealed class GrammarFolder : IDisposable
{
    /// <summary>A small protocol of text lines.</summary>
    public const string Acme = """
        protocol acme
        spec  "Acme"
        port  7777
        tls   7778

        parameter pass-word : 1*32( ALPHA / DIGIT ) = "guest"

        word      = 1*ALPHA
        line      = [1*( %x20-7E )] CRLF
        hello     = "HELLO" SP name:word CRLF
        start     = "COVER" SP pass-word:1*32( ALPHA / DIGIT ) CRLF
        covered   = "COVERED" CRLF
        no        = "NO" SP line

        dialogue
        S: hello
        C: start
        S: covered    / no => refused
        TLS

        says
        hello  "HELLO acme" CRLF
        no     "NO not now" CRLF

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("protocolkit").FullName;

    public string Path(string name) => System.IO.Path.Combine(_folder, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(Path(name), text.ReplaceLineEndings("\n"));
        return Path(name);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
