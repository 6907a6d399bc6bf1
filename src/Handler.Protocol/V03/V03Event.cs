using System.Text.Json.Serialization;

namespace Handler.Protocol.V03;

/// <summary>
/// What 0.3 tells by its <c>kind</c>: an element of a stream, the answer to <c>message/send</c>, and the body of a push notification
/// (A2A 0.3, 7.2.1). One of <see cref="V03Task"/>, <see cref="V03Message"/>, <see cref="V03TaskStatusUpdateEvent"/> and
/// <see cref="V03TaskArtifactUpdateEvent"/>; read by <see cref="V03Json.ReadEvent(ReadOnlySpan{byte}, UnknownFields)"/>.
/// </summary>
public abstract record V03Event : WireObject
{
    private protected V03Event()
    {
    }

    /// <summary>Which of the four it is. Always written; what is read is told by its fields where it is missing.</summary>
    [JsonPropertyOrder(-1)]
    public abstract string Kind { get; }
}
