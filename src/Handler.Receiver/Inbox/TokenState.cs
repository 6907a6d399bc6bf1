namespace Handler.Receiver.Inbox;

/// <summary>What became of the notification token of a push. One that was demanded and was missing or wrong is never kept.</summary>
public enum TokenState
{
    /// <summary>The push came without a token, and none is demanded.</summary>
    None = 0,

    /// <summary>The push came with a token that nothing here checks, because no token is configured.</summary>
    Present = 1,

    /// <summary>The push came with a token that is accepted here.</summary>
    Verified = 2,
}
