using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Handler.Protocol.Json;

namespace Handler.Protocol;

/// <summary>
/// Reads and writes A2A 1.0 JSON (A2A 1.0, 5.5): camelCase names, compact, nothing escaped that need not be, <c>null</c> left out.
/// Reading also takes snake_case names, except inside <c>metadata</c>, <c>data</c> and other free objects.
/// </summary>
/// <remarks>
/// Reading refuses, by a <see cref="JsonException"/> whose message names the field, the fault and the value: duplicate names, missing
/// required fields, required lists that are empty, <c>null</c> in lists, a union with no member or several, unknown states and
/// roles, invalid UTF-8 and half surrogate pairs. Nesting is bounded: 64 for what an agent is sent (<see cref="UnknownFields.Ignore"/>),
/// 128 otherwise, because an agent wraps what it was sent a few levels deeper in tasks and updates, which stores, receivers and clients read.
/// </remarks>
public static class A2AJson
{
    internal const int MaxDepthFromOutside = 64;
    internal const int MaxDepth = 2 * MaxDepthFromOutside;

    internal static WireCodec Codec { get; } = new(A2AJsonContext.Default, WireShape.Unions);

    internal static JsonWriterOptions WriterOptions { get; } =
        new() { Encoder = PlainJsonEncoder.Instance, MaxDepth = MaxDepth };

    /// <summary>The contract of a wire type, for APIs that want one.</summary>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no A2A wire type.</exception>
    public static JsonTypeInfo<T> TypeInfo<T>(UnknownFields unknown = UnknownFields.Keep) =>
        Codec.TypeInfo<T>(unknown);

    /// <summary>Writes a value as UTF-8 JSON.</summary>
    /// <exception cref="InvalidOperationException">A union in the value has no member or several, or a required list is empty.</exception>
    public static byte[] Write<T>(T value) => Codec.Write(value);

    /// <summary>Writes a value as UTF-8 JSON.</summary>
    /// <exception cref="InvalidOperationException">A union in the value has no member or several, or a required list is empty.</exception>
    public static void Write<T>(IBufferWriter<byte> output, T value) => Codec.Write(output, value);

    /// <summary>Reads a value from UTF-8 JSON.</summary>
    /// <exception cref="JsonException">The text is no such value; the message can be shown to a user.</exception>
    public static T Read<T>(ReadOnlySpan<byte> utf8, UnknownFields unknown = UnknownFields.Keep) => Codec.Read<T>(utf8, unknown);

    /// <summary>Reads a value from JSON that has been parsed already, such as the params of a JSON-RPC request.</summary>
    /// <exception cref="JsonException">The element is no such value; the message can be shown to a user.</exception>
    public static T Read<T>(JsonElement element, UnknownFields unknown = UnknownFields.Keep) =>
        Read<T>(JsonMarshal.GetRawUtf8Value(element), unknown);
}
