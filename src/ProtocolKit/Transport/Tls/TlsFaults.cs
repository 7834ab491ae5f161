using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;

namespace ProtocolKit;

/// <summary>Reads what OpenSSL says in an exception. The number of its error is in <see cref="Exception.HResult"/>: the library in the
/// upper bits, the reason in the lower 23.</summary>
internal static class TlsFaults
{
    private const int SslLibrary = 20;
    private const int ReasonBits = 23;
    private const int FirstAlertReason = 1000;

    /// <summary>Finds the alert with which the peer ended TLS; null if it sent none, or the platform does not tell.</summary>
    public static TlsAlert? FindAlert(Exception? exception) =>
        FindReason(exception) is { } reason && reason - FirstAlertReason is >= 0 and <= byte.MaxValue and var number
            ? new TlsAlert((byte)number)
            : null;

    /// <summary>Whether TLS itself broke, rather than the connection below it.</summary>
    public static bool IsOfTls(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is AuthenticationException or CryptographicException)
                return true;
        }

        return false;
    }

    /// <summary>Whether a TLS stream threw something that no stream should, about octets that it did not foresee.</summary>
    public static bool IsStray(Exception exception) =>
        exception is not (IOException or SocketException or ObjectDisposedException or OperationCanceledException
            or AuthenticationException or CryptographicException);

    /// <summary>Makes of such an exception one that says that TLS broke.</summary>
    public static AuthenticationException Wrap(Exception stray) => new($"TLS broke: {stray.Message}", stray);

    /// <summary>Whether what the peer sent is not TLS at all.</summary>
    public static bool IsNotTls(Exception? exception) => exception is AuthenticationException
    {
        // SslStream finds most of it itself, before OpenSSL sees it.
        InnerException: null,
    }

        // What it throws about records that it reads beyond their end.
        || exception is IndexOutOfRangeException
        || FindReason(exception) is 155 or 156 or 252 or 267; // https proxy request, http request, unknown protocol, wrong version number

    /// <summary>Whether TLS found fault with what the peer sent once it was established: OpenSSL, or <see cref="SslStream"/> itself,
    /// which throws an <see cref="IOException"/> about a peer that renegotiates.</summary>
    public static bool IsOfPeer(Exception exception) =>
        FindReason(exception) is not null || exception is IOException { InnerException: null, Source: "System.Net.Security" };

    private static int? FindReason(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is CryptographicException && exception.HResult >>> ReasonBits == SslLibrary)
                return exception.HResult & ((1 << ReasonBits) - 1);
        }

        return null;
    }
}
