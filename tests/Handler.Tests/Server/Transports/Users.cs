using System.Security.Claims;
using Microsoft.AspNetCore.Builder;

namespace Handler.Tests.Server.Transports;

/// <summary>Callers for tests.</summary>
internal static class Users
{
    /// <summary>The header that names the caller to <see cref="FromHeader"/>.</summary>
    public const string Header = "X-User";

    /// <summary>Makes the caller the one that <see cref="Header"/> names.</summary>
    public static void FromHeader(WebApplication app) => app.Use(async (http, next) =>
    {
        http.User = Named(http.Request.Headers[Header].ToString());
        await next(http);
    });

    /// <summary>An authenticated caller, or the anonymous one for an empty name.</summary>
    public static ClaimsPrincipal Named(string name) =>
        new(name.Length == 0 ? new ClaimsIdentity() : new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, name), new Claim(ClaimTypes.Name, name)], "test"));
}
