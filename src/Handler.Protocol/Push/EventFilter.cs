namespace Handler.Protocol;

/// <summary>
/// Which updates of its task a push config wants (<see cref="PushDeliveryExtension"/>). The whole task that a config opens with passes any
/// filter.
/// </summary>
public sealed record EventFilter : WireObject
{
    /// <summary>The kinds that are wanted; <c>null</c> = all. Never empty.</summary>
    public IReadOnlyList<UpdateKind>? Kinds { get; init; }

    /// <summary>
    /// Of status updates, those to these states; <c>null</c> = to any. Never empty. Without the terminal ones the end of the task is not told.
    /// </summary>
    public IReadOnlyList<TaskState>? States { get; init; }
}
