using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Handler.Server.Operations;

/// <summary>Adds what <c>MapOperations</c> maps.</summary>
internal static class OperationsServiceExtensions
{
    /// <summary>Adds it beside an agent or an engine alone; nothing can be asked for until it is mapped.</summary>
    public static void AddOperations(this IServiceCollection services)
    {
        services.TryAddSingleton<OperationsFront>();
        services.TryAddSingleton<OperationsAudit>();
        services.TryAddSingleton<GateActions>();
        services.TryAddSingleton<DeadDeliveries>();
        services.TryAddSingleton<RedeliveryActions>();
        services.TryAddSingleton<OperationsEndpoints>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, OperationsGuard>());
    }
}
