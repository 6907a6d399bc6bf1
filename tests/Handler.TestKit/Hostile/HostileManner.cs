namespace Handler.TestKit.Hostile;

/// <summary>How a <see cref="HostileWebhook"/> misbehaves once it has read a request.</summary>
public enum HostileManner
{
    /// <summary>It does not: the answer is what it says.</summary>
    None,

    /// <summary>A status line, then one byte of a header at a time, <see cref="WebhookAnswer.Delay"/> between.</summary>
    DripHeaders,

    /// <summary>Status and headers, then one byte of the body at a time, <see cref="WebhookAnswer.Delay"/> between.</summary>
    DripBody,

    /// <summary>A body in chunks that never ends.</summary>
    EndlessChunks,

    /// <summary>A body of 10 GB, by its <c>Content-Length</c>.</summary>
    TenGigabytes,

    /// <summary>A body that ends with the connection, which does not end.</summary>
    EndlessUntilClose,

    /// <summary>Headers without end: what is sent comes to more than a megabyte.</summary>
    EndlessHeaders,

    /// <summary>The connection is closed without an answer.</summary>
    Close,

    /// <summary>The connection is reset without an answer.</summary>
    Reset,

    /// <summary>The connection is reset within the status line.</summary>
    ResetInHead,

    /// <summary>The connection is reset within the body.</summary>
    ResetInBody,

    /// <summary>The webhook ends its half of the connection without an answer, and goes on reading.</summary>
    HalfClose,

    /// <summary>The banner of another protocol.</summary>
    Garbage,
}
