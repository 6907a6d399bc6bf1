using System.Text.Json.Serialization;

namespace Handler.Protocol;

/// <summary>
/// How the deliveries of a push config fare, as its owner reads it (<see cref="PushDeliveryExtension"/>): what has been written by now, at most
/// a moment behind what is being sent.
/// </summary>
public sealed record DeliveryHealth : WireObject
{
    /// <summary>Where they stand.</summary>
    public required DeliveryState State { get; init; }

    /// <summary>Why, for people, where the state needs a reason.</summary>
    public string? Reason { get; init; }

    /// <summary>How many updates wait to be sent.</summary>
    public int Waiting { get; init; }

    /// <summary>How many were given up, refused or too old.</summary>
    public long Dead { get; init; }

    /// <summary>How many were passed over because too many waited.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long PassedOver { get; init; }

    /// <summary>How often the update that is next has been tried.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Attempts { get; init; }

    /// <summary>When it is tried again; <c>null</c> when that is now, or never.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>The last update that the webhook took.</summary>
    public DeliverySuccess? LastDelivered { get; init; }

    /// <summary>The last attempt that failed.</summary>
    public DeliveryFailure? LastFailure { get; init; }
}
