namespace Handler.Receiver;

/// <summary>What became of a push that was posted to the webhook.</summary>
public enum ReceiptOutcome
{
    /// <summary>200: it is kept.</summary>
    Kept,

    /// <summary>200: it was kept before; it is not handled again.</summary>
    Repeated,

    /// <summary>401: a token is demanded, and it came without or with another.</summary>
    TokenRefused,

    /// <summary>413: the body is larger than <see cref="PushReceiverOptions.MaxBodyBytes"/>.</summary>
    TooLarge,

    /// <summary>400: the body is no JSON.</summary>
    InvalidJson,

    /// <summary>400: the body is JSON and no object.</summary>
    NoObject,

    /// <summary>503: all room is taken by pushes that wait to be handled; the sender is asked to come again.</summary>
    Full,

    /// <summary>503: the inbox failed; the log says how. The sender is asked to come again.</summary>
    Failed,
}
