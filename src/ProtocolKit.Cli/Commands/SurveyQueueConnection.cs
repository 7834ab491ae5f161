using System.CommandLine;

namespace ProtocolKit.Cli;

/// <summary>The options that say where the queue of a survey is.</summary>
internal sealed class SurveyQueueConnection
{
    private readonly Option<string> _url = new("--nats")
    {
        Description = "The NATS server: nats://host:4222, or tls:// where it must be TLS; several, separated by commas, are one cluster.",
        HelpName = "URL",
        DefaultValueFactory = _ => "nats://localhost:4222",
    };

    private readonly Option<string> _name = new("--name")
    {
        Description = "The survey's name: letters, digits, - and _.", HelpName = "NAME", DefaultValueFactory = _ => "survey",
    };

    private readonly Option<FileInfo?> _credentials = new("--creds")
    {
        Description = "The file with the credentials for NATS.", HelpName = "FILE",
    };

    private readonly Option<FileInfo?> _authorities = new("--nats-ca")
    {
        Description = "Trust the certificates in this PEM file as the NATS server's.", HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_url, _name, _credentials, _authorities])
            command.Add(option);
    }

    /// <summary>Connects.</summary>
    /// <exception cref="UsageException">The command line is wrong, or there is no such server.</exception>
    public Task<SurveyQueue> OpenAsync(
        ParseResult result, CancellationToken cancellationToken, Func<SurveyQueueOptions, SurveyQueueOptions>? with = null)
    {
        var options = new SurveyQueueOptions
        {
            Url = result.GetValue(_url)!,
            Name = result.GetValue(_name)!,
            Credentials = Existing(result.GetValue(_credentials), "--creds"),
            Authorities = Existing(result.GetValue(_authorities), "--nats-ca"),
        };
        if (options.Name.Length is 0 or > 64 || options.Name.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_')))
            throw new UsageException($"--name takes letters, digits, - and _, 64 at most, not '{PeerText.Escape(options.Name)}'.");
        if (options.Url.Split(',').FirstOrDefault(one => !IsServer(one)) is { } wrong)
            throw new UsageException($"--nats takes a URL such as nats://localhost:4222, not '{PeerText.Escape(wrong)}'.");
        return SurveyQueue.ConnectAsync(with is null ? options : with(options), cancellationToken);
    }

    private static bool IsServer(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is ("nats" or "tls" or "ws" or "wss");

    private static FileInfo? Existing(FileInfo? file, string option) => file is null or { Exists: true } ? file
        : throw new UsageException($"{option}: there is no file {file}.");
}
