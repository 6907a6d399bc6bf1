using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Handler.Protocol;

namespace Handler.Server.Requests;

/// <summary>
/// Tells a message that is sent again from one that only has the same id, for clients reuse ids freely: a digest of all that its client said
/// in it, in which the order of names in an object counts for nothing. The task is left out: who did not hear the answer cannot name it.
/// </summary>
internal static class MessageDigest
{
    // As deep as the protocol's own JSON may be.
    private const int MaxDepth = 128;

    /// <summary>The digest of a message in its context.</summary>
    public static string Of(Message message)
    {
        using var json = JsonDocument.Parse(A2AJson.Write(message with { TaskId = null }), new JsonDocumentOptions { MaxDepth = MaxDepth });
        var sorted = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(sorted))
        {
            WriteSorted(writer, json.RootElement);
        }

        return Base64Url.EncodeToString(SHA256.HashData(sorted.WrittenSpan));
    }

    /// <summary>Whether a message is <paramref name="message"/> sent again, both to one task, whose context neither needs to name.</summary>
    public static Predicate<Message> SameAs(Message message)
    {
        var digest = Of(message with { ContextId = null });
        return other => other.Role == Role.User && other.MessageId == message.MessageId && Of(other with { ContextId = null }) == digest;
    }

    private static void WriteSorted(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    WriteSorted(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    WriteSorted(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
