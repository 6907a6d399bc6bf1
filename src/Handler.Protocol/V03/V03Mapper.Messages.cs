using System.Text.Json;

namespace Handler.Protocol.V03;

public static partial class V03Mapper
{
    // How the Python SDK wraps what is no object in a data part of 0.3, so that both sides get the value back.
    private const string WrappedMarker = "data_part_compat";
    private const string WrappedName = "value";

    /// <summary>A message. A speaker who is not named counts as the user, for an agent's own messages always name theirs.</summary>
    public static V03Message FromV1(Message message) => V03Json.Codec.Carry(message, new V03Message
    {
        MessageId = message.MessageId,
        ContextId = message.ContextId,
        TaskId = message.TaskId,
        Role = message.Role == Role.Unspecified ? Role.User : message.Role,
        Parts = [.. message.Parts.Select(FromV1)],
        Metadata = message.Metadata,
        Extensions = message.Extensions,
        ReferenceTaskIds = message.ReferenceTaskIds,
    });

    /// <summary>A message.</summary>
    public static Message ToV1(V03Message message) => A2AJson.Codec.Carry(message, new Message
    {
        MessageId = message.MessageId,
        ContextId = message.ContextId,
        TaskId = message.TaskId,
        Role = message.Role,
        Parts = [.. message.Parts.Select(ToV1)],
        Metadata = message.Metadata,
        Extensions = message.Extensions,
        ReferenceTaskIds = message.ReferenceTaskIds,
    });

    /// <summary>
    /// A part. File name and media type of text and data are lost; data that is no object is wrapped as <c>{"value":…}</c> and marked in the
    /// metadata, as the Python SDK does.
    /// </summary>
    public static V03Part FromV1(Part part) => V03Json.Codec.Carry(part, part switch
    {
        { Text: { } text } => new V03Part { Text = text, Metadata = part.Metadata },
        { Data: { ValueKind: JsonValueKind.Object } data } => new V03Part { Data = data, Metadata = part.Metadata },
        { Data: { } data } => new V03Part { Data = Wrap(data), Metadata = Mark(part.Metadata) },
        _ => new V03Part { File = FileOf(part), Metadata = part.Metadata },
    });

    /// <summary>A part. Unknown fields of a file are lost, for it is no object of its own in 1.0.</summary>
    public static Part ToV1(V03Part part) => A2AJson.Codec.Carry(part, part switch
    {
        { Text: { } text } => new Part { Text = text, Metadata = part.Metadata },
        { File: { } file } => new Part
        {
            Raw = file.Bytes,
            Url = file.Uri,
            Filename = file.Name,
            MediaType = file.MimeType,
            Metadata = part.Metadata,
        },
        { Data: { } data } when Unwrap(data, part.Metadata) is { } value => new Part { Data = value, Metadata = Unmark(part.Metadata!) },
        _ => new Part { Data = part.Data, Metadata = part.Metadata },
    });

    private static V03FileContent FileOf(Part part) => new()
    {
        Name = part.Filename,
        MimeType = part.MediaType,
        Bytes = part.Raw,
        Uri = part.Url,
    };

    private static JsonElement Wrap(JsonElement value) => JsonElement.Parse($$"""{"{{WrappedName}}":{{value.GetRawText()}}}""");

    private static JsonElement? Unwrap(JsonElement data, IReadOnlyDictionary<string, JsonElement>? metadata) =>
        metadata is not null
        && metadata.TryGetValue(WrappedMarker, out var mark) && mark.ValueKind == JsonValueKind.True
        && data.ValueKind == JsonValueKind.Object && data.TryGetProperty(WrappedName, out var value)
            ? value
            : null;

    private static Dictionary<string, JsonElement> Mark(IReadOnlyDictionary<string, JsonElement>? metadata) =>
        new(metadata ?? new Dictionary<string, JsonElement>(), StringComparer.Ordinal) { [WrappedMarker] = JsonElement.Parse("true") };

    private static Dictionary<string, JsonElement>? Unmark(IReadOnlyDictionary<string, JsonElement> metadata)
    {
        var rest = metadata.Where(entry => entry.Key != WrappedMarker).ToDictionary(StringComparer.Ordinal);
        return rest.Count == 0 ? null : rest;
    }
}
