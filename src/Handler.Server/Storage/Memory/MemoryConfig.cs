namespace Handler.Server.Storage.Memory;

/// <summary>A push config with its lane.</summary>
internal sealed class MemoryConfig(string id, DateTimeOffset createdAt, SealedEndpoint endpoint, MemoryLane lane)
{
    public string Id => id;

    public SealedEndpoint Endpoint { get; set; } = endpoint;

    /// <summary>Its reader on the task's log; another one after a revival or a change of dialect.</summary>
    public MemoryLane Lane { get; set; } = lane;

    public StoredPushConfig ToStored() => new()
    {
        Task = Lane.Row.Task,
        ConfigId = id,
        Endpoint = Endpoint,
        CreatedAt = createdAt,
        Lane = Lane.Row,
    };
}
