using System.Diagnostics.CodeAnalysis;
using Handler.Receiver.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Handler.Receiver;

/// <summary>Maps the receiver's endpoints.</summary>
public static class PushReceiverEndpointExtensions
{
    /// <summary>
    /// Maps the webhook: <c>POST</c> takes a push, <c>GET</c> and <c>HEAD</c> say that it is there (or echo <c>?validationToken=</c>), any
    /// other method is 405. It is public even where the host demands authorization by default: what is let in, the receiver's
    /// <see cref="PushReceiverOptions.Accept"/> decides.
    /// </summary>
    /// <param name="endpoints">The host.</param>
    /// <param name="path">Where agents post to.</param>
    /// <exception cref="InvalidOperationException"><c>AddPushReceiver</c> was not called.</exception>
    public static IEndpointConventionBuilder MapPushReceiver(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string path = "/webhook")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var webhook = Required<ReceiveEndpoint>(endpoints, nameof(MapPushReceiver));
        var group = endpoints.MapGroup(path).AllowAnonymous();
        group.MapMethods("", [HttpMethods.Get, HttpMethods.Head], ReceiveEndpoint.CheckAsync);
        group.MapMethods("", [HttpMethods.Post], webhook.ReceiveAsync);
        return group;
    }

    /// <summary>
    /// Maps the inbox: <c>GET path</c> lists, <c>POST path/clear</c> clears. Nobody gets in until
    /// <see cref="PushReceiverOptions.InboxAccess"/> or an authorization on the endpoints lets them:
    /// <c>app.MapInbox("/notifications").RequireAuthorization("ops")</c>.
    /// </summary>
    /// <param name="endpoints">The host.</param>
    /// <param name="path">Where the list is.</param>
    /// <exception cref="InvalidOperationException"><c>AddPushReceiver</c> was not called.</exception>
    public static IEndpointConventionBuilder MapInbox(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string path = "/notifications")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var inbox = Required<InboxEndpoints>(endpoints, nameof(MapInbox));
        var group = endpoints.MapGroup(path);
        group.MapMethods("", [HttpMethods.Get], inbox.ListAsync);
        group.MapMethods("/clear", [HttpMethods.Post], inbox.ClearAsync);
        return group;
    }

    private static T Required<T>(IEndpointRouteBuilder endpoints, string caller)
        where T : class =>
        endpoints.ServiceProvider.GetService<T>() ?? throw new InvalidOperationException(
            $"{caller} needs the push receiver's services: type builder.Services.AddPushReceiver(); before builder.Build().");
}
