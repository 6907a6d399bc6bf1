namespace Handler.Protocol.Json;

internal sealed class UpdateKindConverter() : WireEnumConverter<UpdateKind>(Names)
{
    public static WireNames<UpdateKind> Names { get; } = new()
    {
        [UpdateKind.Status] = "status",
        [UpdateKind.Artifact] = "artifact",
        [UpdateKind.Message] = "message",
        [UpdateKind.Task] = "task",
    };
}
