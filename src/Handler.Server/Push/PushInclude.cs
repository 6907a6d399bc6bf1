namespace Handler.Server.Push;

/// <summary>Which events are pushed. Part of a lane's mask when the lane is made; lanes that are there keep theirs.</summary>
public enum PushInclude
{
    /// <summary>Every event of the task.</summary>
    All = 0,

    /// <summary>Status updates and the task itself; no artifacts and no messages.</summary>
    StatusOnly = 1,
}
