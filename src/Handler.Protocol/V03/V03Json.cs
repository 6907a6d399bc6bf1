using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Handler.Protocol.Json;

namespace Handler.Protocol.V03;

/// <summary>
/// Reads and writes A2A 0.3 JSON, which is that of 0.2 too. The rules are those of <see cref="A2AJson"/>: snake_case names are read as well,
/// unknown fields are kept or dropped, and what is refused is told by a <see cref="JsonException"/> that names the field, the fault
/// and the value.
/// </summary>
/// <remarks>
/// This is the JSON of JSON-RPC and of push notifications. REST of 0.3 speaks another, that of its protobuf schema (<c>request</c>,
/// <c>content</c>, <c>TASK_STATE_CANCELLED</c>): see <see cref="V03RestJson"/>.
/// </remarks>
public static class V03Json
{
    internal static FrozenDictionary<Type, string[]> Unions { get; } = new Dictionary<Type, string[]>
    {
        [typeof(V03Part)] = ["text", "file", "data"],
        [typeof(V03FileContent)] = ["bytes", "uri"],
    }.ToFrozenDictionary();

    internal static WireCodec Codec { get; } = new(V03JsonContext.Default, Unions, "V03");

    /// <summary>The contract of a wire type, for APIs that want one.</summary>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no wire type of 0.3.</exception>
    public static JsonTypeInfo<T> TypeInfo<T>(UnknownFields unknown = UnknownFields.Keep) => Codec.TypeInfo<T>(unknown);

    /// <summary>Writes a value as UTF-8 JSON.</summary>
    /// <exception cref="InvalidOperationException">A union in the value has no member or several, or a required list is empty.</exception>
    public static byte[] Write<T>(T value) => Codec.Write(value);

    /// <summary>Writes whichever of the four it is.</summary>
    /// <exception cref="InvalidOperationException">A union in the value has no member or several, or a required list is empty.</exception>
    public static byte[] Write(V03Event value) => value switch
    {
        V03Task task => Codec.Write(task),
        V03Message message => Codec.Write(message),
        V03TaskStatusUpdateEvent status => Codec.Write(status),
        V03TaskArtifactUpdateEvent artifact => Codec.Write(artifact),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "There is no fifth kind."),
    };

    /// <summary>Reads a value from UTF-8 JSON.</summary>
    /// <exception cref="JsonException">The text is no such value; the message can be shown to a user.</exception>
    public static T Read<T>(ReadOnlySpan<byte> utf8, UnknownFields unknown = UnknownFields.Keep) => Codec.Read<T>(utf8, unknown);

    /// <summary>Reads a value from JSON that has been parsed already, such as the params of a JSON-RPC request.</summary>
    /// <exception cref="JsonException">The element is no such value; the message can be shown to a user.</exception>
    public static T Read<T>(JsonElement element, UnknownFields unknown = UnknownFields.Keep) =>
        Read<T>(JsonMarshal.GetRawUtf8Value(element), unknown);

    /// <summary>Reads whichever of the four it is, by its <c>kind</c>, else by the fields that it has.</summary>
    /// <exception cref="JsonException">The text is none of them; the message can be shown to a user.</exception>
    public static V03Event ReadEvent(ReadOnlySpan<byte> utf8, UnknownFields unknown = UnknownFields.Keep)
    {
        var names = TopLevel.Read(utf8);
        return (names.Text("kind") ?? Guess(names)) switch
        {
            V03Task.KindName => Read<V03Task>(utf8, unknown),
            V03Message.KindName => Read<V03Message>(utf8, unknown),
            V03TaskStatusUpdateEvent.KindName => Read<V03TaskStatusUpdateEvent>(utf8, unknown),
            V03TaskArtifactUpdateEvent.KindName => Read<V03TaskArtifactUpdateEvent>(utf8, unknown),
            var other => throw new JsonException($"kind: '{TopLevel.Shorten(other)}' is none of task, message, status-update, artifact-update."),
        };
    }

    /// <summary>Reads whichever of the four it is from JSON that has been parsed already.</summary>
    /// <exception cref="JsonException">The element is none of them; the message can be shown to a user.</exception>
    public static V03Event ReadEvent(JsonElement element, UnknownFields unknown = UnknownFields.Keep) =>
        ReadEvent(JsonMarshal.GetRawUtf8Value(element), unknown);

    private static string Guess(TopLevel names) =>
        names.Has("messageId") ? V03Message.KindName
        : names.Has("artifact") ? V03TaskArtifactUpdateEvent.KindName
        : names.Has("taskId") ? V03TaskStatusUpdateEvent.KindName
        : V03Task.KindName;
}
