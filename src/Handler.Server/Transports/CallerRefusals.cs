using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;

namespace Handler.Server.Transports;

/// <summary>
/// Callers who are not let in, by whichever scheme, get 401 or 403 with an error of the binding in the body. Endpoints that are not an agent's are
/// answered as ever.
/// </summary>
internal sealed class CallerRefusals : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _byDefault = new();

    public async Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        await _byDefault.HandleAsync(next, context, policy, authorizeResult);
        if (!authorizeResult.Succeeded && FormOf(context) is { } form && IsUnsaid(context.Response) && TextOf(context) is { } text)
        {
            await form.Answer(context, context.Response.StatusCode, text).ExecuteAsync(context);
        }
    }

    private static RefusalForm? FormOf(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<RefusalForm>();

    /// <summary>No scheme of the host's has answered in words of its own.</summary>
    private static bool IsUnsaid(HttpResponse response) => !response.HasStarted && response is { ContentType: null, ContentLength: null };

    /// <summary>Null when it is no refusal, such as a redirect to a page that asks for a password.</summary>
    private static string? TextOf(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status401Unauthorized => context.Features.Get<RefusalText>()?.Text
            ?? "This agent asks its callers to authenticate, and the credentials are missing or wrong. Send those that its card names in securitySchemes.",
        StatusCodes.Status403Forbidden => "The credentials are good, but their caller may not use this agent.",
        _ => null,
    };
}
