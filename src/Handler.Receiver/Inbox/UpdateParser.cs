using System.Text.Json;
using Handler.Protocol;
using Handler.Protocol.Legacy;
using Handler.Protocol.V03;

namespace Handler.Receiver.Inbox;

/// <summary>Reads a payload of any dialect as an update of A2A 1.0. Pure, and never fails: what is none, or lacks what its dialect requires, is <c>null</c>.</summary>
internal static class UpdateParser
{
    public static StreamResponse? Parse(JsonElement payload)
    {
        try
        {
            return Read(payload);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // 0.3 says its kind, and events of the legacy dialect their type; 1.0 wraps.
    private static StreamResponse Read(JsonElement payload) =>
        NotificationParser.TextField(payload, "kind") is not null ? V03Mapper.ToV1(V03Json.ReadEvent(payload))
        : NotificationParser.TextField(payload, "type") is not null ? LegacyMapper.ToV1(LegacyJson.ReadEvent(payload))
        : A2AJson.Read<StreamResponse>(payload);
}
