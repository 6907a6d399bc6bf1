namespace Handler.Server.Operations;

/// <summary>The delivery that is next on a lane.</summary>
internal sealed record NextDeliveryView
{
    public required string Id { get; init; }

    public required long Sequence { get; init; }

    public required DateTimeOffset CommittedAt { get; init; }

    /// <summary>How often it was tried.</summary>
    public required int Tries { get; init; }

    /// <summary>It is tried no earlier than this.</summary>
    public required DateTimeOffset Due { get; init; }
}
