namespace Handler.Server.Operations;

/// <summary>How one delivery is to be sent again.</summary>
internal sealed record OneRedeliveryOrder
{
    /// <summary>Whether under a new id.</summary>
    public bool NewId { get; init; }
}
