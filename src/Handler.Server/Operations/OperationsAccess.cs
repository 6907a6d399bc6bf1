using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Handler.Server.Operations;

/// <summary>
/// Who may operate: who has the token, compared as digests of one length; without a token, whom the host's policy has let in. It is the
/// metadata of each endpoint too, by which the guard of the start knows them.
/// </summary>
internal sealed class OperationsAccess(string? token)
{
    private const string Scheme = "Bearer ";

    private readonly byte[]? _digest = token is null ? null : DigestOf(token);

    /// <summary>What is wrong with the protection of an endpoint; null when it is protected by exactly one of the two.</summary>
    public string? FaultOf(EndpointMetadataCollection metadata)
    {
        var hasPolicy = metadata.GetMetadata<IAuthorizeData>() is not null || metadata.GetMetadata<AuthorizationPolicy>() is not null;
        var isOpen = metadata.GetMetadata<IAllowAnonymous>() is not null;
        return (_digest is not null, hasPolicy && !isOpen) switch
        {
            (false, false) => "Nothing protects the operations of this agent, which show and steer what every caller is sent. "
                + "Require an authorization policy, app.MapOperations().RequireAuthorization(\"ops\"), or give a token, "
                + "app.MapOperations(configure: operations => operations.Token = token).",
            (true, true) => "The operations of this agent have a token and an authorization policy, and a request can satisfy only one of them. "
                + "Take away operations.Token or RequireAuthorization.",
            _ => null,
        };
    }

    /// <summary>The operator's name in the audit; null when the request must be refused.</summary>
    public string? OperatorOf(HttpContext http) =>
        _digest is not null ? (HasToken(http.Request.Headers.Authorization.ToString()) ? "token" : null)
        : http.GetEndpoint() is { } endpoint && FaultOf(endpoint.Metadata) is null ? NameOf(http.User)
        : null;

    private static string NameOf(ClaimsPrincipal user) =>
        user.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? user.Identity?.Name ?? "unnamed";

    private static byte[] DigestOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private bool HasToken(string authorization) =>
        authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(DigestOf(authorization[Scheme.Length..].Trim()), _digest);
}
