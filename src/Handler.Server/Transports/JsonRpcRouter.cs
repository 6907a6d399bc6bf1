using System.Text.Json;
using Handler.Protocol;
using Handler.Protocol.JsonRpc;
using Handler.Server.Storage;
using Microsoft.AspNetCore.Http;

namespace Handler.Server.Transports;

/// <summary>
/// Tells dialects apart by the method's name. Three names belong to two of them (<c>tasks/get</c>, <c>tasks/cancel</c>, <c>tasks/resubscribe</c>):
/// with <c>A2A-Version: 0.3</c> they are 0.3, else what the task was made by, if that was legacy, else 0.3; for neither dialect's clients
/// name a version with them.
/// </summary>
internal sealed class JsonRpcRouter(V1Dialect v1, V03Dialect v03, LegacyDialect legacy, IAgentStore store)
{
    /// <summary>The dialect of what cannot be read as a call: that of the version it names.</summary>
    public IJsonRpcDialect DialectOf(HttpRequest request) => RequestedVersion.Of(request).Is(A2AVersions.V03) ? v03 : v1;

    /// <summary>The dialect of a call.</summary>
    /// <exception cref="Protocol.Errors.A2AException">The caller cannot be told from others.</exception>
    public async ValueTask<IJsonRpcDialect> DialectOfAsync(HttpContext http, JsonRpcRequest request) =>
        IsShared(request.Method)
            ? await IsOfLegacyTaskAsync(http, request) ? legacy : v03
            : ByName(request.Method);

    private bool IsShared(string method) => v03.Methods.ContainsKey(method) && legacy.Methods.ContainsKey(method);

    private IJsonRpcDialect ByName(string method) =>
        v1.Methods.ContainsKey(method) ? v1
        : v03.Methods.ContainsKey(method) ? v03
        : legacy.Methods.ContainsKey(method) ? legacy
        // No dialect has it: told in that whose names look like it.
        : method.StartsWith("tasks/send", StringComparison.Ordinal) || method.StartsWith("tasks/pushNotification/", StringComparison.Ordinal) ? legacy
        : method.Contains('/', StringComparison.Ordinal) ? v03
        : v1;

    private async ValueTask<bool> IsOfLegacyTaskAsync(HttpContext http, JsonRpcRequest request)
    {
        var version = RequestedVersion.Of(http.Request);
        if (version.Is(A2AVersions.V03) || !version.IsSupported || TaskIdIn(request.Params) is not { } id)
        {
            return false;
        }

        var task = await store.GetAsync(new TaskKey(Caller.ScopeOf(http, tenant: null), id), http.RequestAborted);
        return task?.Dialect == WireFormat.Legacy;
    }

    private static string? TaskIdIn(JsonElement? parameters) =>
        parameters is { ValueKind: JsonValueKind.Object } named ? TextIn(named, "id") ?? TextIn(named, "taskId") ?? TextIn(named, "task_id") : null;

    private static string? TextIn(JsonElement named, string name) =>
        named.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
