namespace Handler.Server.Storage;

/// <summary>How an attempt ended, as it is kept. Every failure names its stage.</summary>
public enum AttemptOutcome
{
    /// <summary>The receiver answered 2xx.</summary>
    Delivered = 0,

    /// <summary>The receiver answered another status.</summary>
    Answered = 1,

    /// <summary>The name has no address, or the look-up failed.</summary>
    NameNotResolved = 2,

    /// <summary>The egress policy forbids an address of the webhook.</summary>
    AddressForbidden = 3,

    /// <summary>No connection: refused, unreachable.</summary>
    NotConnected = 4,

    /// <summary>The TLS handshake failed.</summary>
    TlsFailed = 5,

    /// <summary>The connection broke before the status line.</summary>
    ConnectionBroken = 6,

    /// <summary>What came back is not HTTP, or exceeds a limit before the status is known.</summary>
    AnswerInvalid = 7,

    /// <summary>No status within the deadline.</summary>
    DeadlineExceeded = 8,

    /// <summary>The request could not be made from what is stored (a value that cannot be a header).</summary>
    RequestInvalid = 9,
}
