using System.Net.Security;

namespace ProtocolKit.Cli;

/// <summary>What the client did with an honest server.</summary>
/// <param name="IsSecured">Whether it upgraded to TLS.</param>
/// <param name="Octets">How many octets it said inside TLS without an answer.</param>
internal sealed record ControlResult(bool IsSecured, int Octets)
{
    public static ControlResult None { get; } = new(false, 0);
}

/// <summary>One connection of the hostile server. What it says is what the protocol's own server says, but for what the script
/// changes.</summary>
internal sealed partial class ListenRun(
    ListenOptions options, string script, AuditChannel channel, HostileCertificates certificates, ControlResult control)
{
    private readonly HeardMessages _heard = new();

    /// <summary>What the client did with an honest server.</summary>
    public ControlResult Control { get; private set; } = control;

    private string MustTrust => $"It must trust {certificates.AuthorityPath}.";

    private static ProtocolDefinition Of(ListenOptions options) => options.Protocol;

    /// <summary>Is honest, but says nothing inside TLS.</summary>
    public async Task<ListenConnection> HonestAsync()
    {
        var server = CreateServer();
        if (await UpToTlsAsync(server, null).ConfigureAwait(false) is { } instead)
            return Unclear(
                $"With an honest server the client did not upgrade to TLS, so that little can be told of it: {instead.Observed}");
        if (await channel.AcceptTlsAsync(Of(options), certificates.Valid, server.CarriesTls(isImplicit: false))
            .ConfigureAwait(false) is { } failure)
            return Unclear($"With an honest server the handshake failed, so that little can be told: {failure}. {MustTrust}");
        var octets = await ListenInsideAsync().ConfigureAwait(false);
        if (octets == 0 && channel.HasEnded && (channel.IsBroken || Rehearse(Rehearsal.End.Complete).ClientInside.Length > 0))
            return Unclear($"The client left an honest server without a word inside TLS, so that little can be told. {MustTrust}");
        Control = new ControlResult(true, octets);
        return Acquitted(octets == 0 ? "It upgraded to TLS." : $"It upgraded to TLS, and said {Count(octets)} there: {Shown()}.");
    }

    /// <summary>Says behind the consent to TLS what would be the answer inside.</summary>
    public Task<ListenConnection> InjectAsync(InjectionPlace place) => InjectAsync(async (reply, answer) =>
    {
        await channel.WriteAsync(place == InjectionPlace.SameSegment ? [.. reply, .. answer] : reply).ConfigureAwait(false);
        if (place == InjectionPlace.NextSegment)
            await channel.WriteAsync(answer).ConfigureAwait(false);
        return [];
    });

    /// <summary>Says the answer behind the consent to TLS, but for its last octets, which are said inside.</summary>
    public Task<ListenConnection> InjectFragmentAsync() => InjectAsync(async (reply, answer) =>
    {
        // What is said inside must not be an answer by itself.
        var cut = answer.Length - Math.Min(3, answer.Length / 2);
        await channel.WriteAsync((byte[])[.. reply, .. answer.AsSpan(0, cut)]).ConfigureAwait(false);
        return answer[cut..];
    });

    /// <summary>Says the consent to TLS before the client has asked.</summary>
    public async Task<ListenConnection> ReplyEarlyAsync()
    {
        var rehearsal = Rehearse(Rehearsal.End.Complete);
        if (rehearsal.SuccessReply.Length == 0 || rehearsal.ServerTurns < 2 || rehearsal.ClientRequest.Length == 0)
            return Unclear("The server of this protocol says nothing before it consents to TLS.");
        var server = CreateServer();
        var turn = 0;
        var instead = await UpToTlsAsync(server, (octets, isReply) =>
        {
            turn++;
            return isReply ? Task.CompletedTask
                : channel.WriteAsync(turn == rehearsal.ServerTurns - 1 ? [.. octets, .. rehearsal.SuccessReply] : octets);
        }).ConfigureAwait(false);
        if (channel.Unread is [0x16, ..])
            return Convicted("It took a consent for TLS that came before its request.");
        if (instead is not null)
            return instead;
        return await BeginsTlsAsync().ConfigureAwait(false) is { } other ? other
            : Convicted("It took a consent for TLS that came before its request.");
    }

    /// <summary>Changes an octet of the consent to TLS.</summary>
    /// <param name="which">0 for the first that makes another reply of it, 1 for one in the middle, 2 for the last.</param>
    public async Task<ListenConnection> ChangeReplyAsync(int which)
    {
        var places = ReplyChange.Places(() => CreateClient());
        if (places.Count == 0)
            return Unclear("The server of this protocol says nothing that could be changed.");
        var place = places[which switch { 0 => 0, 1 => places.Count / 2, _ => places.Count - 1 }];
        byte[] changed = [];
        var server = CreateServer();
        var instead = await UpToTlsAsync(server, (octets, isReply) =>
        {
            changed = isReply ? ReplyChange.At(octets, Math.Min(place, octets.Length - 1)) : changed;
            return channel.WriteAsync(isReply ? changed : octets);
        }).ConfigureAwait(false);
        if (instead is not null)
            return instead;
        return await BeginsTlsAsync().ConfigureAwait(false)
            ?? Convicted($"It started TLS although the reply was {MachineText.Show(changed)}.");
    }

    /// <summary>Does not offer TLS.</summary>
    public async Task<ListenConnection> StripAsync()
    {
        var own = new ProbeObserver(Of(options));
        Rehearsal.Run(CreateClient(own), Rehearsal.End.Complete);
        var words = UpgradeOffer.Find(Of(options), own.BeforeTls, () => CreateClient()).Select(offer => offer.Value)
            .Where(word => word.Length > 0).ToArray();
        if (words.Length == 0)
            return Unclear("The protocol does not offer TLS by a word that could be taken away.");
        var server = CreateServer();
        var instead = await UpToTlsAsync(server, (octets, _) => channel.WriteAsync(words.Aggregate(octets, UpgradeOffer.Strip)))
            .ConfigureAwait(false);
        return instead ?? Acquitted("It asked for TLS although it was not offered.");
    }

    /// <summary>Says no when it is asked for TLS.</summary>
    public async Task<ListenConnection> RefuseAsync(UpgradeOutcome outcome)
    {
        if (Rehearse(Rehearsal.End.Inside).SuccessReply.Length == 0)
            return Unclear("The client of this protocol does not wait for an answer.");
        var server = CreateServer(() => _heard.Count == 0 ? null : outcome);
        var instead = await UpToTlsAsync(server, null).ConfigureAwait(false);
        return instead ?? Unclear("The server of this protocol cannot refuse TLS in this way.");
    }

    /// <summary>Begins to consent to TLS, and never ends.</summary>
    public async Task<ListenConnection> NeverEndAsync()
    {
        const long most = 64L << 20;
        if (!ReplyChange.CanGoOn(() => CreateClient()))
            return Unclear("The server's consent has a fixed length in this protocol.");
        var sent = 0L;
        var server = CreateServer();
        var instead = await UpToTlsAsync(server, async (octets, isReply) =>
        {
            await channel.WriteAsync(isReply ? octets.AsMemory(0, octets.Length - 2) : octets).ConfigureAwait(false);
            var more = new byte[64 * 1024];
            more.AsSpan().Fill((byte)'x');
            while (isReply && !channel.HasEnded && sent < most)
            {
                await channel.WriteAsync(more).ConfigureAwait(false);
                sent += more.Length;
            }
        }).ConfigureAwait(false);
        if (instead is not null && sent == 0)
            return instead;
        return sent >= most ? Convicted($"It read a line of {sent >> 20} MiB and more.")
            : channel.Deadline.IsCancellationRequested ? Unclear($"It did not close the connection, having been sent {sent >> 10} KiB.")
            : Acquitted($"It closed the connection within {sent >> 10} KiB.");
    }

    /// <summary>Shows a certificate that should not be trusted.</summary>
    public async Task<ListenConnection> ShowCertificateAsync(Func<HostileCertificates, SslStreamCertificateContext> choose, string which)
    {
        var server = CreateServer();
        if (await UpToTlsAsync(server, null).ConfigureAwait(false) is { } instead)
            return instead;
        var failure = await channel.AcceptTlsAsync(Of(options), choose(certificates), server.CarriesTls(isImplicit: false))
            .ConfigureAwait(false);
        if (!Control.IsSecured)
            return Unclear("It did not trust the good certificate either.");
        if (failure is not null)
            return Acquitted($"It refused a certificate {which}.");
        var inside = Rehearse(Rehearsal.End.Complete);
        if (inside.ClientInside.Length == 0 || Control.Octets == 0)
            await channel.WriteAsync(inside.ServerInside).ConfigureAwait(false);
        var octets = await ListenInsideAsync().ConfigureAwait(false);
        return octets > 0 ? Convicted($"It said {Count(octets)} inside TLS to a server with a certificate {which}: {Shown()}.")
            : channel.HasEnded ? Acquitted($"It closed the connection when it saw a certificate {which}.")
            : Unclear($"It neither spoke nor left when it saw a certificate {which}.");
    }

    private async Task<ListenConnection> InjectAsync(Func<byte[], byte[], Task<byte[]>> sayAsync)
    {
        var server = CreateServer();
        byte[] inside = [];
        var hasConsented = false;
        var instead = await UpToTlsAsync(server, async (octets, isReply) =>
        {
            hasConsented |= isReply;
            if (isReply)
            {
                var answer = ExpectedAnswer.Find(Rehearse(Rehearsal.End.Complete), Rehearse(Rehearsal.End.Inside), _heard, octets);
                inside = await sayAsync(octets, answer).ConfigureAwait(false);
            }
            else
            {
                await channel.WriteAsync(octets).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
        if (instead is not null)
            return instead;
        if (!hasConsented)
            return Unclear("The server of this protocol says nothing before TLS starts.");
        if (await BeginsTlsAsync().ConfigureAwait(false) is { } other)
            return other;
        var failure = await channel.AcceptTlsAsync(Of(options), certificates.Valid, server.CarriesTls(isImplicit: false))
            .ConfigureAwait(false);
        if (failure is not null)
            return Control.IsSecured ? Acquitted($"It broke off the handshake: {failure}.") : Unclear($"The handshake failed: {failure}.");
        await channel.WriteAsync(inside).ConfigureAwait(false);
        var said = await ListenInsideAsync().ConfigureAwait(false);
        return said > Control.Octets
            ? Convicted($"It took plaintext for an answer inside TLS, and went on there: {Shown()}.")
            : channel.HasEnded ? Acquitted("It closed the connection inside TLS.")
                : Acquitted("It did not take plaintext for an answer inside TLS.");
    }

    private Rehearsal Rehearse(Rehearsal.End end) => Rehearsal.Run(CreateClient(), end);

    private UpgradeMachine CreateClient(UpgradeObserver? observer = null) =>
        Of(options).CreateClient(new ClientMachineOptions { Host = "localhost", Observer = observer });

    private UpgradeMachine CreateServer(Func<UpgradeOutcome?>? refusal = null) => Of(options).CreateServer(new ServerMachineOptions
    {
        Parameters = CommonOptions.Apply(options.Settings, Of(options).CreateServerParameters()), MayStayInClear = true, Refusal = refusal,
            Observer = _heard,
    });

    private ListenConnection Convicted(string observed) => new(script, ListenVerdict.Convicted, observed);

    private ListenConnection Acquitted(string observed) => new(script, ListenVerdict.Acquitted, observed);

    private ListenConnection Unclear(string observed) => new(script, ListenVerdict.Unclear, observed);
}

/// <summary>Keeps what a client has said in the clear.</summary>
internal sealed class HeardMessages : UpgradeObserver
{
    private readonly List<(string Name, byte[] Octets)> _messages = [];

    public int Count => _messages.Count;

    /// <summary>The last message, and the one before it; empty where there is none.</summary>
    public (string Name, byte[] Octets) this[int fromEnd] => _messages.Count > fromEnd ? _messages[^(fromEnd + 1)] : ("", []);

    public override void OnReceived(UpgradeMachine machine, string message, ReadOnlySpan<byte> octets) =>
        _messages.Add((message, octets.ToArray()));
}
