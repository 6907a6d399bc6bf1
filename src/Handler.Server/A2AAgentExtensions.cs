using System.Diagnostics.CodeAnalysis;
using Handler.Protocol;
using Handler.Server.Operations;
using Handler.Server.Push;
using Handler.Server.Requests;
using Handler.Server.Storage;
using Handler.Server.Tasks;
using Handler.Server.Transports;
using Handler.Server.Transports.Rest;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Handler.Server;

/// <summary>Adds an agent to a host and maps its endpoints.</summary>
public static class A2AAgentExtensions
{
    /// <summary>
    /// Adds an agent, with a store in memory that forgets everything at the end of the process; <c>Use…</c> on what comes back takes
    /// another one.
    /// </summary>
    /// <typeparam name="TExecutor">What the agent does; made anew for each run, in a scope of its own.</typeparam>
    /// <param name="services">The services of the host.</param>
    /// <param name="card">What it says of itself. Interfaces and capabilities follow from what is registered and mapped.</param>
    /// <param name="configure">Sets its options.</param>
    public static A2AAgentBuilder AddA2AAgent<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TExecutor>(
        this IServiceCollection services, AgentCard card, Action<A2AAgentOptions>? configure = null)
        where TExecutor : class, IAgentExecutor
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(card);
        PushEngineExtensions.RefuseBesideEngine(services);
        services.AddOptions<A2AAgentOptions>().Configure(configure ?? (static _ => { })).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<A2AAgentOptions>, A2AAgentOptionsValidator>());
        services.AddScoped<IAgentExecutor, TExecutor>();
        services.AddStorage();
        AddTasks(services);
        AddRequests(services, card);
        services.AddTransports();
        services.AddOperations();
        return new A2AAgentBuilder(services);
    }

    /// <summary>
    /// Maps the agent: JSON-RPC of all dialects at <paramref name="path"/>, REST (HTTP+JSON) below it unless <see cref="A2AAgentOptions.Rest"/>
    /// is false, and the card at <c>/.well-known/agent-card.json</c>, for clients of 0.3 at <c>/.well-known/agent.json</c> too, for those of
    /// the legacy dialect at <c>/agentCard</c>. Conventions on what comes back (such as <c>RequireAuthorization</c>) hold for JSON-RPC and REST,
    /// which tell 401 and 403 as their errors; the card stays public. With <see cref="ApiKeyBuilderExtensions.AddApiKeys"/> a key is asked for
    /// as it stands.
    /// </summary>
    /// <param name="endpoints">The routes of the app.</param>
    /// <param name="path">Where JSON-RPC is posted to, and what the paths of REST begin with.</param>
    /// <exception cref="InvalidOperationException">No agent was added, or its card cannot be written.</exception>
    public static IEndpointConventionBuilder MapA2A(this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string path = "/")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var services = endpoints.ServiceProvider;
        if (services.GetService<AgentCardEndpoint>() is not { } card)
        {
            throw new InvalidOperationException(
                "MapA2A has no agent to map. Add one before the host is built: builder.Services.AddA2AAgent<YourAgent>(card);");
        }

        card.Check();
        endpoints.MapCards(card);
        var calls = endpoints.MapGroup("");
        calls.MapPost(path, services.GetRequiredService<JsonRpcEndpoint>().HandleAsync)
            .WithName(JsonRpcEndpoint.Name).WithMetadata(JsonRpcAnswers.Refusal);
        if (services.GetRequiredService<AgentProfile>().Rest)
        {
            calls.MapRest(path, services.GetRequiredService<RestEndpoint>());
        }

        return services.GetService<ApiKeyRing>() is null ? calls : calls.RequireAuthorization(ApiKeyScheme.Policy);
    }

    private static void AddTasks(IServiceCollection services)
    {
        services.TryAddSingleton(RunSettingsOf);
        services.TryAddSingleton<TaskFeeds>();
        services.TryAddSingleton<TaskStreams>();
        services.TryAddSingleton<RunParts>();
        services.TryAddSingleton<TaskRuns>();
        services.AddHostedService<TaskRecovery>();
        services.TryAddScoped<RunScope>();
        services.TryAddScoped(RunPushesOf);
        services.TryAddScoped<IPushNotificationSender>(provider => provider.GetRequiredService<RunPushes>());
        services.TryAddScoped<IPushNotificationConfigs>(provider => provider.GetRequiredService<RunPushes>());
    }

    private static void AddRequests(IServiceCollection services, AgentCard card)
    {
        services.TryAddSingleton(provider => ProfileOf(provider, card));
        services.TryAddSingleton<MessageRequests>();
        services.TryAddSingleton<TaskRequests>();
        services.AddPushConfigs(PushOf);
        services.TryAddSingleton<RequestHandler>();
    }

    private static AgentProfile ProfileOf(IServiceProvider provider, AgentCard card)
    {
        var options = OptionsOf(provider);
        var push = PushOf(provider);
        return new AgentProfile
        {
            Card = Declare(card),
            Streaming = options.Streaming,
            Rest = options.Rest,
            AnyInputMode = options.AnyInputMode,
            PushNotifications = push is not null,
            ExtendedCard = options.ExtendedCard is { } extended ? Declare(extended) : null,
        };

        AgentCard Declare(AgentCard written)
        {
            var declared = provider.GetService<ApiKeyRing>() is null ? written : ApiKeyCard.Declare(written);
            return push is { Options.AnnouncesDelivery: true } ? PushDeliveryCard.Declare(declared, PromisesOf(provider, push.Options)) : declared;
        }
    }

    private static PushDeliveryParams PromisesOf(IServiceProvider provider, PushOptions options) => DeliveryPromises.Of(
        options,
        provider.GetRequiredService<IAgentStore>().IsDurable,
        new EventFilter { Kinds = EventMasks.KindsOf(options.Include), States = EventMasks.States });

    private static RunSettings RunSettingsOf(IServiceProvider provider)
    {
        var settings = new RunSettings { AppendWindow = OptionsOf(provider).AppendWindow };
        return PushOf(provider)?.Options is not { } push
            ? settings
            : settings with { PushesAutomatically = push.Automatic };
    }

    private static RunPushes RunPushesOf(IServiceProvider provider) => PushOf(provider) is null
        ? throw new InvalidOperationException(
            "The executor asks to push by hand, and its agent does not push. Add it where the agent is added: .AddPushNotifications(push => push.Automatic = false);")
        : ActivatorUtilities.CreateInstance<RunPushes>(provider);

    private static PushSupport? PushOf(IServiceProvider provider) =>
        OptionsOf(provider).PushNotifications && provider.GetService<PushConfigRules>() is { } rules
            ? new PushSupport(rules, provider.GetRequiredService<IOptions<PushOptions>>().Value, provider.GetService<PushMetrics>())
            : null;

    private static A2AAgentOptions OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<A2AAgentOptions>>().Value;
}
