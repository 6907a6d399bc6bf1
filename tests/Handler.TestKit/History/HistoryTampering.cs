namespace Handler.TestKit.History;

/// <summary>The switches of the negative control: what a broken agent's history would look like. Each must be seen by <see cref="HistoryChecker"/>.</summary>
public enum HistoryTampering
{
    /// <summary>A delivery that was accepted is taken out, all its attempts.</summary>
    LoseOne,

    /// <summary>The first arrivals of two deliveries of a lane change places.</summary>
    SwapTwo,

    /// <summary>A delivery comes once more, with no kill between.</summary>
    RepeatOne,

    /// <summary>A delivery comes again under an id of its own.</summary>
    RenameOne,

    /// <summary>A webhook is told of a task after its config was deleted.</summary>
    SendAfterDeletion,
}
