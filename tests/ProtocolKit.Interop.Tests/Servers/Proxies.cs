namespace ProtocolKit.Interop.Tests.Servers;

/// <summary>Proxies, each without a login and with one: tinyproxy, microsocks and Dante, which has none here.</summary>
public sealed class Proxies : RealServer
{
    /// <summary>The name of the only user.</summary>
    internal const string Name = "user";

    /// <summary>The user's password.</summary>
    internal const string Password = "secret";

    /// <summary>A port that none of them connects to.</summary>
    internal const int Forbidden = 26;

    internal override IReadOnlyList<string> Needs => ["tinyproxy", "microsocks", "danted"];

    internal override IReadOnlyList<Service> Services => [];

    /// <summary>The port of a proxy.</summary>
    /// <param name="proxy">The program; with <c> with a login</c> behind its name, one that demands it.</param>
    internal int PortOf(string proxy) => PortOf(proxy, Listener.NoTls);

    private protected override Task StartAsync()
    {
        RunTinyproxy("tinyproxy", "");
        RunTinyproxy("tinyproxy with a login", $"BasicAuth {Name} {Password}");
        Run(null, "microsocks", "-i", "127.0.0.1", "-p", $"{NewPort("microsocks", Listener.NoTls)}");
        Run(null, "microsocks", "-i", "127.0.0.1", "-p", $"{NewPort("microsocks with a login", Listener.NoTls)}", "-u", Name, "-P",
            Password);
        Run(null, "danted", "-f", Folder.Write("danted.conf", $$"""
            logoutput: {{Folder.At("danted.log")}}
            internal: 127.0.0.1 port = {{NewPort("danted", Listener.NoTls)}}
            external: lo
            clientmethod: none
            socksmethod: none
            user.unprivileged: nobody
            client pass { from: 127.0.0.0/8 to: 0.0.0.0/0 }
            socks block { from: 0.0.0.0/0 to: 127.0.0.1/32 port = {{Forbidden}} }
            socks pass { from: 127.0.0.0/8 to: 0.0.0.0/0 protocol: tcp }

            """));
        return Task.CompletedTask;
    }

    private void RunTinyproxy(string proxy, string login) =>
        Run(null, "tinyproxy", "-d", "-c", Folder.Write($"{proxy}.conf", $"""
            Listen 127.0.0.1
            Port {NewPort(proxy, Listener.NoTls)}
            Allow 127.0.0.1
            LogFile "{Folder.At($"{proxy}.log")}"
            {login}

            """));
}
