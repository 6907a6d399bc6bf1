namespace Handler.Server.Storage;

/// <summary>One delivery with all that is known of it.</summary>
public sealed record DeliveryReport
{
    /// <summary>Its sequence.</summary>
    public required long Sequence { get; init; }

    /// <summary>Its lane; null when the config was deleted or another lane took its place.</summary>
    public LaneRow? Lane { get; init; }

    /// <summary>Its event, with the update of 1.0; null when it is no longer in the log, or was for a lane that is no more.</summary>
    public StoredEvent? Event { get; init; }

    /// <summary>What its body is made of, as <see cref="ILaneStore.ReadBodyAsync"/> gives it; null when that gives none.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>The kept rows of attempts that cover it, oldest first; rows that cover several deliveries are among them.</summary>
    public IReadOnlyList<AttemptRecord> Attempts { get; init; } = [];

    /// <summary>The stretch that it died with; null when it did not.</summary>
    public DeadReport? Dead { get; init; }

    /// <summary>Its last redelivery; null when there was none.</summary>
    public RedeliveryRecord? Redelivery { get; init; }
}
