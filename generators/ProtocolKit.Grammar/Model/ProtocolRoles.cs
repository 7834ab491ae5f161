namespace ProtocolKit.Grammar.Model;

/// <summary>The roles that C# is emitted for.</summary>
[Flags]
public enum ProtocolRoles
{
    /// <summary>None; a mistake.</summary>
    None = 0,

    /// <summary>The client.</summary>
    Client = 1,

    /// <summary>The server.</summary>
    Server = 2,

    /// <summary>Both.</summary>
    Both = Client | Server,
}
