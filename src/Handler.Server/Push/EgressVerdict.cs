namespace Handler.Server.Push;

/// <summary>What the egress policy says of a URL or of an address.</summary>
/// <param name="Reason">Why it is forbidden, fit for an error message: it names the value and what to do, and no secret. Null: allowed.</param>
internal readonly record struct EgressVerdict(string? Reason)
{
    public static EgressVerdict Allowed => default;

    public bool IsAllowed => Reason is null;

    public static EgressVerdict Forbidden(string reason) => new(reason);
}
