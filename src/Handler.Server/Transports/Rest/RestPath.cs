namespace Handler.Server.Transports.Rest;

/// <summary>A path of REST, read: what it names, and the fields of the request that it carries. Pure.</summary>
/// <param name="Resource">What it names.</param>
/// <param name="Fields">Fields by their names in the request, such as <c>id</c> and <c>tenant</c>.</param>
internal sealed record RestPath(RestResource Resource, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>What the paths of 0.3 begin with, and no tenant can be called.</summary>
    public const string V03 = "v1";

    private const string Configs = "pushNotificationConfigs";

    /// <summary>Reads a path, below the address in the card.</summary>
    /// <param name="segments">Its segments as they were sent: a <c>:</c> or <c>/</c> that is percent-encoded belongs to an id.</param>
    /// <returns>Null when there is no such path.</returns>
    public static RestPath? Parse(IReadOnlyList<string> segments) =>
        OfRoot([.. segments], tenant: null) ?? (segments is [var tenant, ..] ? OfRoot([.. segments.Skip(1)], Decode(tenant)) : null);

    /// <summary>Reads a path of 0.3, which has no tenants, below its <c>/v1</c>.</summary>
    public static RestPath? ParseV03(IReadOnlyList<string> segments) => segments switch
    {
        ["card"] => With(RestResource.ExtendedCard, tenant: null),
        ["extendedAgentCard"] or ["tasks"] => null,
        _ => OfRoot([.. segments], tenant: null),
    };

    private static RestPath? OfRoot(string[] segments, string? tenant) => segments switch
    {
        [var root] when Decode(root) is "message:send" => With(RestResource.MessageSend, tenant),
        [var root] when Decode(root) is "message:stream" => With(RestResource.MessageStream, tenant),
        ["extendedAgentCard"] => With(RestResource.ExtendedCard, tenant),
        ["tasks"] => With(RestResource.Tasks, tenant),
        ["tasks", var task] => OfTask(task, tenant),
        ["tasks", var task, Configs] => With(RestResource.PushConfigs, tenant, ("taskId", task)),
        ["tasks", var task, Configs, var config] => With(RestResource.PushConfig, tenant, ("taskId", task), ("id", config)),
        _ => null,
    };

    private static RestPath OfTask(string segment, string? tenant) => segment.LastIndexOf(':') switch
    {
        >= 0 and var colon when segment[colon..] is ":cancel" => With(RestResource.TaskCancel, tenant, ("id", segment[..colon])),
        >= 0 and var colon when segment[colon..] is ":subscribe" => With(RestResource.TaskSubscribe, tenant, ("id", segment[..colon])),
        _ => With(RestResource.Task, tenant, ("id", segment)),
    };

    private static RestPath With(RestResource resource, string? tenant, params ReadOnlySpan<(string Name, string Segment)> ids)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, segment) in ids)
        {
            fields[name] = Decode(segment);
        }

        if (tenant is not null)
        {
            fields["tenant"] = tenant;
        }

        return new RestPath(resource, fields);
    }

    private static string Decode(string segment) => Uri.UnescapeDataString(segment);
}
