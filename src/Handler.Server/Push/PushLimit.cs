namespace Handler.Server.Push;

/// <summary>The limits whose biting is counted (<c>handler.push.limits</c>).</summary>
internal enum PushLimit
{
    /// <summary>A notification was larger than it may be; a status update with a marker was sent.</summary>
    BodyBytes,

    /// <summary>A config was refused: its task has as many as it may.</summary>
    ConfigsPerTask,

    /// <summary>A config was refused: its owner has as many as one may.</summary>
    ConfigsPerOwner,

    /// <summary>A config was refused: its URL is too long.</summary>
    UrlLength,

    /// <summary>A config was refused: its token or its credentials are too long.</summary>
    SecretBytes,

    /// <summary>A lane overflowed: as much waits on it, or for its owner, as may.</summary>
    Waiting,

    /// <summary>A body was dropped from memory, to be read again when it is sent.</summary>
    MemoryBytes,

    /// <summary>The oldest of too many slow attempts was ended as a deadline.</summary>
    Slow,
}
