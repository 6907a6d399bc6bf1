using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Handler.Receiver.Endpoints;

/// <summary>Holds the inbox's endpoints to <see cref="InboxAccessOptions"/>.</summary>
internal sealed class InboxAccess(IOptions<PushReceiverOptions> options, IServer server)
{
    private readonly InboxAccessOptions _options = options.Value.InboxAccess;

    /// <summary>The request may see and clear the inbox.</summary>
    public bool Allows(HttpContext context) =>
        IsDecidedByHost(context.GetEndpoint())
        || _options.Tokens.Contains(Bearer(context.Request.Headers.Authorization.ToString()))
        // Asked at each request: the addresses are known only once the server has started.
        || (_options.AllowLoopback && LocalRequest.Is(context.Request, server.Features.Get<IServerAddressesFeature>()?.Addresses));

    /// <summary>The host has put an authorization of its own on the endpoint, which ASP.NET Core has enforced before.</summary>
    private static bool IsDecidedByHost(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<IAuthorizeData>() is not null || endpoint?.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static string? Bearer(string authorization) =>
        authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? authorization["Bearer ".Length..].Trim() : null;
}
