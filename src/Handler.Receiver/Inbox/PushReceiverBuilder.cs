using Microsoft.Extensions.DependencyInjection;

namespace Handler.Receiver.Inbox;

/// <summary>What <c>AddPushReceiver</c> returns: to choose the inbox and the handler. Stores extend it with a <c>Use…</c> of their own.</summary>
/// <param name="services">The services that the receiver was added to.</param>
public sealed class PushReceiverBuilder(IServiceCollection services)
{
    /// <summary>The services that the receiver was added to.</summary>
    public IServiceCollection Services { get; } = services;
}
