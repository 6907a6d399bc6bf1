using System.Text.Json;
using System.Text.Json.Serialization;

namespace Handler.Protocol.V03;

/// <summary>
/// A piece of content: exactly one of <see cref="Text"/>, <see cref="File"/> and <see cref="Data"/> is set (A2A 0.3, 6.5). Reading goes
/// by the member that is there and does not need <c>kind</c>.
/// </summary>
public sealed record V03Part : WireObject
{
    /// <summary><c>text</c>, <c>file</c> or <c>data</c>.</summary>
    [JsonPropertyOrder(-1)]
    public string Kind => Text is not null ? "text" : File is not null ? "file" : "data";

    /// <summary>Plain text.</summary>
    public string? Text { get; init; }

    /// <summary>A file, whole or by its address.</summary>
    public V03FileContent? File { get; init; }

    /// <summary>A JSON object by 0.3; any other value but <c>null</c> is read too.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>Free to use; keys are never renamed.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }
}
