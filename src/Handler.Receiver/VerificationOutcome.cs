namespace Handler.Receiver;

/// <summary>What <see cref="NotificationVerifier"/> found.</summary>
internal enum VerificationOutcome
{
    /// <summary>Nothing is demanded and no token came.</summary>
    Open,

    /// <summary>Nothing is demanded; a token came and was not checked.</summary>
    Unchecked,

    /// <summary>A token is demanded and one that is accepted came.</summary>
    Verified,

    /// <summary>A token is demanded and none came.</summary>
    TokenMissing,

    /// <summary>A token is demanded and what came is none of them.</summary>
    TokenWrong,
}
