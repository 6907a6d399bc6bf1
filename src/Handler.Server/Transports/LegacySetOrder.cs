using System.Text.Json;
using Handler.Protocol.Errors;

namespace Handler.Server.Transports;

/// <summary>
/// What <c>tasks/pushNotification/set</c> checks before it asks for the task, in the dialect's order: the task's id, the config, its URL. Whatever
/// else is wrong with the config is told only when the task is there; so these are looked at before the params are read as a whole.
/// </summary>
internal static class LegacySetOrder
{
    /// <summary>The task that the params name.</summary>
    /// <exception cref="A2AException">InvalidParams: the first of the three that is wrong.</exception>
    public static string TaskOf(JsonElement? parameters)
    {
        var id = TextOf(Field(parameters, "id"), "id", "is required; it names the task.");
        var (config, name) = ConfigIn(parameters);
        if (config.ValueKind != JsonValueKind.Object)
        {
            throw A2AException.InvalidField(name, $"must be an object, found a JSON {KindOf(config)}.");
        }

        TextOf(Field(config, "webhookUrl", "webhook_url"), $"{name}.webhookUrl", "is required; it names the webhook.");
        return id;
    }

    private static (JsonElement Config, string Name) ConfigIn(JsonElement? parameters) =>
        Field(parameters, "pushNotificationConfig", "push_notification_config") is { } config ? (config, "pushNotificationConfig")
        : Field(parameters, "config") is { } other ? (other, "config")
        : throw A2AException.InvalidField("pushNotificationConfig", "is required; config is read as well.");

    private static string TextOf(JsonElement? value, string name, string missing) => value switch
    {
        null => throw A2AException.InvalidField(name, missing),
        { ValueKind: JsonValueKind.String } text => text.GetString() is { Length: > 0 } found ? found : throw A2AException.InvalidField(name, missing),
        { } other => throw A2AException.InvalidField(name, $"must be a string, found a JSON {KindOf(other)}."),
    };

    private static JsonElement? Field(JsonElement? parent, string name, string? other = null) =>
        parent is { ValueKind: JsonValueKind.Object } named && named.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value
        : other is null ? null
        : Field(parent, other);

    private static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString().ToLowerInvariant(),
    };
}
