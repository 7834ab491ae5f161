namespace ProtocolKit;

/// <summary>What a client's machine is made from.</summary>
public readonly record struct ClientMachineOptions
{
    /// <summary>The name that the server's certificate must carry; the grammar's <c>$host</c>. Letters, digits, <c>-</c>, <c>.</c> and
    /// <c>:</c>.</summary>
    public required string Host { get; init; }

    /// <summary>The protocol's parameters, or null for their defaults.</summary>
    public ProtocolParameters? Parameters { get; init; }

    /// <summary>Whether TLS starts with the first octet.</summary>
    public bool ImplicitTls { get; init; }

    /// <summary>Sees the dialogue, or null.</summary>
    public UpgradeObserver? Observer { get; init; }
}

/// <summary>What a server's machine is made from.</summary>
public readonly record struct ServerMachineOptions
{
    /// <summary>The protocol's parameters, or null for their defaults.</summary>
    public ProtocolParameters? Parameters { get; init; }

    /// <summary>Whether TLS starts with the first octet.</summary>
    public bool ImplicitTls { get; init; }

    /// <summary>Whether the machine also answers the client's lines inside TLS, with the grammar's texts, up to the first that is not the
    /// dialogue's: that one is left unread. A real server of the protocol answers them itself, and gets the stream before the first of
    /// them; for demonstrations and tests.</summary>
    public bool AnswerInsideTls { get; init; }

    /// <summary>Whether the connection may go on in the clear where the client asks for something else than TLS. Messages that the
    /// grammar marks with
    /// <c>or clear</c>, for which the server would demand TLS, are then left unread, and the machine is to
    /// <see cref="UpgradeAction.StayInClear"/>.</summary>
    public bool MayStayInClear { get; init; }

    /// <summary>Asked at the greeting and before each start of TLS: null to go on, or the outcome with which to refuse
    /// (<see cref="UpgradeOutcome.NotOffered"/>, <see cref="UpgradeOutcome.Unavailable"/> or
    /// <see cref="UpgradeOutcome.Refused"/>).</summary>
    public Func<UpgradeOutcome?>? Refusal { get; init; }

    /// <summary>Sees the dialogue, or null.</summary>
    public UpgradeObserver? Observer { get; init; }
}
