using System.Security.Claims;

namespace Handler.Tests.Server.Transports;

/// <summary>Callers for tests.</summary>
internal static class Users
{
    /// <summary>An authenticated caller, or the anonymous one for an empty name.</summary>
    public static ClaimsPrincipal Named(string name) =>
        new(name.Length == 0 ? new ClaimsIdentity() : new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, name), new Claim(ClaimTypes.Name, name)], "test"));
}
