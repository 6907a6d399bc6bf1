using Handler.Protocol.Json;

namespace Handler.Protocol.Legacy;

internal sealed class LegacyRoleConverter() : WireEnumConverter<Role>(Names)
{
    // There is no third role; the mapper gives a speaker who is not named the user's.
    public static WireNames<Role> Names { get; } = new()
    {
        [Role.User] = "user",
        [Role.Agent] = "agent",
    };
}
