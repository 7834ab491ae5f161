using ProtocolKit.LanguageServer;

// Editors that can do more than one transport say which they mean.
if (args is [] or ["--stdio"])
{
    using var input = Console.OpenStandardInput();
    using var output = Console.OpenStandardOutput();
    return await Server.RunAsync(input, output, Console.Error);
}

if (args is ["--version"])
{
    await Console.Out.WriteLineAsync(Server.Version);
    return 0;
}

var help = args is ["--help"] or ["-h"];
await (help ? Console.Out : Console.Error).WriteLineAsync(
    """
    protocolkit-lsp [--stdio]    serves an editor, by the Language Server Protocol on standard input and output
    protocolkit-lsp --version
    """);
return help ? 0 : 2;
