namespace Handler.Server.Operations;

/// <summary>Which dead letters are to be sent again: the filters of their list. What is null does not filter; what was redelivered already is not meant.</summary>
internal sealed record ManyRedeliveriesOrder
{
    public string? Tenant { get; init; }

    public string? Owner { get; init; }

    public string? TaskId { get; init; }

    public string? ConfigId { get; init; }

    public string? Origin { get; init; }

    public string? Lane { get; init; }

    public string? Reason { get; init; }

    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether under new ids.</summary>
    public bool NewId { get; init; }

    /// <summary>At most so many deliveries in this call.</summary>
    public int? Limit { get; init; }

    /// <summary>Where a call before ended.</summary>
    public string? PageToken { get; init; }
}
