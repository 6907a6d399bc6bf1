using System.Globalization;
using System.Text.Json;

namespace Handler.Protocol;

/// <summary>
/// The extension by which an agent states what it promises of its push notifications, and by which a client filters the events of a push config
/// and reads how its deliveries fare. It is active in requests that name <see cref="Uri"/> in <see cref="ServiceParameters.Extensions"/>; in all
/// others a config has none of this. Its specification is <c>docs/extension.md</c>.
/// </summary>
public static class PushDeliveryExtension
{
    /// <summary>What identifies it.</summary>
    public const string Uri = "urn:handler:a2a:push-delivery:v1";

    /// <summary>The field of a push config that is its <see cref="EventFilter"/>.</summary>
    public const string FilterField = "eventFilter";

    /// <summary>The field of a push config that is its <see cref="DeliveryHealth"/>.</summary>
    public const string HealthField = "delivery";

    /// <summary>The field of a push config that says above how many waiting updates it is sent the whole task in their place.</summary>
    public const string CollapseField = "collapseAbove";

    private const string SnakeFilterField = "event_filter";
    private const string SnakeCollapseField = "collapse_above";

    /// <summary>The extension as a card declares it; null when it does not.</summary>
    public static AgentExtension? On(AgentCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return card.Capabilities.Extensions?.FirstOrDefault(extension => extension.Uri == Uri);
    }

    /// <summary>What the agent of a card promises; null when it promises nothing.</summary>
    /// <exception cref="JsonException">The params are none of this extension.</exception>
    public static PushDeliveryParams? ParamsOn(AgentCard card) =>
        On(card)?.Params is { } declared ? A2AJson.Read<PushDeliveryParams>(Write(declared)) : null;

    /// <summary>The declaration of an agent that keeps these promises.</summary>
    public static AgentExtension Declare(PushDeliveryParams promises) => new()
    {
        Uri = Uri,
        Description = "Push notifications at least once and in order for each config; an event filter and delivery health on push configs.",
        Params = JsonElement.Parse(A2AJson.Write(promises)).EnumerateObject()
            .ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal),
    };

    extension(TaskPushNotificationConfig config)
    {
        /// <summary>The event filter of this config; null when it has none.</summary>
        /// <exception cref="JsonException">There is something that is no event filter; the message can be shown to a user.</exception>
        public EventFilter? EventFilter => Read<EventFilter>(config, FilterField) ?? Read<EventFilter>(config, SnakeFilterField);

        /// <summary>
        /// How many updates may wait for this config: when more come they are passed over, and once these are settled it is sent the whole task in the
        /// place of all that it missed. Null: as many as the agent keeps.
        /// </summary>
        /// <exception cref="JsonException">There is something that is no whole number; the message can be shown to a user.</exception>
        public int? CollapseAbove => ReadNumber(config, CollapseField) ?? ReadNumber(config, SnakeCollapseField);

        /// <summary>How the deliveries of this config fare, as the agent told; null when it did not.</summary>
        /// <exception cref="JsonException">There is something that is no delivery health; the message can be shown to a user.</exception>
        public DeliveryHealth? Delivery => Read<DeliveryHealth>(config, HealthField);

        /// <summary>This config with another event filter; null for none.</summary>
        public TaskPushNotificationConfig WithEventFilter(EventFilter? filter) => With(config, FilterField, filter);

        /// <summary>This config with another number of updates that may wait for it; null for as many as the agent keeps.</summary>
        public TaskPushNotificationConfig WithCollapseAbove(int? most) =>
            With(config, CollapseField, most is { } number ? JsonElement.Parse(number.ToString(CultureInfo.InvariantCulture)) : null);

        /// <summary>This config with what is told of its deliveries; null for nothing.</summary>
        public TaskPushNotificationConfig WithDelivery(DeliveryHealth? health) => With(config, HealthField, health);
    }

    private static T? Read<T>(TaskPushNotificationConfig config, string name)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(config);
        return config.ExtensionData is { } data && data.TryGetValue(name, out var found) && found.ValueKind != JsonValueKind.Null
            ? A2AJson.Read<T>(found)
            : null;
    }

    private static int? ReadNumber(TaskPushNotificationConfig config, string name)
    {
        ArgumentNullException.ThrowIfNull(config);
        return config.ExtensionData is not { } data || !data.TryGetValue(name, out var found) || found.ValueKind == JsonValueKind.Null ? null
            : found.ValueKind == JsonValueKind.Number && found.TryGetInt32(out var number) ? number
            : throw new JsonException($"{name}: it is {found.GetRawText()}; a whole number is wanted.");
    }

    private static TaskPushNotificationConfig With<T>(TaskPushNotificationConfig config, string name, T? value)
        where T : class =>
        With(config, name, value is null ? null : JsonElement.Parse(A2AJson.Write(value)));

    private static TaskPushNotificationConfig With(TaskPushNotificationConfig config, string name, JsonElement? value)
    {
        ArgumentNullException.ThrowIfNull(config);
        var data = new Dictionary<string, JsonElement>(config.ExtensionData ?? [], StringComparer.Ordinal);
        data.Remove(name);
        if (value is { } element)
        {
            data.Add(name, element);
        }

        return config with { ExtensionData = data.Count == 0 ? null : data };
    }

    private static byte[] Write(IReadOnlyDictionary<string, JsonElement> declared)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            foreach (var (name, value) in declared)
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }

            json.WriteEndObject();
        }

        return output.ToArray();
    }
}
