using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Handler.Protocol.Json;

namespace Handler.Protocol.Legacy;

/// <summary>
/// Reads and writes the JSON of the legacy dialect. The rules are those of <see cref="A2AJson"/>: snake_case names are read as well, unknown
/// fields are kept or dropped, and what is refused is told by a <see cref="JsonException"/> that names the field, the fault and
/// the value.
/// </summary>
public static class LegacyJson
{
    internal static WireCodec Codec { get; } = new(LegacyJsonContext.Default, WireShape.Unions, "Legacy");

    /// <summary>The contract of a wire type, for APIs that want one.</summary>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no wire type of the legacy dialect.</exception>
    public static JsonTypeInfo<T> TypeInfo<T>(UnknownFields unknown = UnknownFields.Keep) => Codec.TypeInfo<T>(unknown);

    /// <summary>Writes a value as UTF-8 JSON.</summary>
    /// <exception cref="InvalidOperationException">A part in the value has no content or several, or a required list is empty.</exception>
    public static byte[] Write<T>(T value) => Codec.Write(value);

    /// <summary>Writes whichever of the four it is.</summary>
    /// <exception cref="InvalidOperationException">A part in the value has no content or several, or a required list is empty.</exception>
    public static byte[] Write(LegacyEvent value) => value switch
    {
        LegacyTask task => Codec.Write(task),
        LegacyMessage message => Codec.Write(message),
        LegacyTaskStatusUpdateEvent status => Codec.Write(status),
        LegacyTaskArtifactUpdateEvent artifact => Codec.Write(artifact),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "There is no fifth kind."),
    };

    /// <summary>Reads a value from UTF-8 JSON.</summary>
    /// <exception cref="JsonException">The text is no such value; the message can be shown to a user.</exception>
    public static T Read<T>(ReadOnlySpan<byte> utf8, UnknownFields unknown = UnknownFields.Keep) => Codec.Read<T>(utf8, unknown);

    /// <summary>Reads a value from JSON that has been parsed already, such as the params of a JSON-RPC request.</summary>
    /// <exception cref="JsonException">The element is no such value; the message can be shown to a user.</exception>
    public static T Read<T>(JsonElement element, UnknownFields unknown = UnknownFields.Keep) =>
        Read<T>(JsonMarshal.GetRawUtf8Value(element), unknown);

    /// <summary>Reads whichever of the four it is, by its <c>type</c>, else by the fields that it has.</summary>
    /// <exception cref="JsonException">The text is none of them; the message can be shown to a user.</exception>
    public static LegacyEvent ReadEvent(ReadOnlySpan<byte> utf8, UnknownFields unknown = UnknownFields.Keep)
    {
        var names = TopLevel.Read(utf8);
        return names.Text("type") switch
        {
            LegacyTaskStatusUpdateEvent.TypeName => Read<LegacyTaskStatusUpdateEvent>(utf8, unknown),
            LegacyTaskArtifactUpdateEvent.TypeName => Read<LegacyTaskArtifactUpdateEvent>(utf8, unknown),
            // A task and a message say by no field what they are.
            _ when names.Has("role") => Read<LegacyMessage>(utf8, unknown),
            _ when names.Has("artifact") => Read<LegacyTaskArtifactUpdateEvent>(utf8, unknown),
            _ when names.Has("taskId") => Read<LegacyTaskStatusUpdateEvent>(utf8, unknown),
            _ => Read<LegacyTask>(utf8, unknown),
        };
    }

    /// <summary>Reads whichever of the four it is from JSON that has been parsed already.</summary>
    /// <exception cref="JsonException">The element is none of them; the message can be shown to a user.</exception>
    public static LegacyEvent ReadEvent(JsonElement element, UnknownFields unknown = UnknownFields.Keep) =>
        ReadEvent(JsonMarshal.GetRawUtf8Value(element), unknown);
}
