using System.Globalization;
using Handler.Protocol;

namespace Handler.Client.Rest;

/// <summary>Where a call of REST goes (A2A 1.0, 11.3 and 11.5): paths with their ids encoded, and queries of what is set. Pure.</summary>
internal static class RestTarget
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>A path below the interface, the tenant in front of it.</summary>
    public static string Path(string? tenant, string path) => string.IsNullOrEmpty(tenant) ? path : $"/{Escape(tenant)}{path}";

    /// <summary>A task, or what is of it.</summary>
    public static string Task(string? tenant, string id, string rest = "") => Path(tenant, $"/tasks/{Escape(id)}{rest}");

    /// <summary>The configs of a task, or one of them.</summary>
    public static string Configs(string? tenant, string? taskId, string? id = null) =>
        Task(tenant, taskId ?? "", $"/pushNotificationConfigs{(id is null ? "" : $"/{Escape(id)}")}");

    public static string Query(GetTaskRequest request) => Query(("historyLength", Text(request.HistoryLength)));

    public static string Query(ListTaskPushNotificationConfigsRequest request) =>
        Query(("pageSize", Text(request.PageSize)), ("pageToken", request.PageToken));

    public static string Query(ListTasksRequest request) => Query(
        ("contextId", request.ContextId),
        ("status", request.Status?.WireName),
        ("pageSize", Text(request.PageSize)),
        ("pageToken", request.PageToken),
        ("historyLength", Text(request.HistoryLength)),
        ("statusTimestampAfter", request.StatusTimestampAfter?.ToUniversalTime().ToString(TimeFormat, CultureInfo.InvariantCulture)),
        ("includeArtifacts", request.IncludeArtifacts switch { null => null, true => "true", false => "false" }));

    /// <summary>The URL of a path and query, below that of the interface, whose own query goes along.</summary>
    public static Uri Below(Uri url, string target)
    {
        var text = url.GetLeftPart(UriPartial.Path).TrimEnd('/') + target;
        var own = url.Query.Length <= 1 ? "" : $"{(target.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{url.Query[1..]}";
        return new Uri(text + own);
    }

    private static string Query(params ReadOnlySpan<(string Name, string? Value)> fields)
    {
        var query = "";
        foreach (var (name, value) in fields)
        {
            query += string.IsNullOrEmpty(value) ? "" : $"{(query.Length == 0 ? '?' : '&')}{name}={Escape(value)}";
        }

        return query;
    }

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string Escape(string text) => Uri.EscapeDataString(text);
}
