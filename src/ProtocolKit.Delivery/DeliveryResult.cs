using ProtocolKit.Protocols;

namespace ProtocolKit;

/// <summary>What came of it: <see cref="Secured"/>, <see cref="InTheClear"/>, <see cref="Deferred"/> or <see cref="Refused"/>, and nothing
/// else. Disposing it closes the connection that it holds.</summary>
public abstract record DeliveryResult : IAsyncDisposable
{
    private protected DeliveryResult(string explanation, IReadOnlyList<ExchangerAttempt> attempts) =>
        (Explanation, Attempts) = (explanation, attempts);

    /// <summary>What was decided and why, in words.</summary>
    public string Explanation { get; }

    /// <summary>The mail exchangers that were tried, in this order; the last one is the one that is connected to.</summary>
    public IReadOnlyList<ExchangerAttempt> Attempts { get; }

    /// <summary>Closes the connection, if there is one.</summary>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    private protected virtual ValueTask CloseAsync() => ValueTask.CompletedTask;

    /// <summary>There is a connection, inside TLS.</summary>
    public sealed record Secured : DeliveryResult
    {
        internal Secured(Smtp.Connection connection, DeliveryProtection by, string explanation, IReadOnlyList<ExchangerAttempt> attempts)
            : base(explanation, attempts) => (Connection, By) = (connection, by);

        /// <summary>The connection, behind the exchanger's answer to EHLO inside TLS.</summary>
        public Smtp.Connection Connection { get; }

        /// <summary>By what it is protected.</summary>
        public DeliveryProtection By { get; }

        private protected override ValueTask CloseAsync() => Connection.DisposeAsync();
    }

    /// <summary>There is a connection <b>without TLS</b>: no policy says otherwise, the exchanger has said that it has no TLS, and the
    /// options allow it (<see cref="LeastProtection.InTheClear"/>).</summary>
    public sealed record InTheClear : DeliveryResult
    {
        private readonly OpportunisticConnection _connection;

        internal InTheClear(OpportunisticConnection connection, string explanation, IReadOnlyList<ExchangerAttempt> attempts)
            : base(explanation, attempts) => _connection = connection;

        /// <summary>The connection, behind the exchanger's refusal of TLS, in which the client has said EHLO.</summary>
        public Stream UnprotectedStream => _connection.UnprotectedStream!;

        private protected override ValueTask CloseAsync() => _connection.DisposeAsync();
    }

    /// <summary>The message is to be kept and tried again later.</summary>
    public sealed record Deferred : DeliveryResult
    {
        internal Deferred(string statusCode, string explanation, IReadOnlyList<ExchangerAttempt> attempts)
            : base(explanation, attempts) => StatusCode = statusCode;

        /// <summary>The enhanced status code, such as <c>4.7.5</c> (RFC 3463, RFC 5248).</summary>
        public string StatusCode { get; }
    }

    /// <summary>The message is to be returned: it would fare no better later.</summary>
    public sealed record Refused : DeliveryResult
    {
        internal Refused(string statusCode, string explanation, IReadOnlyList<ExchangerAttempt> attempts)
            : base(explanation, attempts) => StatusCode = statusCode;

        /// <summary>The enhanced status code, such as <c>5.1.10</c> (RFC 3463, RFC 5248).</summary>
        public string StatusCode { get; }
    }
}

/// <summary>By what a connection is protected.</summary>
public enum DeliveryProtection
{
    /// <summary>The certificate is the one that TLSA records tell of, which DNSSEC has authenticated (RFC 7672).</summary>
    Dane,

    /// <summary>The exchanger is one of the domain's policy, and its certificate carries its name (RFC 8461).</summary>
    MtaSts,

    /// <summary>No policy, and a certificate that would do with one: it carries the exchanger's name or the domain.</summary>
    Opportunistic,

    /// <summary>TLS with a peer that nobody has verified: safe from who only listens.</summary>
    OpportunisticUnverified,
}

/// <summary>What was decided about a mail exchanger.</summary>
/// <param name="Host">Its name.</param>
/// <param name="Policy">What was demanded of it, and why, in words.</param>
/// <param name="Failure">Why it could not be used, or null.</param>
public sealed record ExchangerAttempt(string Host, string Policy, string? Failure)
{
    /// <summary>What the upgrade failed with, or null if it did not, or there was none.</summary>
    public UpgradeException? Exception { get; init; }

    /// <summary>Why it could not be counted for reports (<see cref="MailDeliveryOptions.Reports"/>), or null if it was, or was not to
    /// be.</summary>
    public string? CountingFailure { get; init; }
}
