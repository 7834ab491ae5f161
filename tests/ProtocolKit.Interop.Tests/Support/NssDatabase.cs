namespace ProtocolKit.Interop.Tests;

/// <summary>Certificates as programs take them that use the library NSS: in a database.</summary>
internal static class NssDatabase
{
    /// <summary>Writes a database.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="name">What its folder is called.</param>
    /// <param name="files">A certificate, which is called <c>upsd</c> there, and the authority that is trusted; with a key or
    /// without.</param>
    /// <param name="password">What the database is locked with.</param>
    /// <returns>The path of its folder.</returns>
    public static async Task<string> WriteAsync(TemporaryFolder folder, string name, CertificateFiles files, string password)
    {
        var (path, secret) = (folder.CreateFolder(name), folder.WriteSecret($"{name}.password", password));
        await RunAsync("certutil", "-N", "-d", $"sql:{path}", "-f", secret);
        await RunAsync("certutil", "-A", "-d", $"sql:{path}", "-f", secret, "-n", "authority", "-t", "TC,,", "-i", files.Authority);
        await RunAsync(
            "openssl", "pkcs12", "-export", "-in", files.Certificate, "-inkey", files.Key, "-name", "upsd", "-out", $"{path}.p12",
            "-passout", $"file:{secret}");
        await RunAsync("pk12util", "-i", $"{path}.p12", "-d", $"sql:{path}", "-k", secret, "-w", secret);
        return path;

        Task RunAsync(string program, params string[] arguments) => ServerProcess.RunToEndAsync(folder, null, program, arguments);
    }
}
