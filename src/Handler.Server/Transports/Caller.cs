using System.Security.Claims;
using Handler.Protocol.Errors;
using Handler.Server.Storage;
using Microsoft.AspNetCore.Http;

namespace Handler.Server.Transports;

/// <summary>Who calls.</summary>
internal static class Caller
{
    /// <summary>
    /// The owner of what the call makes and sees: the authenticated caller by name identifier or name, within the tenant that was named.
    /// </summary>
    /// <exception cref="A2AException">The caller is authenticated and has no name: it must not share what belongs to the
    /// anonymous.</exception>
    public static OwnerScope ScopeOf(HttpContext http, string? tenant) => new(tenant ?? "", OwnerOf(http.User));

    private static string OwnerOf(ClaimsPrincipal user)
    {
        if (user.Identity is not { IsAuthenticated: true } identity)
        {
            return "";
        }

        var name = user.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? identity.Name;
        return string.IsNullOrEmpty(name)
            ? throw A2AException.InvalidRequest(
                $"The caller is authenticated by '{identity.AuthenticationType}' and has neither a name identifier nor a name, " +
                "so its tasks cannot be told from others'.")
            : name;
    }
}
