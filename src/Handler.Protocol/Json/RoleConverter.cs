namespace Handler.Protocol.Json;

internal sealed class RoleConverter() : WireEnumConverter<Role>(Names)
{
    public static WireNames<Role> Names { get; } = new()
    {
        [Role.Unspecified] = "ROLE_UNSPECIFIED",
        [Role.User] = "ROLE_USER",
        [Role.Agent] = "ROLE_AGENT",
    };
}
