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

    // Two frozen sets made once: contracts are cached by options object, so a set for each call would build them anew.
    private static readonly JsonSerializerOptions Keeping = CreateOptions(UnknownFields.Keep);
    private static readonly JsonSerializerOptions Ignoring = CreateOptions(UnknownFields.Ignore);

    internal static JsonWriterOptions WriterOptions { get; } =
        new() { Encoder = PlainJsonEncoder.Instance, MaxDepth = MaxDepth };

    /// <summary>The contract of a wire type, for APIs that want one.</summary>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no A2A wire type.</exception>
    public static JsonTypeInfo<T> TypeInfo<T>(UnknownFields unknown = UnknownFields.Keep) =>
        (JsonTypeInfo<T>)Options(unknown).GetTypeInfo(typeof(T));

    /// <summary>Writes a value as UTF-8 JSON.</summary>
    /// <exception cref="InvalidOperationException">A union in the value has no member or several, or a required list is empty.</exception>
    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, TypeInfo<T>());

    /// <summary>Writes a value as UTF-8 JSON.</summary>
    /// <exception cref="InvalidOperationException">A union in the value has no member or several, or a required list is empty.</exception>
    public static void Write<T>(IBufferWriter<byte> output, T value)
    {
        using var writer = new Utf8JsonWriter(output, WriterOptions);
        JsonSerializer.Serialize(writer, value, TypeInfo<T>());
    }

    /// <summary>Reads a value from UTF-8 JSON.</summary>
    /// <exception cref="JsonException">The text is no such value; the message can be shown to a user.</exception>
    public static T Read<T>(ReadOnlySpan<byte> utf8, UnknownFields unknown = UnknownFields.Keep)
    {
        // Before all else: the parser takes such text lazily and fails when somebody reads the string, far from the caller.
        if (WireText.FaultOf(utf8) is { } broken)
        {
            throw new JsonException(broken);
        }

        var contract = TypeInfo<T>(unknown);
        var camel = SnakeCase.Rename(utf8, contract);
        try
        {
            return JsonSerializer.Deserialize(camel, contract) ?? throw new WireRuleException($"A {typeof(T).Name} was expected, found null.");
        }
        catch (JsonException fault)
        {
            throw WireFault.Explain(fault, camel, contract);
        }
    }

    /// <summary>Reads a value from JSON that has been parsed already, such as the params of a JSON-RPC request.</summary>
    /// <exception cref="JsonException">The element is no such value; the message can be shown to a user.</exception>
    public static T Read<T>(JsonElement element, UnknownFields unknown = UnknownFields.Keep) =>
        Read<T>(JsonMarshal.GetRawUtf8Value(element), unknown);

    private static JsonSerializerOptions Options(UnknownFields unknown) => unknown == UnknownFields.Ignore ? Ignoring : Keeping;

    private static JsonSerializerOptions CreateOptions(UnknownFields unknown)
    {
        var options = new JsonSerializerOptions(A2AJsonContext.Default.Options)
        {
            // The context's settings do not follow its contracts when a modifier is added, so options are made from it.
            TypeInfoResolver = A2AJsonContext.Default
                .WithAddedModifier(WireContracts.CheckShape)
                .WithAddedModifier(unknown == UnknownFields.Ignore ? WireContracts.DropUnknownFields : static _ => { }),
            Encoder = PlainJsonEncoder.Instance,
            // Of two equal names readers take different ones: what was verified might not be what is acted on.
            AllowDuplicateProperties = false,
            MaxDepth = unknown == UnknownFields.Ignore ? MaxDepthFromOutside : MaxDepth,
        };
        options.MakeReadOnly();
        return options;
    }
}
