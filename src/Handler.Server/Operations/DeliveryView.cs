using System.Text.Json;

namespace Handler.Server.Operations;

/// <summary>One delivery with all that is known of it.</summary>
internal sealed record DeliveryView
{
    public required string Id { get; init; }

    public required long Sequence { get; init; }

    /// <summary><c>waiting</c>, <c>delivered</c>, <c>dead</c>, <c>redelivered</c> or <c>passed-over</c>.</summary>
    public required string State { get; init; }

    public DateTimeOffset? CommittedAt { get; init; }

    /// <summary>Its lane; null when the config is no longer there.</summary>
    public LaneView? Lane { get; init; }

    /// <summary>What it died with.</summary>
    public DeadLetterView? DeadLetter { get; init; }

    public RedeliveryView? Redelivery { get; init; }

    public required IReadOnlyList<AttemptView> Attempts { get; init; }

    /// <summary>The headers of its next attempt (of its last, when there is none), with their secrets masked.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>The body that is sent; of a config that is no more, the update as 1.0 has it.</summary>
    public JsonElement? Body { get; init; }
}
