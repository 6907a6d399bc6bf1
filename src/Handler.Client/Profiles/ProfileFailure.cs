namespace Handler.Client.Profiles;

/// <summary>Why something saved could not be read or written.</summary>
public enum ProfileFailure
{
    /// <summary>The file holds something else than what was saved. It is left as it is.</summary>
    Damaged,

    /// <summary>A newer version of this library wrote the file. It is left as it is.</summary>
    Newer,

    /// <summary>There is no folder to save in, or it, or a file in it, may not be opened.</summary>
    Unavailable,

    /// <summary>Another process held the folder for longer than a write takes.</summary>
    Busy,
}
