namespace ProtocolKit;

/// <summary>A domain's servers were not found.</summary>
public sealed class ServiceLookupException : IOException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="message">What happened, and what to do.</param>
    /// <param name="error">Why.</param>
    /// <param name="innerException">The cause, or null.</param>
    public ServiceLookupException(string message, ServiceLookupError error, Exception? innerException = null)
        : base(message, innerException) => Error = error;

    /// <summary>Why they were not found.</summary>
    public ServiceLookupError Error { get; }
}

/// <summary>Why a domain's servers were not found.</summary>
public enum ServiceLookupError
{
    /// <summary>DNS gave no answer: it may do so later.</summary>
    LookupFailed,

    /// <summary>There is no such domain.</summary>
    NoSuchDomain,

    /// <summary>The domain says that it has no such service: a null MX (RFC 7505), or an SRV record whose target is the root (RFC
    /// 2782).</summary>
    NotOffered,

    /// <summary>There are records, and no usable one among them: their targets are no host names.</summary>
    Unusable,
}
