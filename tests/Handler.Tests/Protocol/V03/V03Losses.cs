using Handler.Protocol;

namespace Handler.Tests.Protocol.V03;

/// <summary>A value of 1.0 without what 0.3 cannot express, and with what 1.0 then fills in.</summary>
internal static class V03Losses
{
    public static StreamResponse Of(StreamResponse update) => new()
    {
        Task = update.Task is { } task ? Of(task) : null,
        Message = update.Message is { } message ? Of(message) : null,
        StatusUpdate = update.StatusUpdate is { } status ? status with { Status = Of(status.Status) } : null,
        ArtifactUpdate = update.ArtifactUpdate is { } artifact ? artifact with { Artifact = Of(artifact.Artifact) } : null,
    };

    public static SendMessageRequest Of(SendMessageRequest request) => request with
    {
        Tenant = null,
        Message = Of(request.Message),
        Configuration = Of(request.Configuration ?? new SendMessageConfiguration()),
    };

    public static TaskPushNotificationConfig Of(TaskPushNotificationConfig config) =>
        config with { Tenant = null, TaskId = config.TaskId is "" ? null : config.TaskId };

    public static AgentCard Of(AgentCard card) => card with
    {
        SupportedInterfaces = Interfaces(card),
        Capabilities = card.Capabilities,
        SecuritySchemes = card.SecuritySchemes?.Where(scheme => scheme.Value.OAuth2SecurityScheme?.Flows.DeviceCode is null)
            .ToDictionary(scheme => scheme.Key, scheme => Of(scheme.Value)),
        SecurityRequirements = card.SecurityRequirements is { } security ? [.. security.Select(Of)] : null,
        Skills = [.. card.Skills.Select(skill =>
            skill with { SecurityRequirements = skill.SecurityRequirements is { } security ? [.. security.Select(Of)] : null })],
        Signatures = null,
    };

    private static AgentTask Of(AgentTask task) => task with
    {
        ContextId = task.ContextId is "" ? null : task.ContextId,
        Status = Of(task.Status),
        Artifacts = task.Artifacts is { } artifacts ? [.. artifacts.Select(Of)] : null,
        History = task.History is { } history ? [.. history.Select(Of)] : null,
    };

    private static AgentTaskStatus Of(AgentTaskStatus status) =>
        status with { Message = status.Message is { } message ? Of(message) : null };

    private static Message Of(Message message) => message with
    {
        Role = message.Role == Role.Unspecified ? Role.User : message.Role,
        Parts = [.. message.Parts.Select(Of)],
    };

    private static Artifact Of(Artifact artifact) => artifact with { Parts = [.. artifact.Parts.Select(Of)] };

    private static Part Of(Part part) => part switch
    {
        // An empty metadata object goes with the mark of a wrapped value.
        { Data: { ValueKind: not System.Text.Json.JsonValueKind.Object } } =>
            part with { Filename = null, MediaType = null, Metadata = part.Metadata is { Count: > 0 } ? part.Metadata : null },
        { Text: not null } or { Data: not null } => part with { Filename = null, MediaType = null },
        _ => part,
    };

    private static SendMessageConfiguration Of(SendMessageConfiguration configuration) => configuration with
    {
        TaskPushNotificationConfig = configuration.TaskPushNotificationConfig is { } config ? config with { Tenant = null, TaskId = null } : null,
    };

    private static IReadOnlyList<AgentInterface> Interfaces(AgentCard card)
    {
        var speaking = card.SupportedInterfaces.Where(face => face.ProtocolVersion.StartsWith("0.", StringComparison.Ordinal)).ToList();
        var told = speaking.Count > 0 ? speaking : [.. card.SupportedInterfaces];
        var first = told[0];
        var binding = first.ProtocolBinding.Length == 0 ? "JSONRPC" : first.ProtocolBinding;
        var version = speaking.Count == 0 ? "0.3.0" : first.ProtocolVersion.Count(c => c == '.') == 1 ? $"{first.ProtocolVersion}.0" : first.ProtocolVersion;
        var rest = told.Where(_ => told.Count > 1).Where(face => face.Url != first.Url || face.ProtocolBinding != binding);
        // Unknown fields of the preferred interface have no object of their own in 0.3.
        return [
            new AgentInterface { Url = first.Url, ProtocolBinding = binding, ProtocolVersion = version },
            .. rest.Select(face => face with { Tenant = null, ProtocolVersion = version }),
        ];
    }

    private static SecurityRequirement Of(SecurityRequirement requirement) => new()
    {
        Schemes = (requirement.Schemes ?? new Dictionary<string, StringList>())
            .ToDictionary(scheme => scheme.Key, scheme => new StringList { List = scheme.Value.List ?? [] }),
    };

    private static SecurityScheme Of(SecurityScheme scheme) => scheme with
    {
        // The member that says the type is no object of its own in 0.3.
        ExtensionData = null,
        OAuth2SecurityScheme = scheme.OAuth2SecurityScheme is { Flows.AuthorizationCode: { } code } oauth
            ? oauth with { Flows = oauth.Flows with { AuthorizationCode = code with { PkceRequired = false } } }
            : scheme.OAuth2SecurityScheme,
    };
}
