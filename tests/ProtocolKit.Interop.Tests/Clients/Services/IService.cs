namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>What a server of these tests does inside TLS, behind the upgrade: just enough for a client to be content.</summary>
internal interface IService
{
    /// <summary>Serves one client, until it has nothing more to say.</summary>
    /// <param name="stream">The stream inside TLS.</param>
    /// <param name="heard">Takes what the client says.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task ServeAsync(Stream stream, HeardText heard, CancellationToken cancellationToken);
}
