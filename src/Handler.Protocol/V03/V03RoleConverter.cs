using Handler.Protocol.Json;

namespace Handler.Protocol.V03;

internal sealed class V03RoleConverter() : WireEnumConverter<Role>(Names)
{
    // 0.3 has no third role; the mapper gives a speaker who is not named the user's.
    public static WireNames<Role> Names { get; } = new()
    {
        [Role.User] = "user",
        [Role.Agent] = "agent",
    };
}
