namespace Handler.Protocol.Legacy;

/// <summary>
/// An element of a stream and the body of a push notification: the bare object. One of <see cref="LegacyTask"/>, <see cref="LegacyMessage"/>,
/// <see cref="LegacyTaskStatusUpdateEvent"/> and <see cref="LegacyTaskArtifactUpdateEvent"/>; the last two say by <c>type</c> what
/// they are. Read by <see cref="LegacyJson.ReadEvent(ReadOnlySpan{byte}, UnknownFields)"/>.
/// </summary>
public abstract record LegacyEvent : WireObject
{
    private protected LegacyEvent()
    {
    }
}
