using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Handler.Server.Transports;

/// <summary>
/// Callers by API key. All keys of a request must be the same caller's: of two that contradict each other none is the one that was meant.
/// </summary>
internal sealed class ApiKeyAuthentication(ApiKeyRing ring) : IAuthenticationHandler
{
    private static readonly StringValues Challenges = new(["Bearer realm=\"A2A\"", "ApiKey realm=\"A2A\""]);

    private HttpContext _http = null!;

    public Task InitializeAsync(AuthenticationScheme scheme, HttpContext context)
    {
        _http = context;
        return Task.CompletedTask;
    }

    public Task<AuthenticateResult> AuthenticateAsync()
    {
        var keys = PresentedKeys.Of(_http.Request.Headers);
        return Task.FromResult(
            keys.Count == 0 ? AuthenticateResult.NoResult()
            : ring.CallerOf(keys) is { } caller ? AuthenticateResult.Success(Ticket(caller))
            : AuthenticateResult.Fail("The API key is not one of this agent's, or there are two that contradict each other."));
    }

    public Task ChallengeAsync(AuthenticationProperties? properties)
    {
        _http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        _http.Response.Headers.WWWAuthenticate = StringValues.Concat(_http.Response.Headers.WWWAuthenticate, Challenges);
        _http.Features.Set(new RefusalText(PresentedKeys.Of(_http.Request.Headers) switch
        {
            [] => $"This agent asks for an API key, and none came. {HowTo}",
            [_] => $"The API key that came is not one of this agent's. {HowTo}",
            _ => $"More than one API key came, and they are not all the same caller's. {HowTo}",
        }));
        return Task.CompletedTask;
    }

    public Task ForbidAsync(AuthenticationProperties? properties)
    {
        _http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static string HowTo => $"Send '{PresentedKeys.Header}: KEY', 'Authorization: Bearer KEY' or 'Authorization: ApiKey KEY'.";

    private static AuthenticationTicket Ticket(string caller) => new(
        new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, caller), new Claim(ClaimTypes.Name, caller)], ApiKeyScheme.Name)),
        ApiKeyScheme.Name);
}
