using ProtocolKit;
using ProtocolKit.Protocols;

// dotnet run -- mail.example.org [PORT]
if (args is not [var host, ..])
{
    Console.Error.WriteLine("Name a server, and a port if it is not the usual one.");
    return 2;
}

int? port = args.Length > 1 ? int.Parse(args[1]) : null;
try
{
    await using var connection = await SampleProtocol.ConnectAsync(host, port);
    Console.WriteLine($"{host} is {connection.Tls.Protocol} with {connection.Tls.CipherSuite}.");

    // What is written to connection.Stream is sent inside TLS.
    return 0;
}
catch (UpgradeException failure)
{
    // The connection is closed; nothing was sent in the clear but the dialogue.
    Console.Error.WriteLine($"{failure.Outcome}: {failure.Message}");
    return 1;
}
