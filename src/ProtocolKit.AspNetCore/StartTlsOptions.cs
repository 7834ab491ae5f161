using Microsoft.AspNetCore.Connections;

namespace ProtocolKit.AspNetCore;

/// <summary>How the connections of an endpoint upgrade to TLS.</summary>
/// <remarks>It must not be changed, nor what is in it, once it has been used. The functions are called by as many connections at a time
/// as there are.</remarks>
public sealed class StartTlsOptions
{
    /// <summary>Makes options with the defaults.</summary>
    public StartTlsOptions()
    {
    }

    /// <summary>Makes options like others, of which some may be set otherwise: <c>new(options) { Timeout = … }</c>.</summary>
    /// <param name="options">The others; what their connections share is not shared with them.</param>
    public StartTlsOptions(StartTlsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Timeout = options.Timeout;
        MaxDialogueOctets = options.MaxDialogueOctets;
        ImplicitTls = options.ImplicitTls;
        MayStayInClear = options.MayStayInClear;
        AnswerInsideTls = options.AnswerInsideTls;
        Parameters = options.Parameters;
        SelectParameters = options.SelectParameters;
        Refusal = options.Refusal;
        CreateObserver = options.CreateObserver;
        TimeProvider = options.TimeProvider;
    }

    /// <summary>How long all of it may take, from the connection to the end of the dialogue inside TLS; 30 seconds unless set. The
    /// handshake may not take longer than Kestrel's limit for it either.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive, or over 24 days.</exception>
    public TimeSpan Timeout
    {
        get;
        init => field = Deadline.Check(value);
    } = TimeSpan.FromSeconds(30);

    /// <summary>How many octets of the dialogue the client may send in the clear, and again inside TLS; 64 KiB unless set, and never less
    /// than one message of the protocol may have.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public int MaxDialogueOctets
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 64 * 1024;

    /// <summary>Whether TLS starts with the first octet, as on <see cref="ProtocolDefinition.TlsPorts"/>.</summary>
    public bool ImplicitTls { get; init; }

    /// <summary>Whether the connection may go on in the clear where the client asks for something other than TLS, as on SMTP's port 25;
    /// TLS is required unless set. The handler then gets the connection with that message unread, and
    /// <see cref="IStartTlsFeature.IsSecured"/> is false.</summary>
    public bool MayStayInClear { get; init; }

    /// <summary>Whether the generated server also answers the client's lines inside TLS, with the grammar's texts, before the handler
    /// gets the connection, at the first that is not the dialogue's at the latest. A real server of the protocol answers them itself; for
    /// demonstrations and tests.</summary>
    public bool AnswerInsideTls { get; init; }

    /// <summary>The protocol's parameters for the server, or null for their defaults.</summary>
    public ProtocolParameters? Parameters { get; init; }

    /// <summary>Chooses the parameters for each connection, or null; goes before <see cref="Parameters"/>.</summary>
    public Func<ConnectionContext, ProtocolParameters?>? SelectParameters { get; init; }

    /// <summary>Asked at the greeting and before each start of TLS: null to go on, or the outcome with which to refuse
    /// (<see cref="UpgradeOutcome.NotOffered"/>, <see cref="UpgradeOutcome.Unavailable"/> or <see cref="UpgradeOutcome.Refused"/>). The
    /// refusal is sent before the connection is closed.</summary>
    public Func<ConnectionContext, UpgradeOutcome?>? Refusal { get; init; }

    /// <summary>Makes what sees the dialogue of a connection, or null.</summary>
    public Func<ConnectionContext, UpgradeObserver?>? CreateObserver { get; init; }

    /// <summary>Measures <see cref="Timeout"/>; the system's unless set.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
