using Handler.Receiver.Endpoints;
using Handler.Receiver.Handling;
using Handler.Receiver.Inbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Handler.Receiver;

/// <summary>Registers the receiver.</summary>
public static class PushReceiverServiceCollectionExtensions
{
    /// <summary>
    /// Adds what <c>app.MapPushReceiver()</c> needs: verification, an inbox (in memory, which forgets when the process ends, until a
    /// <c>Use…</c> chooses another), and the pump that runs the handler given to <c>OnNotification</c>.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Such as <c>receiver => receiver.Accept.Token(token)</c>; without a token every push is accepted.</param>
    public static PushReceiverBuilder AddPushReceiver(this IServiceCollection services, Action<PushReceiverOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<PushReceiverOptions>().Configure(configure ?? (_ => { })).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PushReceiverOptions>, PushReceiverOptionsRules>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => Options.Create(provider.GetRequiredService<IOptions<PushReceiverOptions>>().Value.Memory));
        services.TryAddSingleton<IInbox, MemoryInbox>();
        services.TryAddSingleton<HandlerBell>();
        services.TryAddSingleton<ReceiveEndpoint>();
        services.TryAddSingleton<InboxAccess>();
        services.TryAddSingleton<InboxEndpoints>();
        services.AddHostedService<HandlerPump>();
        return new PushReceiverBuilder(services);
    }
}
