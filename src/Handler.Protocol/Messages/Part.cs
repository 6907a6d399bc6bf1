using System.Text.Json;
using System.Text.Json.Serialization;
using Handler.Protocol.Json;

namespace Handler.Protocol;

/// <summary>
/// A piece of content: exactly one of <see cref="Text"/>, <see cref="Raw"/>, <see cref="Url"/> and <see cref="Data"/> is set
/// (A2A 1.0, 4.1.6). Reading and writing refuse anything else; the factories cannot make anything else.
/// </summary>
public sealed record Part : WireObject
{
    /// <summary>Plain text.</summary>
    public string? Text { get; init; }

    /// <summary>The bytes of a file, base64 on the wire.</summary>
    public ReadOnlyMemory<byte>? Raw { get; init; }

    /// <summary>Where a file's content can be had.</summary>
    public string? Url { get; init; }

    /// <summary>
    /// Any JSON value. <c>null</c> means not set; the JSON value <c>null</c> is an element of kind
    /// <see cref="JsonValueKind.Null"/>.
    /// </summary>
    [JsonConverter(typeof(PresentValueConverter))]
    public JsonElement? Data { get; init; }

    /// <summary>Free to use; keys are never renamed.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }

    /// <summary>A name for the content, such as <c>report.pdf</c>.</summary>
    public string? Filename { get; init; }

    /// <summary>The media type of the content, for every kind of part.</summary>
    public string? MediaType { get; init; }

    /// <summary>A part of plain text.</summary>
    public static Part FromText(string text) => new() { Text = text };

    /// <summary>A part that carries bytes.</summary>
    public static Part FromRaw(ReadOnlyMemory<byte> bytes, string? mediaType = null, string? filename = null) =>
        new() { Raw = bytes, MediaType = mediaType, Filename = filename };

    /// <summary>A part that points to its content.</summary>
    public static Part FromUrl(string url, string? mediaType = null, string? filename = null) =>
        new() { Url = url, MediaType = mediaType, Filename = filename };

    /// <summary>A part that is a JSON value, <c>null</c> among them. The element must outlive the part: clone what is pooled.</summary>
    public static Part FromData(JsonElement value) => new() { Data = value };
}
