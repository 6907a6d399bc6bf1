namespace Handler.Protocol.V03;

/// <summary>How a message is to be answered (A2A 0.3, 7.1.2).</summary>
public sealed record V03MessageSendConfiguration : WireObject
{
    /// <summary>Media types that the client can take; <c>null</c> or empty = any. 0.2 requires the list, so ours is always written.</summary>
    public IReadOnlyList<string>? AcceptedOutputModes { get; init; }

    /// <summary>At most so many of the newest messages in the answer; 0 = no history.</summary>
    public int? HistoryLength { get; init; }

    /// <summary>A config to be stored with the task.</summary>
    public V03PushNotificationConfig? PushNotificationConfig { get; init; }

    /// <summary>Answer when the task is terminal or interrupted. Left out it means the same here; other agents answer at once.</summary>
    public bool? Blocking { get; init; }
}
